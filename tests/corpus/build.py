"""Set the plans of `written/` in their layouts and write the gold labels beside them.

A plan is written once, with what a right reading holds marked in its words, and set in one of the layouts below; the
gold has the form of the specimens' (../shared/plans/README.md). Run this file after changing a plan; the same text
gives the same bytes. The notation, line by line:

    title: …                what stands above the first blank line; also issuer, number, date, layout, format, rule
    = words                 a line of the document that is no item
    # 一 title @leader =2   a section, its leader, the number it claims
    1 words{8%左右 ~8%}, <10月底前>完成。 ^12月底 @leader > leads | cooperating ? responsible
                            {shown comparator value measure}; <time in the words>; ^ time in a field of its own
                            units are joined by 、 and taken as printed; 审计局=市审计局 tells the full name
    ! code item             a planted defect; - for the document
    ~ old => new            a change of the set text, by which defects are planted
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import layouts

HERE = Path(__file__).parent
WRITTEN = HERE / "written"
_TARGET = re.compile(r"\{(?P<shown>[^{}]+?) (?P<goals>[^{}]+)\}")
_GOAL = re.compile(r"(?P<op>>=|<=|=|~)(?P<value>[\d.]+)(?P<unit>\S*)")
_TIME = re.compile("<([^<>]+)>")
_FIELD = re.compile(r" (?P<mark>[\^@>|?])(?!=) ?(?P<words>[^\^@>|?]*?)(?= [\^@>|?](?!=)|$)")
_SECTION = re.compile(r"# (?P<label>\S+) (?P<title>[^@=]+?)(?: @(?P<leader>\S+))?(?: =(?P<count>\d+))?")
_BETWEEN = re.compile("(?<!党委)(?<!党工委)、(?![^（]*）)")  # not within 各县（市、区）政府, 各县党委、政府
_HEAD = 8


class Written(NamedTuple):
    """A plan as written: its facts, its lines, its defects and the changes that plant them."""

    facts: dict[str, str]
    lines: list["layouts.Line"]
    problems: list[dict[str, Any]]
    changes: list[tuple[str, str]]
    gold: dict[str, Any]


def parse(name: str, text: str) -> Written:
    """Read one plan in the notation."""
    head, _, body = text.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    gold: dict[str, Any] = {
        "id": name, "layout": facts["layout"], "title": facts["title"], "doc_no": facts.get("number"),
        "issuer": facts.get("issuer"), "sections": [], "items": [], "names": {}, "problems": [],
    }  # fmt: skip
    gold |= {"lead_rule": facts["rule"]} if "rule" in facts else {}
    gold |= {"names_free": facts["free"].split()} if "free" in facts else {}
    lines: list[layouts.Line] = []
    changes: list[tuple[str, str]] = []
    for line in body.splitlines():
        mark, _, words = line.partition(" ")
        if mark == "=":
            lines.append(layouts.Line("words", words))
        elif mark == "#":
            lines.append(_section(line, gold))
        elif mark == "!":
            code, item = words.split()
            gold["problems"].append({"code": code, "item": None if item == "-" else item})
        elif mark == "~":
            old, new = words.split(" => ")
            changes.append((old.replace("\\n", "\n"), new.replace("\\n", "\n")))
        elif line:
            lines.append(_item(mark, words, gold))
    return Written(facts, lines, gold["problems"], changes, gold)


def _section(line: str, gold: dict[str, Any]) -> "layouts.Line":
    found = _SECTION.fullmatch(line)
    assert found is not None, line
    count = int(found["count"]) if found["count"] else None
    gold["sections"].append(
        {"label": found["label"], "title": found["title"], "leader": found["leader"], "declared_count": count}
    )
    return layouts.Line("section", found["title"], label=found["label"], leaders=found["leader"] or "", count=count)


def _item(number: str, line: str, gold: dict[str, Any]) -> "layouts.Line":
    fields = dict.fromkeys("^@>|?", "")
    begin = _FIELD.search(line)
    for found in _FIELD.finditer(line):
        fields[found["mark"]] = found["words"].strip()
    marked = line[: begin.start()] if begin else line
    units = {role: _units(fields[mark], gold) for role, mark in (("leads", ">"), ("coops", "|"), ("owners", "?"))}
    words = _TARGET.sub(r"\g<shown>", marked)
    times = _TIME.findall(words)
    words = _TIME.sub(r"\1", words)
    label = None if number == "-" else number
    held = dict(units)
    if units["leads"]:
        held |= {"coops": units["coops"] + units["owners"], "owners": []}
    gold["items"].append(
        {
            "number": label,
            "section": len(gold["sections"]) - 1 if gold["sections"] else None,
            "head": "".join(words.split())[:_HEAD],
            "leaders": fields["@"].split("、") if fields["@"] else [],
            **{role: [surface.removesuffix("等") for surface in surfaces] for role, surfaces in held.items()},
            "deadline": fields["^"] or (times[0] if times else None),
            "targets": [
                {"text": target["shown"], "op": goal["op"], "value": float(goal["value"]), "unit": goal["unit"]}
                for target in _TARGET.finditer(marked)
                for goal in _GOAL.finditer(target["goals"])
            ],
            "complete": True,
        }
    )
    return layouts.Line(
        "item", words, label=label or "", leaders=fields["@"], due=fields["^"],
        leads="、".join(units["leads"]), coops="、".join(units["coops"]), owners="、".join(units["owners"]),
    )  # fmt: skip


def _units(words: str, gold: dict[str, Any]) -> list[str]:
    """Return the surfaces of a list; the full names of those that inherit a level go to the gold."""
    surfaces = []
    for unit in filter(None, _BETWEEN.split(words)):
        surface, _, name = unit.partition("=")
        surfaces.append(surface)
        if name:
            gold["names"][surface.removesuffix("等")] = name
    return surfaces


def main() -> None:
    """Write every plan and its gold."""
    for path in sorted(WRITTEN.glob("*.txt")):
        plan = parse(path.stem, path.read_text("utf-8"))
        data = layouts.set_in(plan.facts, plan.lines, plan.changes)
        HERE.joinpath(f"{path.stem}.{plan.facts['format']}").write_bytes(data)
        gold = json.dumps(plan.gold, ensure_ascii=False, indent=1)
        HERE.joinpath(f"{path.stem}.gold.json").write_text(gold + "\n", "utf-8")


if __name__ == "__main__":
    main()
