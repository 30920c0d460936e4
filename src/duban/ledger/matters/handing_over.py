"""Instructions and matters when a unit ends or a leader changes: what is open passes on, the rest stays as it was."""

from duban.ledger.models import Instruction, Matter, MatterUnit
from duban.ledger.stages import OPEN_MATTER, InstructionStage
from duban.orgs.models import Post, Unit
from duban.orgs.people.hooks import HeldPost, OpenDuty, PostPassed, open_duties_of_post, post_handed_over
from duban.orgs.register.hooks import DutiesMoved, Duty, duties_moved, open_duties_of_unit

OF_LEADERS = (Post.Kind.LEADER, Post.Kind.APPROVER)


@open_duties_of_unit.register
def matters_under_way(unit: Unit) -> list[Duty]:
    """Return the open matters that a unit leads, then those in which it cooperates."""
    rows = Matter.objects.filter(jurisdiction=unit.jurisdiction_id, stage__in=OPEN_MATTER).order_by("year", "number")
    return [
        *(Duty("matter_lead", row.uid, str(row)) for row in rows.filter(lead=unit)),
        *(Duty("matter_cooperating", row.uid, str(row)) for row in rows.filter(cooperating__unit=unit)),
    ]


@duties_moved.register
def move_matters(moved: DutiesMoved) -> None:
    """Give the successor what is open; who leads a matter does not cooperate in it besides."""
    open_ones = Matter.objects.filter(jurisdiction=moved.from_unit.jurisdiction_id, stage__in=OPEN_MATTER)
    open_ones.filter(lead=moved.from_unit).update(lead=moved.to_unit)
    helping = MatterUnit.objects.filter(jurisdiction=moved.from_unit.jurisdiction_id, matter__in=open_ones)
    known = open_ones.filter(lead=moved.to_unit) | open_ones.filter(cooperating__unit=moved.to_unit)
    helping.filter(unit=moved.from_unit, matter__in=known.values("pk")).delete()
    helping.filter(unit=moved.from_unit).update(unit=moved.to_unit)
    helping.filter(unit=moved.to_unit, matter__lead=moved.to_unit).delete()


@open_duties_of_post.register
def matters_of(held: HeldPost) -> list[OpenDuty]:
    """Return the open matters that a unit leads or a leader answers for, and his instructions that are not closed."""
    rows = Matter.objects.filter(jurisdiction=held.post.jurisdiction_id, stage__in=OPEN_MATTER)
    if held.post.unit_id is not None:
        own = rows.filter(lead=held.post.unit_id)
    elif held.post.kind in OF_LEADERS and held.person is not None:
        own = rows.filter(leader=held.person)
    else:
        return []
    matters = [OpenDuty("matter", row.uid, str(row)) for row in own.order_by("year", "number")]
    if held.post.unit_id is not None:
        return matters
    given = Instruction.objects.filter(
        jurisdiction=held.post.jurisdiction_id,
        leader=held.person,
        stage__in=[InstructionStage.GIVEN, InstructionStage.HANDED_ON],
    )
    return matters + [OpenDuty("instruction", row.uid, str(row)) for row in given.order_by("year", "number")]


@post_handed_over.register
def pass_matters_on(passed: PostPassed) -> None:
    """Let the open matters of a leader's post answer to its new holder; an instruction stays with who gave it."""
    if passed.post.kind in OF_LEADERS:
        Matter.objects.filter(
            jurisdiction=passed.post.jurisdiction_id, leader=passed.leaving, stage__in=OPEN_MATTER
        ).update(leader=passed.coming)
