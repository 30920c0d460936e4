"""The register read in from a sheet and taken out as one: what would change, what is wrong, all or nothing."""

import csv
import hashlib
import io
import json
from datetime import date
from unittest.mock import ANY
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import AccessRecord, Content, Entry
from duban.journal.records import File
from duban.orgs.models import GroupMember, Unit, UnitAlias
from duban.orgs.register.aliases import add_alias
from duban.orgs.register.entering import UnitFacts, change_unit, enter_unit
from duban.orgs.register.known import known_units
from duban.orgs.register.members import members_on, name_members
from duban.orgs.register.renaming import rename_unit
from duban.orgs.register.sheets.comparing import Comparison
from duban.orgs.register.sheets.exporting import export_register
from duban.orgs.register.sheets.importing import DryRun, dry_run, import_register
from duban.orgs.register.sheets.reading import read_sheet
from duban.orgs.register.successions import dissolve_unit

pytestmark = pytest.mark.django_db

TODAY, EVE = date(2026, 3, 5), date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(cast.NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def sheet_bytes(*rows: str) -> bytes:
    """Return a csv whose cells are divided by | in the rows."""
    out = io.StringIO()
    csv.writer(out).writerows(row.split("|") for row in rows)
    return out.getvalue().encode()


def looked_at(actors: cast.Cast, *rows: str) -> DryRun:
    return dry_run(viewer=actors.officer, sheet=read_sheet("units.csv", sheet_bytes(*rows)))


def file_of(content: bytes) -> File:
    return File("register", hashlib.sha256(content).hexdigest(), len(content), "x")


def taken(actors: cast.Cast, *rows: str, state: str | None = None) -> Comparison:
    content = sheet_bytes(*rows)
    return import_register(
        viewer=actors.officer, sheet=read_sheet("units.csv", content), file=file_of(content), state=state
    )


def exported(actors: cast.Cast, form: str = "csv") -> bytes:
    return b"".join(export_register(viewer=actors.officer, form=form, address="-").chunks)


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


FULL = "编码|全称|简称|别名|类型|属性|上级单位|排序|拼音|设立|撤销|所属组"
ENGLISH = "code|name|short|aliases|kind|standing|parent|position|pinyin|since|until|groups"


def test_a_sheet_adds_changes_and_leaves(actors: cast.Cast) -> None:
    found = looked_at(
        actors,
        ENGLISH,
        "A1|市审计局|审计局|市审计|department||市水利局||shi shen ji ju|2019-03-01||各局",
        "|各局|||collective_all|||||||",
        "W1|市水利局|水利局、水务|| | | |7||||",
    ).comparison
    assert found.faults == ()
    assert [row.wanted.name for row in found.added] == ["市审计局", "各局"]
    assert [(c.column.value, c.before, c.after) for c in found.changed[0].changes] == [
        ("code", "", "W1"),
        ("short", "", "水利局、水务"),
        ("position", "1", "7"),
    ]
    assert (found.left, found.same) == (("市民政局",), 0)
    assert Unit.objects.filter(jurisdiction=actors.city).count() == 2  # nothing was done


def test_a_sheet_is_taken_whole_with_one_entry(actors: cast.Cast) -> None:
    rows = (
        ENGLISH,
        "A1|市审计局|审计局|市审计|department||市水利局||shi shen ji ju|2019-03-01||各局",
        "|各局|||collective_all|||||||",
        "W1|市水利局|水利局||||||||",
    )
    entries = Entry.objects.count()
    taken(actors, *rows, state=looked_at(actors, *rows).state)
    audit = unit("市审计局")
    assert (audit.code, audit.parent, audit.initials, audit.since) == ("A1", unit("市水利局"), "ssjj", date(2019, 3, 1))
    assert (unit("市水利局").code, unit("市水利局").version) == ("W1", 1)
    assert list(UnitAlias.objects.order_by("pk").values_list("surface", "unit__name", "origin", "since")) == [
        ("审计局", "市审计局", "short", None),
        ("市审计", "市审计局", "set", None),
        ("水利局", "市水利局", "short", None),
    ]
    assert members_on([unit("各局")], date(2020, 1, 1))[unit("各局").pk] == [audit]
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.kind, json.loads(entry.body)) == (
        "orgs.register_imported",
        {"sha256": file_of(sheet_bytes(*rows)).sha256, "added": 2, "changed": 1, "same": 0, "left": 1},
    )
    assert {content.name for content in Content.objects.filter(seq=entry.seq)} == {"register", "changes"}
    # Once more it changes nothing.
    again = looked_at(actors, *rows).comparison
    assert (again.added, again.changed, again.same, again.faults) == ((), (), 3, ())


