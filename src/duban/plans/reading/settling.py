"""What the parts of one item say together: a role that a label alone leaves open."""

from duban.plans.reading.parts import Part

_COLONS = ":： \n"
_UNDERTAKING = "承办"


def settled(text: str, parts: list[Part]) -> list[Part]:
    """Settle the parts of a whole responsibility part."""
    return _undertaken(text, _without_persons(text, parts))


def _undertaken(text: str, parts: list[Part]) -> list[Part]:
    """Let those lead who undertake it where others help them and nobody else answers: 承办单位：A；协办单位：B."""
    if not parts or _UNDERTAKING not in text[parts[0].label.start : parts[-1].span.end]:
        return parts
    answering = [part for part in parts if part.role in ("lead", "responsible")]
    is_helped = any(part.role == "cooperating" for part in parts)
    if not is_helped or not answering or not all(_UNDERTAKING in part.label.of(text) for part in answering):
        return parts
    return [part._replace(role="lead") if part in answering else part for part in parts]


def _without_persons(text: str, parts: list[Part]) -> list[Part]:
    """Leave out the persons behind 责任人： where a leader is named too: they answer inside their unit."""
    persons = [part for part in parts if part.role == "leader" and part.label.of(text).rstrip(_COLONS).endswith("人")]
    if not any(part.role == "leader" and part not in persons for part in parts):
        return parts
    return [part for part in parts if part not in persons]
