"""The table of permission as people read it: one row an act, one column a role (design 4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from duban.orgs import policies
from duban.orgs.policies import Act
from duban.orgs.roles import Link, Role

EVERY, LINKED = "●", "○"
LINKS = {
    Link.OWN_UNIT: _("own unit"),
    Link.LEADING: _("what the unit leads"),
    Link.OWN_FIELD: _("own field"),
    Link.SELF: _("oneself"),
}
PACKAGES = {
    "orgs": _("Organisation, people, accounts"),
    "plans": _("Plans"),
    "ledger": _("Ledger"),
    "reminders": _("Reminders"),
    "audit": _("Audit desk"),
}


@dataclass(frozen=True)
class Cell:
    """What a role may: to every object (●), to those linked in a way (○), or not at all (empty)."""

    sign: str
    links: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return the cell as it is printed."""
        return f"{self.sign} {'/'.join(self.links)}" if self.links else self.sign


@dataclass(frozen=True)
class Line:
    """An act with its cells, in the order of the roles."""

    act: Act
    cells: tuple[Cell, ...]


def lines() -> list[Line]:
    """Return the whole table, acts by code, roles in their order."""
    return [Line(act, tuple(cell(act, role) for role in Role)) for act in policies.acts()]


def cell(act: Act, role: Role) -> Cell:
    """Return what a role may do with an act."""
    links = {relation.link for relation in act.relations if relation.role == role}
    if Link.ANY in links:
        return Cell(EVERY)
    return Cell(LINKED, tuple(str(LINKS[link]) for link in Link if link in links)) if links else Cell("")


def as_markdown() -> str:
    """Return the table for the documentation: English, with Chinese titles beside."""
    return "\n".join(_markdown()) + "\n"


def _markdown() -> Iterator[str]:
    with translation.override("en"):
        yield "# Who may do what"
        yield ""
        yield "Printed from the code by `duban permissions --markdown`; a test fails when this page is stale."
        yield ""
        yield f"{EVERY} to every object of the own government, {LINKED} to objects linked to the post, empty: never."
        yield "An act marked † only looks. An act marked ‡ can be given by exception, with reason, end and signature."
        yield "Administrators do no business: for them other addresses do not exist."
        yield ""
        yield "| role | 角色 |"
        yield "|---|---|"
        for role in Role:
            yield f"| {role.label} | {_chinese(role.label)} |"
        for package in dict.fromkeys(line.act.code.partition(".")[0] for line in lines()):
            yield ""
            yield f"## {PACKAGES.get(package, package)}"
            yield ""
            yield "| act | 事项 | " + " | ".join(str(role.label) for role in Role) + " |"
            yield "|---|---|" + "---|" * len(Role)
            for line in lines():
                if line.act.code.partition(".")[0] == package:
                    yield _markdown_row(line)


def _markdown_row(line: Line) -> str:
    marks = ("†" if line.act.is_look else "") + ("‡" if line.act.is_grantable else "")
    cells = " | ".join(each.words for each in line.cells)
    return f"| {line.act.title} {marks}<br>`{line.act.code}` | {_chinese(line.act.title)} | {cells} |"


def _chinese(words: object) -> str:
    with translation.override("zh-hans"):
        return str(words)
