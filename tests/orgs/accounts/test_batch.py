"""Many accounts at once: all or none, one entry each, and no more statements than the journal needs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from duban.core import sealing
from duban.journal.models import Entry
from duban.orgs.accounts import errors, invitations
from duban.orgs.accounts.batch import open_unit_accounts, reprint_slips
from duban.orgs.accounts.listed import draft_of, open_listed
from duban.orgs.accounts.sheets import ListedPerson, listed_people
from duban.orgs.accounts.states import State, state
from duban.orgs.errors import NotAllowed
from duban.orgs.models import Holding, Person, Post, UnitAlias, User
from duban.orgs.register.pinyin import keyboard_columns
from orgs.accounts.people import bureau, elsewhere, in_post

LIAISON = Post.Kind.LIAISON


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def vacancies(actors: cast.Cast, count: int) -> list[ListedPerson]:
    """Return rows for liaison officers of as many new units."""
    units = [cast.unit_of(actors.city, f"市第{number}局", "shi di ju") for number in range(count)]
    return [ListedPerson(place, unit.name, f"谢知{chr(0x4E00 + place)}") for place, unit in enumerate(units, 2)]


def test_a_hundred_accounts_take_no_more_statements_than_ten_but_for_the_journal(actors: cast.Cast) -> None:
    rows, counts = vacancies(actors, 110), []
    for part in (rows[:10], rows[10:]):
        with CaptureQueriesContext(connection) as queries:
            slips = open_listed(viewer=actors.officer, rows=part)
        in_journal = [each for each in queries if "journal_" in each["sql"] or "SAVEPOINT" in each["sql"]]
        counts.append(len(queries) - len(in_journal))
        assert len(in_journal) <= 6 * len(part) + 10
    assert counts[1] <= counts[0] + 4 < 30  # an engine that binds few values inserts a hundred rows in two parts
    assert len({slip.invited.secret for slip in slips}) == 100
    entries = Entry.objects.filter(jurisdiction=actors.city.uid, kind="orgs.account_opened").order_by("-seq")[:100]
    assert len({entry.batch for entry in entries}) == 1
    assert invitations.by_slip(slips[0].invited.code).user_id == slips[0].invited.user.pk


def test_posts_that_are_chosen_get_accounts_in_their_order(actors: cast.Cast) -> None:
    posts = [in_post(actors, name, Post.Kind.DEPUTY, bureau(actors)) for name in ("谢知夏", "纪南星", "谢知夏")]
    slips = open_unit_accounts(viewer=actors.officer, posts=posts)
    assert [slip.invited.user.username for slip in slips] == ["xiezhixia", "jinanxing", "xiezhixia2"]
    assert [slip.post.pk for slip in slips] == [post.pk for post in posts]


def test_one_post_that_can_get_no_account_stops_all(actors: cast.Cast) -> None:
    good = in_post(actors, "谢知夏", Post.Kind.DEPUTY, bureau(actors))
    wrong = [
        actors.liaison.posts[0],  # has an account
        in_post(actors, "纪南星", Post.Kind.OFFICER),  # no post of a unit
    ]
    before = User.objects.count()
    for post in wrong:
        with pytest.raises(errors.BatchRefused):
            open_unit_accounts(viewer=actors.officer, posts=[good, post])
    with pytest.raises(errors.BatchEmpty):
        open_unit_accounts(viewer=actors.officer, posts=[])
    assert User.objects.count() == before


def test_only_the_office_opens_many(actors: cast.Cast) -> None:
    for viewer in (actors.head, actors.registrar, actors.auditor):
        with pytest.raises(NotAllowed):
            open_unit_accounts(viewer=viewer, posts=[])
        with pytest.raises(NotAllowed):
            draft_of(viewer, [])


def test_a_slip_printed_anew_has_a_new_code(actors: cast.Cast) -> None:
    (slip,) = open_unit_accounts(
        viewer=actors.officer, posts=[in_post(actors, "谢知夏", Post.Kind.DEPUTY, bureau(actors))]
    )
    (again,) = reprint_slips(viewer=actors.officer, users=[slip.invited.user])
    with pytest.raises(errors.NoInvitation):
        invitations.by_slip(slip.invited.code)
    assert invitations.by_slip(again.invited.code)


def test_no_slip_is_printed_for_an_account_that_has_a_password_or_another_keeper(actors: cast.Cast) -> None:
    with pytest.raises(errors.BatchEmpty):
        reprint_slips(viewer=actors.officer, users=[actors.liaison.user])
    User.objects.filter(pk=actors.leader.user.pk).update(password="!")
    with pytest.raises(errors.BatchRefused):
        reprint_slips(viewer=actors.officer, users=[actors.leader.user])


def test_a_list_seats_and_opens_whom_it_names(actors: cast.Cast) -> None:
    UnitAlias.objects.create(
        jurisdiction=actors.city,
        unit=bureau(actors),
        surface="水利局",
        **keyboard_columns("水利局"),
        origin="short",
        created_at=actors.head.user.created_at,
    )
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    rows = [
        ListedPerson(2, "水利局", "谢知夏", "分管负责人", "0930-8211234"),  # by a short name
        ListedPerson(3, fresh.name, "纪南星"),  # a unit without posts; the post may be left empty
    ]
    slips = open_listed(viewer=actors.officer, rows=rows)
    assert [(slip.post.unit, slip.post.kind) for slip in slips] == [(bureau(actors), "deputy"), (fresh, "liaison")]
    assert sealing.unseal(Person.objects.get(name="谢知夏").telephone or "") == "0930-8211234"
    assert all(state(slip.invited.user) is State.INVITED for slip in slips)


def test_who_is_in_his_post_already_gets_the_account_alone(actors: cast.Cast) -> None:
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    post = in_post(actors, "纪南星", LIAISON, fresh)
    (slip,) = open_listed(viewer=actors.officer, rows=[ListedPerson(2, fresh.name, "纪南星")])
    assert (slip.post.pk, Person.objects.filter(name="纪南星").count()) == (post.pk, 1)


def test_a_vacant_post_is_filled_and_not_made_again(actors: cast.Cast) -> None:
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    post = in_post(actors, "纪南星", LIAISON, fresh)
    Holding.objects.filter(post=post).update(until="2021-01-01")
    (slip,) = open_listed(viewer=actors.officer, rows=[ListedPerson(2, fresh.name, "谢知夏")])
    assert slip.post.pk == post.pk


def test_a_namesake_of_another_unit_is_another_person(actors: cast.Cast) -> None:
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    draft = draft_of(actors.officer, [ListedPerson(2, fresh.name, "丁一舟")])
    assert (draft.faults, draft.planned[0].person) == ((), None)
    assert "市水利局" in draft.planned[0].namesake


WRONG_ROWS = [
    (ListedPerson(2, "", "谢知夏"), "Unit"),  # no unit
    (ListedPerson(2, "市天文局", "谢知夏"), "Unit"),  # not in the register
    (ListedPerson(2, "市民政局", ""), "Name"),  # no name
    (ListedPerson(2, "市民政局", "=1+1"), "Name"),  # a formula
    (ListedPerson(2, "市民政局", "谢知夏", "局长助理"), "Post"),  # no post of those
    (ListedPerson(2, "市民政局", "谢知夏", "", "abc"), "Telephone"),
    (ListedPerson(2, "市民政局", "谢知夏"), "Post"),  # held by somebody else
    (ListedPerson(2, "市民政局", "季青禾"), "Name"),  # has an account
]


@pytest.mark.parametrize(("row", "column"), WRONG_ROWS)
def test_a_wrong_row_is_named_with_row_column_and_reason(actors: cast.Cast, row: ListedPerson, column: str) -> None:
    from django.utils import translation

    with translation.override("en"):
        (fault,) = draft_of(actors.officer, [row]).faults
        assert (fault.number, str(fault.column)) == (2, column)
    assert fault.reason


def test_two_rows_do_not_fill_one_post_nor_name_one_person_twice(actors: cast.Cast) -> None:
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    rows = [
        ListedPerson(2, fresh.name, "谢知夏"),
        ListedPerson(3, fresh.name, "纪南星"),
        ListedPerson(4, fresh.name, "谢知夏", "分管负责人"),
    ]
    assert [fault.number for fault in draft_of(actors.officer, rows).faults] == [3, 4]


def test_one_wrong_row_stops_the_whole_list(actors: cast.Cast) -> None:
    before = (User.objects.count(), Person.objects.count(), Post.objects.count())
    rows = [*vacancies(actors, 3), ListedPerson(9, "市天文局", "谢知夏")]
    with pytest.raises(errors.BatchRefused):
        open_listed(viewer=actors.officer, rows=rows)
    assert (User.objects.count(), Person.objects.count(), Post.objects.count()) == before


def test_a_person_with_a_post_of_the_office_is_left_to_the_security_administrator(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", Post.Kind.DEPUTY, elsewhere(actors))
    in_post(actors, "", Post.Kind.OFFICER, person=post.holdings.get().person)
    row = ListedPerson(2, elsewhere(actors).name, "谢知夏", "分管负责人")
    assert [fault.number for fault in draft_of(actors.officer, [row]).faults] == [2]


SHEET = "单位,姓名,电话\r\n市民政局,谢知夏, 0930 8211234\r\n\r\n,,\r\n市水利局,纪南星,\r\n"


@pytest.mark.parametrize("data", [SHEET.encode(), b"\xef\xbb\xbf" + SHEET.encode(), SHEET.encode("gb18030")])
def test_a_csv_is_read_in_the_encodings_of_offices(data: bytes) -> None:
    assert listed_people(data) == [
        ListedPerson(2, "市民政局", "谢知夏", "", "0930 8211234"),
        ListedPerson(5, "市水利局", "纪南星"),
    ]


def test_a_workbook_is_read_with_telephones_that_it_took_for_numbers() -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book, file = Workbook(), BytesIO()
    for row in (("Name", "Unit", "Telephone"), ("谢知夏", "市民政局", 8211234)):
        book.active.append(row)
    book.save(file)
    assert listed_people(file.getvalue()) == [ListedPerson(2, "市民政局", "谢知夏", "", "8211234")]


UNREADABLE = [
    (b"PK\x03\x04 no archive", errors.SheetUnreadable),
    (b"\x00\x01\x02", errors.SheetUnreadable),
    (b"", errors.SheetHeadless),
    ("姓名,电话\r\n谢知夏,1\r\n".encode(), errors.SheetHeadless),  # no column of units
    (b"x" * 2_000_001, errors.SheetUnreadable),
    ("单位,姓名".encode() + "\r\n市民政局,谢知夏".encode() * 501, errors.BatchTooLarge),
]


@pytest.mark.parametrize(("data", "error"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_list_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        listed_people(data)
