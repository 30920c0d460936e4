"""Adoption: a reviewed draft becomes plan, register and ledger in one act, or nothing at all."""

import json
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import cast
from duban.core import clock, uids
from duban.core.errors import DomainError
from duban.journal.models import Content, Entry, EntrySubject
from duban.ledger import services
from duban.ledger.models import Assignment, Task, TaskClause
from duban.ledger.services import adopt
from duban.orgs.errors import NotAllowed, NotVisible, Stale
from duban.orgs.models import Holding, Person, Unit, UnitAlias
from duban.plans.models import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    LeaderMention,
    Plan,
    PlanFinding,
    PlanImport,
    Section,
    UnitMention,
)
from duban.plans.services import correct, mark_for_comment
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def reviewed(
    actors: cast.Cast,
    *corrections: tuple[str, dict[str, object]],
    notation: str = cast.TWO_SECTIONS,
    name: str = "plan.txt",
) -> PlanImport:
    plan_import = cast.in_review(actors.officer, notation, name=name)
    for version, (kind, body) in enumerate(corrections):
        correct(viewer=actors.officer, plan_import=plan_import, kind=kind, body=body, version=version)
    plan_import.refresh_from_db()
    return plan_import


def adopted(actors: cast.Cast, *corrections: tuple[str, dict[str, object]], **options: str) -> Plan:
    plan_import = reviewed(actors, *corrections, **options)
    return adopt(viewer=actors.officer, plan_import=plan_import, version=plan_import.version)


def duties(number: str) -> list[tuple[str, str, bool]]:
    rows = Assignment.objects.filter(task__numbers=number).select_related("unit").order_by("position")
    return [(row.unit.name, str(row.role), row.is_primary) for row in rows]


def test_every_clause_becomes_a_checked_task(actors: cast.Cast) -> None:
    plan = adopted(actors)
    tasks = list(Task.objects.order_by("position"))
    assert [(task.numbers, task.kind, task.stage, task.due_on) for task in tasks] == [
        ("1", "measured", "checked", None),
        ("2", "measured", "checked", date(2026, 6, 30)),
        ("3", "measured", "checked", None),
        ("4", "ongoing", "checked", None),
        ("5", "measured", "checked", date(2026, 11, 30)),
    ]
    assert tasks[0].title == "地区生产总值增长5.5%左右"
    assert {(task.section.title, task.leader.name) for task in tasks if task.section and task.leader} == {
        ("发展改革、财政工作", "顾怀舟"),
        ("城市建设工作", "沈砚"),
    }
    assert plan.origin.stage == ImportStage.ADOPTED
    assert plan.text == cast.reading().text


def test_the_plan_is_laid_down_with_its_spans(actors: cast.Cast) -> None:
    plan = adopted(actors)
    assert (Section.objects.count(), Clause.objects.count()) == (2, 5)
    for target in ClauseTarget.objects.all():
        assert plan.text[target.start : target.end] == target.text
    for mention in UnitMention.objects.all():
        assert plan.text[mention.start : mention.end] == mention.surface
    assert ClauseDeadline.objects.get(text="6月底前").due_on == date(2026, 6, 30)
    assert list(LeaderMention.objects.order_by("position").values_list("surface", flat=True)) == ["顾怀舟", "沈砚"]
    assert set(UnitMention.objects.values_list("read_as", flat=True)) == {None}


def test_units_stand_in_their_roles_and_the_first_lead_is_proposed_as_primary(actors: cast.Cast) -> None:
    adopted(actors)
    assert duties("2") == [
        ("市发改委", "lead", True),
        ("市财政局", "lead", False),
        ("各县市区政府", "cooperating", False),
    ]
    # 责任单位 without a lead: the document does not say who leads
    assert duties("4") == [("市城管局", "responsible", False), ("市公安局", "responsible", False)]
    assert list(Assignment.objects.filter(is_open_ended=True).values_list("unit__name", flat=True)) == ["市水利局"]


