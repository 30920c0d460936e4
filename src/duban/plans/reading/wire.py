"""The reading as JSON, `duban.reading/1` (shapes.py, reading-1.schema.json), and back.

Written with the text, a reading comes back equal; without it, equal but for the empty text. Values are JSON numbers:
whole ones as integers, others as the shortest digits that name them (a double holds fifteen).
"""

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from duban.core.values import Span
from duban.plans.reading import models
from duban.plans.reading.messages import Language, sentence, texts_and_numbers

if TYPE_CHECKING:
    from duban.plans.reading import shapes
    from duban.plans.reading.errors import Unreadable

SCHEMA = "duban.reading/1"


def to_json(reading: models.Reading, *, language: Language = "zh", with_text: bool = False) -> "shapes.ReadingShape":
    """Return the reading as the contract has it; the language is that of the messages of findings."""
    source = reading.source
    written: shapes.ReadingShape = {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "format": source.format,
            "encoding": source.encoding,
            "characters": source.characters,
        },
        "plan": _plan(reading.plan),
        "sections": [_section(section) for section in reading.sections],
        "items": [_item(item) for item in reading.items],
        "units": [
            {"name": unit.name, "kind": unit.kind, "surfaces": list(unit.surfaces), "mentions": unit.mentions}
            for unit in reading.units
        ],
        "findings": [_finding(finding, language) for finding in reading.findings],
        "places": [_place(place) for place in reading.places],
    }
    if with_text:
        written["text"] = reading.text
    return written


def refusal_to_json(refusal: "Unreadable", *, name: str, language: Language = "zh") -> "shapes.RefusalShape":
    """Return what stands in the place of a reading where the file gave none."""
    params = texts_and_numbers(refusal)
    return {
        "schema": SCHEMA,
        "source": {"name": name},
        "error": {"code": refusal.code, "params": params, "message": sentence(refusal.code, params, language)},
    }


def dumps(written: "shapes.ReadingShape | shapes.RefusalShape") -> str:
    """Return JSON text, the same for the same reading."""
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(text: str | bytes) -> "shapes.ReadingShape":
    """Read JSON text of a reading back, with the digits of its numbers."""
    return cast("shapes.ReadingShape", json.loads(text, parse_float=Decimal))


def from_json(data: "shapes.ReadingShape") -> models.Reading:
    """Return the reading that `to_json` wrote; the data must satisfy the schema."""
    source = data["source"]
    return models.Reading(
        source=models.Source(
            source["name"], source["sha256"], source["format"], source["encoding"], source["characters"]
        ),
        text=data.get("text", ""),
        places=tuple(
            models.Place(
                _span(place["span"]), place["page"], place["paragraph"], place["table"], place["row"], place["column"]
            )
            for place in data["places"]
        ),
        plan=_read_plan(data["plan"]),
        sections=tuple(
            models.Section(
                section["label"],
                section["title"],
                _read_leaders(section["leaders_at"]),
                section["declared_count"],
                _span(section["span"]),
            )
            for section in data["sections"]
        ),
        items=tuple(_read_item(item) for item in data["items"]),
        units=tuple(
            models.Unit(unit["name"], unit["kind"], tuple(unit["surfaces"]), unit["mentions"]) for unit in data["units"]
        ),
        findings=tuple(
            models.Finding(
                finding["code"],
                finding["severity"],
                dict(finding["params"]),
                finding["item"],
                finding["item_index"],
                _span(finding["span"]) if finding["span"] else None,
            )
            for finding in data["findings"]
        ),
    )


def _plan(plan: models.Plan) -> "shapes.PlanShape":
    return {
        "title": plan.title,
        "doc_number": plan.doc_number,
        "index_number": plan.index_number,
        "issuer": plan.issuer,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "requirements": [
            {"label": demand.label, "title": demand.title, "text": demand.text, "span": list(demand.span)}
            for demand in plan.requirements
        ],
        "at": {field: list(span) for field, span in plan.at.items()},
    }


