"""Rows of instructions and assigned matters."""

from acts import matters
from duban.ledger.models import Instruction, Matter
from web.rows.table import BUSINESS, MADE, Ground, Row, codes


def instruction(ground: Ground) -> str:
    """Return an instruction of the leader."""
    known = Instruction.objects.first()
    return (known or matters.instruction(ground.actors)).uid


def matter(ground: Ground) -> str:
    """Return a matter that 市水利局 leads, answered for by the leader, with the unit of the outsider beside it."""
    known = Matter.objects.first()
    return (known or matters.assigned(ground.actors, leader=ground.actors.leader.person.uid)).uid


MADE.update({"instruction": instruction, "matter": matter})

NOT_FOR_UNITS = codes(302, administrators=404, units=403)
OF_OFFICE = codes(302, others=403, administrators=404, office=200, stranger=200)
# Who only records for units, and those of units, take no instruction down.
OF_LEADERS = codes(302, others=403, administrators=404, leader=200, approver=200, secretary=200, registrar=200)

ROWS = (
    Row("matters", BUSINESS),
    Row("matters_export", BUSINESS, more={"form": "csv"}),
    Row("matter_new", OF_OFFICE),
    Row("matter_new", OF_OFFICE, method="post"),  # nothing was filled in
    Row("matter", codes(302, administrators=404, stranger=404), "matter"),
    Row("instructions", NOT_FOR_UNITS),
    Row("instruction_new", OF_LEADERS),
    Row("instruction_new", OF_LEADERS, method="post"),
    Row("instruction", NOT_FOR_UNITS | {"stranger": 404}, "instruction"),
)
