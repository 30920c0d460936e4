"""Rows of the acts of the ledger."""

import cast
from acts import ActRow
from duban.ledger.models import OpenEnd, Task
from duban.ledger.naming import DeputyNamed, NamedUnits
from duban.ledger.services import adopt

NOTATION = """
# 一 水利工作 @沈砚 =1
1 疏浚河道。 > 市水利局 & 市财政局等
"""


def _task(actors: cast.Cast) -> Task:
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
    return Task.objects.get()


def _open_end(actors: cast.Cast) -> OpenEnd:
    return _task(actors).open_ends.get()


def _bureau(actors: cast.Cast) -> str:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit.uid


ROWS = [
    ActRow(
        "ledger.name_open_end", "liaison", _open_end, lambda _actors, _about: NamedUnits(none_because="没有其他单位")
    ),
    ActRow(
        "ledger.name_deputy",
        "head",
        _task,
        lambda actors, _about: DeputyNamed(_bureau(actors), actors.deputy.posts[0].uid),
    ),
]