def test_a_lone_responsible_unit_is_proposed_as_primary(actors: cast.Cast) -> None:
    adopted(actors, notation="1 做好工作。 ? 市城管局")
    assert duties("1") == [("市城管局", "responsible", True)]


def test_a_unit_that_leads_and_cooperates_leads(actors: cast.Cast) -> None:
    adopted(actors, notation="1 做好工作。 > 市城管局、市公安局 & 市城管局、市财政局")
    assert duties("1") == [("市城管局", "lead", True), ("市公安局", "lead", False), ("市财政局", "cooperating", False)]


def test_linked_clauses_make_one_task_with_the_leading_ones_place(actors: cast.Cast) -> None:
    adopted(actors, ("items_linked", {"items": ["3", "5"], "leading": "5"}))
    task = Task.objects.get(numbers="3、5")
    assert (task.clause_count, task.position, task.due_on) == (2, 4, date(2026, 11, 30))
    links = TaskClause.objects.filter(task=task).order_by("clause__position")
    assert [(link.clause.number, link.is_leading) for link in links] == [("3", False), ("5", True)]
    assert duties("3、5") == [
        ("市住建局", "lead", True),
        ("市水利局", "cooperating", False),
        ("市生态环境局", "cooperating", False),
    ]
    assert Assignment.objects.get(task=task, unit__name="市水利局").is_open_ended
    assert (Task.objects.count(), Clause.objects.count()) == (4, 5)


def test_what_was_corrected_is_kept_beside_what_was_read(actors: cast.Cast) -> None:
    adopted(
        actors,
        ("unit_named", {"unit": "市水利局", "name": "市水务局"}),
        ("mention_role", {"mention": "4/responsible/0", "role": "lead"}),
        ("mention_added", {"item": "5", "name": "市财政局", "role": "cooperating"}),
        ("mention_removed", {"mention": "3/cooperating/0"}),
        ("target_set", {"target": "1/target/0", "comparator": ">=", "value": "5.5", "unit": "%"}),
        ("deadline_set", {"deadline": "2/deadline/0", "date": "2026-06-15", "precision": "day"}),
        ("item_number", {"item": "4", "number": "4a"}),
    )
    mentions = UnitMention.objects.filter(clause__number="5").order_by("position")
    assert [(row.unit.name, row.surface, row.read_as) for row in mentions] == [
        ("市住建局", "市住建局", None),
        ("市水务局", "市水利局", {"name": "市水利局"}),
        ("市财政局", "市财政局", {}),
    ]
    assert UnitMention.objects.get(unit__name="市城管局").read_as == {"role": "responsible"}
    assert Clause.objects.get(number="3").read_as == {"removed": "市生态环境局"}
    assert Clause.objects.get(number="4a").read_as == {"number": "4"}
    assert ClauseTarget.objects.get(text="5.5%左右").read_as == {"comparator": "~"}
    deadline = ClauseDeadline.objects.get(text="6月底前")
    assert (deadline.due_on, deadline.read_as) == (date(2026, 6, 15), {"date": "2026-06-30", "precision": "month"})


def test_parts_of_a_split_clause_remember_where_they_came_from(actors: cast.Cast) -> None:
    adopted(actors, ("item_split", {"item": "5", "offset": 14}))
    first, second = Clause.objects.filter(number__startswith="5-").order_by("position")
    assert first.text + second.text == cast.reading().items[4].text
    span = cast.reading().items[4].span
    assert first.read_as == second.read_as == {"number": "5", "span": f"{span.start}-{span.end}"}
    assert duties("5-1") == duties("5-2")


