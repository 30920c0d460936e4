"""Rows of urging, calls and supervision slips."""

from duban.core import clock
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.supervision.stages import SlipStage
from duban.supervision.urging.evidence import Evidence, to_json
from web.rows.table import BUSINESS, MADE, Ground, Row, codes


def urging_slip(ground: Ground) -> str:
    """Return a slip that 市水利局 was sent."""
    known, today = UrgingSlip.objects.first(), clock.today()
    if known is None:
        known = UrgingSlip.objects.create(
            jurisdiction=ground.actors.city,
            unit=ground.actors.liaison.posts[0].unit,
            year=today.year,
            number=1,
            sent_on=today,
            sent_at=clock.now(),
            sent_by=ground.actors.officer.user,
            receive_by=today,
        )
    return known.uid


def supervision_slip(ground: Ground) -> str:
    """Return a supervision slip that 市水利局 was sent."""
    known, today = SupervisionSlip.objects.first(), clock.today()
    if known is None:
        known = SupervisionSlip.objects.create(
            jurisdiction=ground.actors.city,
            unit=ground.actors.liaison.posts[0].unit,
            form=SupervisionSlip.Form.SLIP,
            ground=SupervisionSlip.Ground.OVERDUE,
            kind="receipt",
            about="-",
            title="签收　1 疏浚河道",
            since=today,
            demand="请签收。",
            evidence=to_json(Evidence("receipt", "1 疏浚河道", today, 6)),
            year=today.year,
            number=1,
            stage=SlipStage.SENT,
            proposed_on=today,
            proposed_by=ground.actors.officer.user,
            served_on=today,
            sent_at=clock.now(),
            sent_by="钟离秋",
            answer_by=today,
        )
    return known.uid


MADE.update({"urging slip": urging_slip, "supervision slip": supervision_slip})

OF_OFFICE = codes(302, others=403, administrators=404, office=200, stranger=200)
OF_THE_UNIT = codes(302, administrators=404, stranger=404, outsider=404)

ROWS = (
    Row("urging", OF_OFFICE | {"auditor": 200}),
    Row("urging", OF_OFFICE, method="post"),  # nothing was ticked
    Row("urging_calls", OF_OFFICE),
    Row("urging_calls", codes(302, others=403, administrators=404, office=404, stranger=404), method="post"),
    Row("urging_sent", BUSINESS),
    Row("urging_slip", OF_THE_UNIT, "urging slip"),
    Row("slips", BUSINESS),
    Row("supervision_slip", OF_THE_UNIT, "supervision slip"),
)