def _section(section: models.Section) -> "shapes.SectionShape":
    return {
        "label": section.label,
        "title": section.title,
        "leaders": [leader.name for leader in section.leaders_at],
        "leaders_at": _leaders(section.leaders_at),
        "declared_count": section.declared_count,
        "span": list(section.span),
    }


def _item(item: models.Item) -> "shapes.ItemShape":
    return {
        "number": item.number,
        "section": item.section,
        "path": list(item.path),
        "text": item.text,
        "span": list(item.span),
        "leaders": [leader.name for leader in item.leaders_at],
        "leaders_at": _leaders(item.leaders_at),
        "leads": _mentions(item.leads),
        "cooperating": _mentions(item.cooperating),
        "responsible": _mentions(item.responsible),
        "deadlines": [
            {
                "text": deadline.text,
                "date": deadline.date.isoformat() if deadline.date else None,
                "precision": deadline.precision,
                "span": list(deadline.span),
            }
            for deadline in item.deadlines
        ],
        "targets": [
            {
                "text": target.text,
                "comparator": target.comparator,
                "value": _number(target.value),
                "unit": target.unit,
                "span": list(target.span),
            }
            for target in item.targets
        ],
    }


def _leaders(leaders: tuple[models.Leader, ...]) -> "list[shapes.LeaderShape]":
    return [{"name": leader.name, "surface": leader.surface, "span": list(leader.span)} for leader in leaders]


def _mentions(mentions: tuple[models.Mention, ...]) -> "list[shapes.MentionShape]":
    return [
        {
            "name": mention.name,
            "surface": mention.surface,
            "kind": mention.kind,
            "open_ended": mention.open_ended,
            "span": list(mention.span),
        }
        for mention in mentions
    ]


def _finding(finding: models.Finding, language: Language) -> "shapes.FindingShape":
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": sentence(finding.code, finding.params, language, item=finding.item),
        "params": dict(finding.params),
        "item": finding.item,
        "item_index": finding.item_index,
        "span": list(finding.span) if finding.span else None,
    }


def _place(place: models.Place) -> "shapes.PlaceShape":
    return {
        "span": list(place.span),
        "page": place.page,
        "paragraph": place.paragraph,
        "table": place.table,
        "row": place.row,
        "column": place.column,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _read_plan(plan: "shapes.PlanShape") -> models.Plan:
    return models.Plan(
        plan["title"],
        plan["doc_number"],
        plan["index_number"],
        plan["issuer"],
        _date(plan["issued_on"]),
        tuple(
            models.Requirement(demand["label"], demand["title"], demand["text"], _span(demand["span"]))
            for demand in plan["requirements"]
        ),
        {field: _span(span) for field, span in plan["at"].items()},
    )


def _read_item(item: "shapes.ItemShape") -> models.Item:
    return models.Item(
        number=item["number"],
        section=item["section"],
        path=tuple(item["path"]),
        text=item["text"],
        span=_span(item["span"]),
        leaders_at=_read_leaders(item["leaders_at"]),
        leads=_read_mentions(item["leads"]),
        cooperating=_read_mentions(item["cooperating"]),
        responsible=_read_mentions(item["responsible"]),
        deadlines=tuple(
            models.Deadline(deadline["text"], _date(deadline["date"]), deadline["precision"], _span(deadline["span"]))
            for deadline in item["deadlines"]
        ),
        targets=tuple(
            models.Target(
                target["text"],
                target["comparator"],
                # str: a number that went through a float keeps its shortest digits.
                None if target["value"] is None else Decimal(str(target["value"])),
                target["unit"],
                _span(target["span"]),
            )
            for target in item["targets"]
        ),
    )


def _read_leaders(leaders: "list[shapes.LeaderShape]") -> tuple[models.Leader, ...]:
    return tuple(models.Leader(leader["name"], leader["surface"], _span(leader["span"])) for leader in leaders)


def _read_mentions(mentions: "list[shapes.MentionShape]") -> tuple[models.Mention, ...]:
    return tuple(
        models.Mention(
            mention["name"], mention["surface"], mention["kind"], mention["open_ended"], _span(mention["span"])
        )
        for mention in mentions
    )


def _span(span: "shapes.SpanShape") -> Span:
    return Span(span[0], span[1])


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