def test_the_register_grows_by_units_spellings_and_leaders(actors: cast.Cast) -> None:
    bureau = Unit.objects.get(name="市水利局")
    plan = adopted(actors, ("unit_named", {"unit": "市住建局", "name": "市住房城乡建设局"}))
    assert Unit.objects.get(name="市水利局") == bureau
    assert Unit.objects.get(name="各县市区政府").is_group
    assert Unit.objects.get(name="市住房城乡建设局").initials == "szfcxjsj"
    aliases = dict(UnitAlias.objects.values_list("surface", "unit__name"))
    assert aliases == {"财政局": "市财政局", "市住建局": "市住房城乡建设局"}
    assert UnitAlias.objects.get(surface="市住建局").origin == "corrected"
    assert Person.objects.filter(name="沈砚").count() == 1  # the leader who has an account already
    newcomer = Holding.objects.get(person__name="顾怀舟")
    assert (newcomer.post.kind, newcomer.since) == ("leader", plan.issued_on)


def test_a_second_plan_finds_the_units_of_the_first(actors: cast.Cast) -> None:
    adopted(actors)
    before = (Unit.objects.count(), Person.objects.count(), UnitAlias.objects.count())
    adopted(actors, notation="# 一 财政工作 @顾怀舟\n1 做好预算。 > 市财政局 & 财政局=市财政局", name="second.txt")
    assert (Unit.objects.count(), Person.objects.count(), UnitAlias.objects.count()) == before


def test_findings_are_kept_with_how_they_were_settled(actors: cast.Cast) -> None:
    adopted(
        actors,
        ("leader_named", {"place": "s1/leader/0", "name": "沈砚青", "finding": 0}),
        ("finding_settled", {"finding": 1, "remark": "持续性工作"}),
        notation=cast.TWO_SECTIONS + "! leader_name_incomplete must s1\n! measure_missing check 4\n! list_open note 3",
    )
    rows = PlanFinding.objects.order_by("position").select_related("clause")
    assert [(row.code, row.clause and row.clause.number, row.settled, row.remark) for row in rows] == [
        ("leader_name_incomplete", None, "corrected", None),
        ("measure_missing", "4", "as_it_stands", "持续性工作"),
        ("list_open", "3", None, None),
    ]


def test_a_task_is_found_by_words_units_and_leaders(actors: cast.Cast) -> None:
    adopted(actors)
    task = Task.objects.get(numbers="1")
    for token in ("地区", "5.5", "发改", "财政", "顾怀"):
        assert f" {token} " in task.search_tokens
    assert "增长5.5%左右" in task.search_text


def test_adoption_is_one_entry_that_names_everything_it_made(actors: cast.Cast) -> None:
    plan_import = reviewed(actors)
    before = Entry.objects.count()
    plan = adopt(viewer=actors.officer, plan_import=plan_import, version=0)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.get(kind="ledger.plan_adopted")
    touched = EntrySubject.objects.filter(jurisdiction=entry.jurisdiction, seq=entry.seq)
    assert set(touched.filter(kind="task").values_list("uid", flat=True)) == set(
        Task.objects.values_list("uid", flat=True)
    )
    assert set(touched.filter(kind__in=["plan", "import"]).values_list("uid", flat=True)) == {plan.uid, plan_import.uid}
    body = json.loads(entry.body)
    assert (body["clauses"], body["tasks"], body["new_units"]) == (5, 5, touched.filter(kind="unit").count())
    contents = {row.name: row for row in Content.objects.filter(jurisdiction=entry.jurisdiction, seq=entry.seq)}
    assert contents["document"].text == plan.text
    assert contents["file"].sha256 == plan.origin.file.sha256


