"""Acts to be recorded, and the hand of somebody who owns the database and drops its triggers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Model

from duban.core import clock
from duban.journal.access import note_access, seal_day
from duban.journal.erasure import Erasure, erase, erasure_handlers
from duban.journal.kinds import Kind, register
from duban.journal.models import AccessRecord, Content, Entry, EntrySubject, Head
from duban.journal.records import Actor, File, Subject, Text, record
from laid_again import laid_again

NOTED = Kind("tests.noted", "Noted")
register(NOTED)

CITY, COUNTY = "cityaaaaaaaa", "countyaaaaaa"
CLERK = Actor(uid="clerk0000000", name="周敏", unit_name="督查室")
HEAD = Actor(uid="head00000000", name="吴刚", unit_name="督查室")
WITNESS = Actor(uid="witness00000", name="郑华", unit_name="保密办")
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # 9:30 in the city
SECRET = "这一句话不应当写在这里"
MODELS: tuple[type[Model], ...] = (Entry, EntrySubject, Content, AccessRecord, Head)


def note(jurisdiction: str = CITY, *, about: str = "a", on_behalf_of: str = "", **options: object) -> Entry:
    """Record an act without meaning."""
    act: dict[str, object] = {"subjects": [Subject("task", about)], "body": {"about": about}} | options
    return record(actor=replace(CLERK, on_behalf_of=on_behalf_of), kind=NOTED.code, jurisdiction=jurisdiction, **act)  # type: ignore[arg-type]


def look(jurisdiction: str = CITY, *, target: str = "a") -> AccessRecord:
    """Note a look at something."""
    return note_access(
        jurisdiction=jurisdiction, actor=CLERK, what="tests.look", outcome="ok", target=target, address="192.0.2.7"
    )


def forgotten(_erasure: Erasure) -> list[str]:
    """Answer for a file store that erases its copy."""
    return ["tests.store"]


def erase_content(seq: int, content: str, **changes: object) -> Entry:
    """Erase a content of the city's chain on a proper order."""
    order: dict[str, object] = {
        "jurisdiction": CITY,
        "seq": seq,
        "content": content,
        "order_number": "督办密〔2026〕1号",
        "reason": "误录",
        "ordered_by": HEAD,
        "carried_out_by": CLERK,
        "witnessed_by": WITNESS,
    }
    return erase(**order | changes)  # type: ignore[arg-type]


def full_journal() -> None:
    """Fill every table: two chains, texts, files, erased ones among them, sealed and unsealed access records.

    In the city's chain 1 founds it, 2 carries a text, 3 a file, 4 an erased text, 5 an erased file; 6 and 7 are the
    erasures, 8 seals the first day, 9 follows. The county's chain has two entries.
    """
    laid_again(_full_journal)


def _full_journal() -> None:
    act = transaction.atomic(note)
    erasure_handlers.register(forgotten)
    try:
        with clock.frozen(MORNING):
            act(about="a")
            act(about="b", subjects=[Subject("task", "b"), Subject("unit", "u")], contents=[Text("reason", "雨季停工")])
            act(about="c", contents=[File("scan", "ab" * 32, 2048, "2026/ab")])
            act(about="d", contents=[Text("reason", SECRET)])
            act(about="e", contents=[File("scan", "cd" * 32, 4096, "2026/cd")])
            act(COUNTY)
            act(COUNTY, about="b")
            look(target="a")
            look(target="b")
        with clock.frozen(MORNING + timedelta(hours=1)):
            erase_content(4, "reason")
            erase_content(5, "scan")
        with clock.frozen(MORNING + timedelta(days=1)):
            seal_day(date(2026, 3, 2))
            look(target="c")
            act(about="f")
    finally:
        erasure_handlers.withdraw(forgotten)


def release_tables() -> None:
    """Drop what guards the tables, as an owner of the database can; undone with the test's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in MODELS:
                cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def by_hand(statement: str, *values: object) -> int:
    """Run a statement past the application; return the number of rows it met."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def alter(model: type[Model], row: Mapping[str, object], column: str, value: object) -> None:
    """Change one column of one row."""
    where = " AND ".join(f"{name} = %s" for name in row)
    assert by_hand(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE {where}", value, *row.values()) == 1  # noqa: S608