def test_new_units_stand_under_each_other_in_any_order(actors: cast.Cast) -> None:
    taken(actors, "name|kind|parent", "丙|department|乙", "乙|department|甲", "甲|department|市水利局")
    assert [unit(name).parent for name in ("丙", "乙", "甲")] == [unit("乙"), unit("甲"), unit("市水利局")]


def test_codes_may_change_hands(actors: cast.Cast) -> None:
    taken(actors, "name|code", "市水利局|A", "市民政局|B")
    taken(actors, "name|code", "市水利局|B", "市民政局|A")
    assert (unit("市水利局").code, unit("市民政局").code) == ("B", "A")


def test_a_spelling_may_pass_from_one_unit_to_another(actors: cast.Cast) -> None:
    taken(actors, "name|aliases", "市水利局|水务")
    taken(actors, "name|aliases", "市民政局|水务", "市水利局|")
    assert known_units(actors.city, on=EVE).names["水务"] == "市水利局"
    assert known_units(actors.city).names["水务"] == "市民政局"


def test_an_alias_becomes_a_short_name(actors: cast.Cast) -> None:
    taken(actors, "name|aliases", "市水利局|水务")
    taken(actors, "name|short|aliases", "市水利局|水务|")
    assert list(UnitAlias.objects.values_list("surface", "origin", "until")) == [("水务", "short", None)]


def test_members_leave_and_join_today(actors: cast.Cast) -> None:
    taken(actors, "name|kind|groups", "各局|collective_all|", "市水利局||各局")
    taken(actors, "name|groups", "市水利局|", "市民政局|各局")
    rows = GroupMember.objects.order_by("pk").values_list("unit__name", "since", "until")
    assert list(rows) == [("市水利局", None, EVE), ("市民政局", TODAY, None)]


def test_what_a_sheet_does_not_say_stays(actors: cast.Cast) -> None:
    taken(actors, ENGLISH, "W1|市水利局|水利局|水务|department|partner|市民政局|5|shui|2019-01-01||")
    before = exported(actors)
    found = taken(actors, "name", "市水利局")
    assert (found.changed, found.same) == ((), 1)
    assert exported(actors) == before


def test_companies_courts_and_vertical_bodies_are_proposed_as_partners(actors: cast.Cast) -> None:
    taken(actors, "name|kind", "市公交公司|企业", "市法院|court", "市税务局|vertical", "市审计局|department")
    names = Unit.objects.filter(standing="partner").order_by("position").values_list("name", flat=True)
    assert list(names) == ["市公交公司", "市法院", "市税务局"]


# What stands in the sheet, and what is wrong: row, column, code.
WRONG: list[tuple[list[str], list[tuple[int, str, str]]]] = [
    # names
    (["name|kind", "|department"], [(2, "name", "name_missing")]),
    (["name|kind", "甲|department", "", "甲|department"], [(4, "name", "listed_twice")]),
    (["name|kind", f"{'甲' * 65}|department"], [(2, "name", "too_long")]),
    (["name|name|kind", "甲|乙|department"], [(1, "name", "heading_twice")]),
    # choices
    (["name|kind", "甲|局"], [(2, "kind", "kind_unknown")]),
    (["name|kind", "甲|"], [(2, "kind", "kind_missing")]),
    (["name", "甲"], [(2, "kind", "kind_missing")]),
    (["name|standing", "市水利局|对象"], [(2, "standing", "standing_unknown")]),
    # numbers and days
    (["name|position", "市水利局|-1"], [(2, "position", "number_wrong")]),
    (["name|position", "市水利局|²"], [(2, "position", "number_wrong")]),
    (["name|position", "市水利局|9999999999"], [(2, "position", "number_wrong")]),
    (["name|since", "市水利局|2024-02-30"], [(2, "since", "day_wrong")]),
    (["name|kind|since|until", "甲|department|2024-03-01|2024-02-01"], [(2, "since", "dates_reversed")]),
    (["name|until", "市水利局|2024-02-01"], [(2, "until", "until_is_an_act")]),
    # codes
    (["name|code", "市水利局|A", "市民政局|A"], [(3, "code", "code_twice")]),
    # parents
    (["name|parent", "市水利局|市水务局"], [(2, "parent", "parent_unknown")]),
    (["name|parent", "市水利局|市水利局"], [(2, "parent", "circular")]),
    (
        ["name|kind|parent", "甲|department|丙", "乙|department|甲", "丙|department|乙", "丁|department|甲"],
        [(2, "parent", "circular"), (3, "parent", "circular"), (4, "parent", "circular")],
    ),
    # groups
    (["name|groups", "市水利局|各局"], [(2, "groups", "group_unknown")]),
    (["name|groups", "市水利局|市民政局"], [(2, "groups", "not_a_group")]),
    (["name|kind|groups", "各局|collective_all|各处", "各处|collective_all|"], [(2, "groups", "group_in_group")]),
    # spellings: of another unit's name, of two rows, twice within one row is no fault
    (["name|aliases", "市水利局|市民政局"], [(2, "aliases", "spelling_taken")]),
    (["name|short|aliases", "市水利局||水务", "市民政局|水务|"], [(3, "short", "spelling_taken")]),
    (["name|short|aliases", "市水利局|水务|水务、市水利局"], []),
    (
        ["name|kind|aliases", "甲|department|乙", "乙|department|"],
        [(2, "aliases", "spelling_taken"), (3, "name", "spelling_taken")],
    ),
]