def test_the_same_acts_at_the_same_time_make_the_same_ledger(actors: cast.Cast) -> None:
    made = []
    for _run in range(2):
        point = transaction.savepoint()
        with clock.frozen(cast.NOON), uids.seeded("adoption"):
            adopted(actors)
        made.append(
            (
                list(Task.objects.order_by("position").values_list("uid", "title", "created_at", "search_tokens")),
                list(Assignment.objects.order_by("task__position", "position").values_list("uid", "unit__uid")),
                Entry.objects.get(kind="ledger.plan_adopted").body,
            )
        )
        transaction.savepoint_rollback(point)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("notation", "code"),
    [
        # something that must be settled is open
        (cast.TWO_SECTIONS + "! leader_name_incomplete must s1", "ledger.not_adoptable"),
        # a clause without a unit that leads or answers
        ("1 做好工作。 & 市财政局", "ledger.not_adoptable"),
        # nothing to adopt
        ("# 一 空组 @沈砚", "ledger.not_adoptable"),
    ],
)
def test_what_must_be_settled_stands_in_the_way(actors: cast.Cast, notation: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        adopted(actors, notation=notation)
    assert refusal.value.code == code
    assert not Plan.objects.exists()


def test_a_draft_for_comment_cannot_be_adopted_until_the_mark_is_gone(actors: cast.Cast) -> None:
    plan_import = reviewed(actors)
    mark_for_comment(viewer=actors.officer, plan_import=plan_import, is_for_comment=True, version=0)
    with pytest.raises(DomainError) as refusal:
        adopt(viewer=actors.officer, plan_import=plan_import, version=1)
    assert refusal.value.code == "ledger.for_comment"
    plan_import.refresh_from_db()
    mark_for_comment(viewer=actors.officer, plan_import=plan_import, is_for_comment=False, version=1)
    assert adopt(viewer=actors.officer, plan_import=plan_import, version=2)


def test_a_plan_is_adopted_once(actors: cast.Cast) -> None:
    plan_import = reviewed(actors)
    stale = PlanImport.objects.get(pk=plan_import.pk)
    adopt(viewer=actors.officer, plan_import=plan_import, version=0)
    for version in (0, 1):
        with pytest.raises(DomainError) as refusal:
            adopt(viewer=actors.officer, plan_import=stale, version=version)
        assert refusal.value.code == "ledger.adopted_already"
    assert Plan.objects.count() == 1


def test_a_correction_made_meanwhile_is_a_conflict(actors: cast.Cast) -> None:
    plan_import = reviewed(actors, ("item_accepted", {"items": ["1"]}))
    with pytest.raises(Stale):
        adopt(viewer=actors.officer, plan_import=plan_import, version=0)


def test_nobody_but_the_office_of_this_government_adopts(actors: cast.Cast) -> None:
    plan_import = reviewed(actors)
    for viewer in (actors.leader, actors.liaison, actors.auditor):
        with pytest.raises(NotAllowed):
            adopt(viewer=viewer, plan_import=plan_import, version=0)
    with pytest.raises(NotVisible):
        adopt(viewer=actors.stranger, plan_import=plan_import, version=0)


@pytest.mark.parametrize("broken", ["_write_ledger", "_record", "move"])
def test_a_step_that_fails_leaves_nothing(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    plan_import = reviewed(actors)
    before = (Unit.objects.count(), Person.objects.count(), Entry.objects.count())

    def fail(*_args: object, **_options: object) -> None:
        raise RuntimeError(broken)

    monkeypatch.setattr(services, broken, fail)
    with pytest.raises(RuntimeError):
        adopt(viewer=actors.officer, plan_import=plan_import, version=0)
    plan_import.refresh_from_db()
    assert (plan_import.stage, plan_import.version) == (ImportStage.READ, 0)
    assert (Unit.objects.count(), Person.objects.count(), Entry.objects.count()) == before
    assert not any(model.objects.exists() for model in (Plan, Clause, UnitMention, Task, Assignment, UnitAlias))


def test_statements_do_not_grow_with_the_clauses(actors: cast.Cast) -> None:
    counts = []
    for size in (3, 30):
        clauses = "\n".join(f"{n} 新建{{{n}个 ={n}个}}。 > 市住建局 & 市水利局" for n in range(1, size + 1))
        plan_import = reviewed(actors, notation=clauses, name=f"{size}.txt")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            adopt(viewer=actors.officer, plan_import=plan_import, version=0)
        counts.append(len(queries))
    # Rows are inserted in batches, of as many as the engine takes parameters.
    assert counts[1] - counts[0] <= 8
    assert counts[1] < 60
