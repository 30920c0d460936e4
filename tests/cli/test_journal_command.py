"""`duban journal` as it is typed: exit codes, what is named, the erasure by three accounts."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from duban.cli import main
from duban.core import clock
from duban.journal import selectors
from duban.journal.models import AccessRecord, Entry, EntrySubject, Head
from duban.journal.records import INSTALLATION, Text
from duban.orgs.accounts import found_jurisdiction, open_account
from duban.orgs.models import Jurisdiction, Post
from journal.forging import MORNING, SECRET, alter, by_hand, look, note, release_tables

ERASE = [
    *("journal", "erase", "--entry", "5", "--content", "reason", "--order-number", "督办密〔2026〕1号"),
    *("--reason", "误录", "--ordered-by", "wugang", "--carried-out-by", "zhoumin", "--witnessed-by", "zhenghua"),
]


@pytest.fixture
def city() -> Jurisdiction:
    return a_city()


def a_city() -> Jurisdiction:
    """A government whose journal holds its foundation, three accounts and an entry with a text."""
    jurisdiction = found_jurisdiction(code="lan", name="澜州市", level="prefecture")
    for username, name in {"wugang": "吴刚", "zhoumin": "周敏", "zhenghua": "郑华"}.items():
        open_account(
            jurisdiction=jurisdiction,
            username=username,
            password="not a secret",
            person_name=name,
            post=Post.Kind.OFFICER,
        )
    with transaction.atomic():
        assert note(jurisdiction.uid, contents=[Text("reason", SECRET)]).seq == 5
    return jurisdiction


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.frozen(MORNING):
        yield


@pytest.mark.django_db
def test_an_intact_journal_ends_with_0_and_shows_its_heads(
    city: Jurisdiction, capsys: pytest.CaptureFixture[str]
) -> None:
    note(INSTALLATION)
    assert main(["journal", "verify"]) == 0
    said = capsys.readouterr().out
    for chain in (city.uid, INSTALLATION):
        seq, digest = selectors.chain_head(chain) or (0, "")
        assert f"{seq}:{digest[:12]}" in said
    assert "澜州市" in said


@pytest.mark.django_db
def test_an_altered_row_ends_with_1_and_is_named(city: Jurisdiction, capsys: pytest.CaptureFixture[str]) -> None:
    release_tables()
    alter(EntrySubject, {"jurisdiction": city.uid, "seq": 5}, "uid", "x")
    assert main(["journal", "verify", "--jurisdiction", "lan"]) == 1
    said = capsys.readouterr().out
    assert "journal_subject" in said
    assert "5" in said
    assert "task x" in said


@pytest.mark.django_db
def test_a_break_elsewhere_does_not_touch_the_government_asked_for(city: Jurisdiction) -> None:
    note(INSTALLATION)
    release_tables()
    alter(Entry, {"jurisdiction": INSTALLATION, "seq": 1}, "body", "{}")
    assert main(["journal", "verify", "--jurisdiction", "lan"]) == 0
    assert main(["journal", "verify", "--jurisdiction", INSTALLATION]) == 1
    assert main(["journal", "verify"]) == 1


@pytest.mark.django_db
def test_a_government_without_any_entry_has_lost_them(city: Jurisdiction) -> None:
    release_tables()
    for model in (Entry, EntrySubject, Head):
        by_hand(f"DELETE FROM {model._meta.db_table} WHERE jurisdiction = %s", city.uid)  # noqa: S608
    by_hand("DELETE FROM journal_content")
    assert main(["journal", "verify"]) == 1
    assert main(["journal", "verify", "--jurisdiction", "lan"]) == 1


@pytest.mark.django_db
def test_a_printed_head_is_compared(city: Jurisdiction) -> None:
    seq, digest = selectors.chain_head(city.uid) or (0, "")
    note(city.uid)  # the chain has grown since the bulletin was printed
    assert main(["journal", "verify", "--witness", f"{seq}:{digest[:12]}"]) == 0
    assert main(["journal", "verify", "--witness", f"{seq + 1}:{digest[:12]}"]) == 1
    assert main(["journal", "verify", "--witness", f"{seq}:{'0' * 12}"]) == 1


@pytest.mark.django_db
def test_sealing_seals_yesterday(city: Jurisdiction) -> None:
    look(city.uid)
    with clock.frozen(MORNING + timedelta(days=1)):
        assert main(["journal", "seal"]) == 0
        assert main(["journal", "seal"]) == 0  # nothing left to do
    assert Entry.objects.filter(kind="journal.access_sealed").count() == AccessRecord.objects.count() == 1


REFUSED = [
    (["journal"], "verify|seal|erase"),  # no act
    (["journal", "verify", "--jurisdiction", "nowhere"], "nowhere"),
    (["journal", "verify", "--witness", "5"], "--witness"),
    (["journal", "verify", "--witness", "5:xyz"], "--witness"),
    (["journal", "verify", "--witness", "5:00000000"], "--jurisdiction"),  # of which chain?
    (["journal", "seal", "--until", "yesterday"], "--until"),
    (["journal", "seal", "--until", "2026-03-02"], "2026年3月2日"),  # today is not over
    ([*ERASE, "--entry", "99"], "99"),
    ([*ERASE, "--content", "nothing"], "nothing"),
    ([*ERASE, "--witnessed-by", "stranger"], "stranger"),
    ([*ERASE, "--witnessed-by", "zhoumin"], "周敏"),  # the same person twice
    (ERASE[:-2], "--witnessed-by"),  # nobody named
]


@pytest.mark.django_db
@pytest.mark.parametrize(("arguments", "named"), REFUSED)
def test_bad_input_ends_with_2_and_one_line(
    city: Jurisdiction, arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    note(INSTALLATION)
    try:
        code = main(arguments)
    except SystemExit as stopped:  # as argparse ends
        code = int(stopped.code or 0)
    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert named in said
    assert not Entry.objects.filter(kind="journal.content_erased").exists()


def test_erasing_by_order_leaves_the_chain_valid_and_the_place_named(
    committed_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    city = a_city()
    assert main(ERASE) == 0
    (content,) = selectors.contents_of(jurisdiction=city.uid, seq=5)
    assert (content.text, content.erased_seq) == ("-", 6)
    assert main(["journal", "verify"]) == 0
    said = capsys.readouterr().out
    assert "督办密〔2026〕1号" in said
    assert SECRET not in said


def test_a_database_that_is_not_set_up_ends_with_2_and_one_line(tmp_path: object) -> None:
    environment = {"DUBAN_MODE": "test", "DUBAN_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    done = subprocess.run(
        [sys.executable, "-m", "duban", "journal", "verify"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert "DUBAN_DATABASE_URL" in done.stderr