@pytest.mark.parametrize(("rows", "wrong"), WRONG)
def test_each_wrong_row_is_named_with_row_and_column(
    actors: cast.Cast, rows: list[str], wrong: list[tuple[int, str, str]]
) -> None:
    faults = looked_at(actors, *rows).comparison.faults
    found = [(fault.row, fault.column.value, fault.code) for fault in faults]
    assert found == wrong or (len(wrong) == 2 and found in (wrong[:1], wrong[1:]))
    assert all(fault.words and fault.heading for fault in faults)


def test_rows_are_held_against_what_the_sheet_leaves_alone(actors: cast.Cast) -> None:
    water = unit("市水利局")
    change_unit(
        viewer=actors.officer,
        unit=water,
        version=0,
        facts=UnitFacts(kind="department", standing="object", code="A", parent=unit("市民政局")),
    )
    add_alias(viewer=actors.officer, unit=unit("市水利局"), surface="水务", origin=UnitAlias.Origin.SET)
    group = enter_unit(viewer=actors.officer, name="各局", facts=UnitFacts(kind="collective_all", standing="object"))
    name_members(viewer=actors.officer, group=group, units=[water])
    gone = enter_unit(viewer=actors.officer, name="旧局", facts=UnitFacts(kind="department", standing="object"))
    dissolve_unit(viewer=actors.officer, unit=gone, on=date(2026, 3, 1), basis="x")
    renamed = unit("市水利局")
    rename_unit(viewer=actors.officer, unit=renamed, version=renamed.version, name="市水务局", on=EVE, basis="x")
    rows = [
        "name|code|parent|aliases|kind|since",
        "市民政局|A|市水务局|水务|department|",  # code taken, circular, alias taken
        "各局||||department|",  # has members
        "旧局|X||||",  # ended
        "市审计局||旧局||department|",  # parent ended
        "市水利局||||department|",  # a former name that leads to another unit
    ]
    found = [(fault.row, fault.column.value, fault.code) for fault in looked_at(actors, *rows).comparison.faults]
    assert found == [
        (2, "code", "code_taken"),
        (2, "aliases", "spelling_taken"),
        (2, "parent", "circular"),
        (3, "kind", "has_members"),
        (4, "code", "ended"),
        (5, "parent", "parent_ended"),
        (6, "name", "spelling_taken"),
    ]


def test_of_a_sheet_with_a_wrong_row_nothing_is_taken(actors: cast.Cast) -> None:
    with pytest.raises(DomainError, match=r"orgs\.rows_wrong"):
        taken(actors, "name|kind", "市审计局|department", "甲|局")
    assert not Unit.objects.filter(name="市审计局").exists()


def test_a_register_that_moved_on_since_the_dry_run_is_refused(actors: cast.Cast) -> None:
    rows = ("name|kind", "市审计局|department")
    state = looked_at(actors, *rows).state
    add_alias(viewer=actors.officer, unit=unit("市水利局"), surface="水务", origin=UnitAlias.Origin.SET)
    with pytest.raises(DomainError, match=r"orgs\.register_moved"):
        taken(actors, *rows, state=state)
    assert not Unit.objects.filter(name="市审计局").exists()


@pytest.mark.parametrize("who", ["registrar", "leader", "head", "liaison", "auditor"])
def test_only_the_office_reads_a_register_in(actors: cast.Cast, who: str) -> None:
    sheet = read_sheet("x.csv", sheet_bytes("name", "市水利局"))
    with pytest.raises(DomainError, match=r"orgs\.not_allowed"):
        dry_run(viewer=getattr(actors, who), sheet=sheet)
    with pytest.raises(DomainError, match=r"orgs\.not_allowed"):
        import_register(viewer=getattr(actors, who), sheet=sheet, file=file_of(b"x"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_read_in_and_changes_nothing(actors: cast.Cast, form: str) -> None:
    rows = (
        "A1|市审计局|审计局|=1+1、市审计|company|partner|市水利局|9|shen ji|2019-03-01|2026-01-31|各局",
        "|各局|||collective_related|||||||",
    )
    taken(actors, ENGLISH, *rows)
    out = exported(actors, form)
    found = dry_run(viewer=actors.officer, sheet=read_sheet(f"x.{form}", out)).comparison
    assert (found.added, found.changed, found.left, found.faults, found.same) == ((), (), (), (), 4)
    note = AccessRecord.objects.order_by("pk").last()
    assert note is not None
    assert (note.what, note.target) == ("orgs.register_exported", form)


def test_a_sheet_that_leaves_holds_no_formula(actors: cast.Cast) -> None:
    taken(actors, "name|aliases", "市水利局|=1+1")
    assert "'=1+1" in exported(actors).decode()
    page = load_workbook(io.BytesIO(exported(actors, "xlsx"))).active
    assert page is not None
    assert [cell.data_type for row in page.iter_rows() for cell in row if cell.value == "=1+1"] != ["f"]


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_a_person_typed_it() -> None:
    sheet = read_sheet(
        "x.xlsx",
        book(
            ["澜州市单位名录"],
            [],
            ["机构代码", "单位名称", "联系电话", "Exists since", "序号"],
            [11370, "市审计局", "0000", date(2019, 3, 1), 7.0],
            [],
            [None, "市统计局", None, date(2020, 1, 2), "8"],
        ),
    )
    assert [(row.number, {column.value: cell for column, cell in row.cells.items()}) for row in sheet.rows] == [
        (4, {"code": "11370", "name": "市审计局", "since": "2019-03-01", "position": "7"}),
        (6, {"code": "", "name": "市统计局", "since": "2020-01-02", "position": "8"}),
    ]
    assert sheet.ignored == ("联系电话",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_of_offices(encoding: str) -> None:
    sheet = read_sheet("x.csv", "名称,类别\r\n市审计局,政府部门\r\n".encode(encoding))
    assert [row.number for row in sheet.rows] == [2]


def far_away(reference: str) -> bytes:
    out = io.BytesIO()
    made = book(["name"], ["x"])
    with ZipFile(io.BytesIO(made)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part.startswith("xl/worksheets/"):
                content = content.replace(b'r="A2"', f'r="{reference}"'.encode())
            new.writestr(part, content)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_001)
    return out.getvalue()


UNREADABLE = [
    (b"\xff\xfe\x00", "orgs.sheet_unreadable"),  # no text
    (b"a\0b", "orgs.sheet_unreadable"),
    (b"PK\x03\x04 and no archive", "orgs.sheet_unreadable"),
    (book()[:2000], "orgs.sheet_unreadable"),  # cut off
    (b"", "orgs.no_name_column"),
    ("部门,电话\n甲,1\n".encode(), "orgs.no_name_column"),
    (b"name\n" + b"x\n" * 20_100, "orgs.sheet_too_large"),
    (b"x" * 10_000_001, "orgs.sheet_too_large"),
    (far_away("XFD1048576"), "orgs.sheet_too_large"),
    (far_away("AB20000"), "orgs.sheet_too_large"),
    (bomb(), "orgs.sheet_too_large"),
]


@pytest.mark.parametrize(("content", "code"), UNREADABLE, ids=lambda each: str(each)[:24])
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        read_sheet("x.csv", content)
    assert refusal.value.code == code
    assert refusal.value.params == {"name": ANY}
