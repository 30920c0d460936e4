"""A stretch of text that gives roles, cut into its parts: A牵头，B、C配合 or 牵头单位：A；配合单位：B or A、B alone."""

import re
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import is_office, kind_of
from duban.plans.reading.labels import Label, Role
from duban.plans.reading.patterns import OPENERS, TIME_WORDS, VERB
from duban.plans.reading.units import STARS, first_leads_note, split_units

UNIT_ROLES = ("lead", "cooperating", "responsible")
MARKS = "、,，;；。.:： \u00a0\u3000\t\n"
_MOST_UNITS = 30
_LONGEST_UNIT = 40
_LONGEST_TIME = 30
_LONGEST_PIECE = 400
# Said before the first unit: 由市财政局牵头, 请…, 会同…
_BEFORE = (
    *("由", "请", "责成", "会同", "联合", "并由", "其中", "并", "具体由", "均由"),
    *("以上任务", "以上工作", "以上事项", "以上各项", "上述任务", "上述工作", "以上", "上述"),
    *("本项任务", "本项工作", "此项工作", "该项工作", "该项任务", "本条"),
)
_CALLED = ("单位", "部门")
_LONGEST_PERSON = 12
_PERSONS = re.compile("[、,，]")
_JOINT = "会同"
_NOBODY = frozenset(("无", "暂无", "—", "——", "-", "－", "/", "／"))
_SAYING = ("牵头", "配合", "负责", "主办", "协办", "主责", "参与", "协助", "组长")
_MARKED = tuple(
    opener + said for opener in "（([【〔" for said in (*_SAYING, "总牵头", "协同", "承办", "按", "分别", "共同")
)
_POSTS = (
    *(
        "同志",
        "省长",
        "市长",
        "区长",
        "县长",
        "州长",
        "旗长",
        "盟长",
        "秘书长",
        "政府主席",
        "副主席",
        "市领导",
        "县领导",
    ),
    *("常务副市长", "常务副县长", "常务副区长", "常务副省长", "副市长", "副县长", "副区长", "副省长"),
)
_LASTING = (
    *("持续", "长期", "全年", "常态化", "立即", "立行", "常年", "即行", "即知", "适时", "贯穿", "随时", "按月", "按季"),
    *("分阶段", "分步", "分批", "逐步推进", "有序推进"),
)


class Part(NamedTuple):
    """A role and the words that say who has it; `label` is the span of the label or verb."""

    role: Role
    span: Span
    label: Span

    @property
    def is_empty(self) -> bool:
        """Say whether nobody is named."""
        return self.span.start == self.span.end


def trim(text: str, start: int, end: int) -> Span:
    """Leave out marks and blanks at both ends."""
    words = text[start:end]
    kept = words.strip(MARKS)
    if kept and len(kept) < len(words):
        start += len(words) - len(words.lstrip(MARKS))
    return Span(start, start + len(kept))


def labelled_parts(text: str, labels: list[Label], end: int) -> list[Part]:
    """Cut a stretch of text at its labels; a label that is none of ours ends the part before it."""
    ends = [*(label.span.start for label in labels[1:]), end]
    parts: list[Part] = []
    for label, stop in zip(labels, ends, strict=True):
        if not label.role:
            continue
        end = stop - (text[stop - 1 : stop] in tuple(OPENERS))  # 市审计局（责任人：…
        part = Part(label.role, trim(text, label.span.end, end), label.span)
        if part.span.of(text) in _NOBODY:
            continue  # 配合单位：无
        parts += _marked(text, part) if part.role in UNIT_ROLES else [part]
    return parts


def _marked(text: str, part: Part) -> list[Part]:
    """Part a list in which units carry their role or the list its time: 市财政局（牵头）、市审计局, …，6月底完成."""
    parts = [part]
    while (cut := _last_piece(text, parts[0].span)) is not None and is_time(text, cut):
        parts[:1] = [parts[0]._replace(span=trim(text, part.span.start, cut.start)), _due(cut)]
    words = part.span.of(text)
    if any(map(words.__contains__, STARS)):
        from duban.plans.reading.marked import starred_leads  # few plans write so

        return [*starred_leads(text, parts[0]), *parts[1:]]
    if not any(map(words.__contains__, _SAYING)):
        return parts if _JOINT not in words else [*_joined(text, parts[0]), *parts[1:]]
    is_marked = are_marked(words) or first_leads_note(words) is not None
    # 责任单位：市财政局牵头，市审计局配合
    said = [] if is_marked else verb_parts(text, parts[0].span.start, parts[0].span.end)
    if said and all(each.role not in UNIT_ROLES or are_units(text, each.span) for each in said):
        return [each._replace(label=part.label) if each.role in UNIT_ROLES else each for each in said] + parts[1:]
    from duban.plans.reading.marked import marked_leads  # few plans write so

    return [*marked_leads(text, parts[0]), *parts[1:]]


def are_marked(words: str) -> bool:
    """Say whether the units of a list carry their roles in brackets: 市财政局（牵头）、市审计局（配合）."""
    return any(mark in words for mark in _MARKED)


def _last_piece(text: str, span: Span) -> Span | None:
    """Return what follows the last mark of a list."""
    place = max([text.rfind(mark, span.start, span.end) for mark in ",，;；、。"])
    return trim(text, place + 1, span.end) if place >= 0 else None


def is_time(text: str, span: Span) -> bool:
    """Say whether words between two marks say by when: 6月底完成, 年内持续推进. Not 市月亮湾管委会, 年度考核办."""
    words = span.of(text)
    if not 0 < len(words) <= _LONGEST_TIME:
        return False
    if words.startswith(_LASTING):
        return kind_of(words) == "other"
    opens = words[0].isdecimal() or words[0] in "年每今当第上下一二三四到各"
    says = opens and any(word in words for word in TIME_WORDS)
    return says and kind_of(words) in ("other", "collective_related")  # 6月底前出台相关政策


def _due(span: Span) -> Part:
    """Make the part of a time that has no label."""
    return Part("due", span, Span(span.start, span.start))


def are_units(text: str, span: Span) -> bool:
    """Say whether words are nothing but units: 市住房城乡建设局。"""
    units = split_units(text, span)
    return 0 < len(units) <= _MOST_UNITS and all(
        len(unit.surface) <= _LONGEST_UNIT and kind_of(unit.surface) != "other" for unit in units
    )


def bare_part(text: str, start: int, end: int) -> list[Part]:
    """Read a list without label or verb, of which at least one unit must be an office by its name: 市发改委、各县区."""
    span, parts = _without_times(text, trim(text, start, end))
    units = split_units(text, span)
    if not 0 < len(units) <= _MOST_UNITS or not any(is_office(unit.surface) for unit in units):
        return []
    if any(len(unit.surface) > _LONGEST_UNIT or kind_of(unit.surface) == "other" for unit in units):
        return []
    return [Part("responsible", span, Span(span.start, span.start)), *parts]


def _without_times(text: str, span: Span) -> tuple[Span, list[Part]]:
    """Take off the times behind a list."""
    times: list[Part] = []
    while (cut := _last_piece(text, span)) is not None and is_time(text, cut):
        times.insert(0, _due(cut))
        span = trim(text, span.start, cut.start)
    return span, times


def marked_part(text: str, start: int, end: int) -> list[Part]:
    """Read a list without label in which brackets give the roles: 市财政局（牵头）、市审计局."""
    from duban.plans.reading.marked import marked_leads  # few plans write so

    span, times = _without_times(text, trim(text, start, end))
    parts = marked_leads(text, Part("responsible", span, Span(span.start, span.start)))
    return [*parts, *times] if len(parts) > 1 and all(are_units(text, part.span) for part in parts) else []


def verb_parts(text: str, start: int, end: int) -> list[Part]:
    """Cut a stretch of text at its verbs; each closes the list of units before it.

    What a verb is about is no unit: A负责组织实施，B…; what follows the last verb is by when, or more who help.
    """
    parts: list[Part] = []
    leads = False
    for verb in VERB.finditer(text, start, end):
        if _is_in_name(text, start, *verb.span()) or (not parts and _is_in_time(text, start, *verb.span())):
            continue
        start = start if not parts else _after_object(text, start, verb.start())
        times, start = _times_first(text, start, verb.end())
        parts += times
        span = _named(text, start, max(start, verb.start()))
        start = verb.end()
        if span.start == span.end:
            continue
        if are_persons(span.of(text)):
            parts.append(Part("leader", span, Span(*verb.span())))
            continue
        role: Role
        if verb.lastgroup == "lead":
            role, leads = "lead", True
        elif verb.lastgroup == "cooperating" or leads:
            role = "cooperating"
        else:
            role = "responsible"
        found = _joined(text, Part(role, span, Span(*verb.span())), helps=leads and role == "cooperating")
        leads = leads or found[0].role == "lead"
        parts += found
    return [*parts, *_rest(text, _after_object(text, start, end), end, leads=leads)] if parts else []


def _is_in_name(text: str, start: int, first: int, end: int) -> bool:
    """Say whether a verb is part of how units are called together: 各任务牵头单位. Not 各专班牵头, A为牵头单位."""
    if not text.startswith(_CALLED, end):
        return False
    return text.startswith("各", max(start, *(text.rfind(mark, start, first) + 1 for mark in "、,，;；")))


def _is_in_time(text: str, start: int, first: int, end: int) -> bool:
    """Say whether a verb is part of a time behind the units: 市财政局，持续推进."""
    begin = max(text.rfind(mark, start, first) + 1 for mark in ",，;；")
    return begin > start and is_time(text, trim(text, begin, end))


def is_person(words: str) -> bool:
    """Say whether words name a leader and no unit: 于成副市长, 常务副市长于成, 于成同志.

    >>> is_person("于成副市长"), is_person("常务副县长"), is_person("市长热线办"), is_person("于成同志")
    (True, True, False, True)
    """
    if len(words) > _LONGEST_PERSON or any(mark in words for mark in "、,，;；"):
        return False
    return words.endswith(_POSTS) or (words.startswith(_POSTS) and kind_of(words) == "other")


def are_persons(words: str) -> bool:
    """Say whether words name nothing but leaders: 分管副省长、协管副秘书长."""
    return all(map(is_person, _PERSONS.split(words)))


def _times_first(text: str, start: int, end: int) -> tuple[list[Part], int]:
    """Take off the times that stand before further units: 6月底前出台办法，年内持续推进，市审计局…"""
    times: list[Part] = []
    while start < end:
        stop = _piece_end(text, start, end)
        span = trim(text, start, stop)
        if span.start < span.end:
            if not is_time(text, span):
                break
            times.append(_due(span))
        start = min(stop + 1, end)
    return times, start


def _piece_end(text: str, start: int, end: int) -> int:
    """Return where the words up to the next mark end."""
    near = min(end, start + _LONGEST_PIECE)
    return min((place for mark in ",，;；、。" if (place := text.find(mark, start, near)) >= 0), default=end)


def _named(text: str, start: int, end: int) -> Span:
    """Leave out what is said before the units."""
    span = trim(text, start, end)
    while found := next((word for word in _BEFORE if text.startswith(word, span.start, span.end)), ""):
        span = trim(text, span.start + len(found), span.end)
    return span


def _after_object(text: str, start: int, end: int) -> int:
    """Return where the object of a verb ends; a unit straight behind the verb lost its mark and is none."""
    stop = _piece_end(text, start, end)
    if stop == start or are_units(text, trim(text, start, stop)):
        return start
    return stop


def _joined(text: str, part: Part, *, helps: bool = False) -> list[Part]:
    """Part A会同B: A leads and B helps; 由A、B分别牵头 stays one. Behind another lead both help: A牵头，B会同C负责."""
    place = text.find(_JOINT, part.span.start, part.span.end)
    if place <= part.span.start:
        return [part]
    first, second = trim(text, part.span.start, place), trim(text, place + 2, part.span.end)
    joint = Span(place, place + 2)
    return [Part("cooperating" if helps else "lead", first, joint), Part("cooperating", second, part.label)]


def _rest(text: str, start: int, end: int, *, leads: bool) -> list[Part]:
    """Read what follows the last verb: times, and units that lost their verb."""
    parts: list[Part] = []
    while start < end:
        stop = _piece_end(text, start, end)
        span = trim(text, start, stop)
        if is_time(text, span):
            parts.append(_due(span))
        elif span.start < span.end and are_units(text, span):
            parts.append(Part("cooperating" if leads else "responsible", span, Span(span.start, span.start)))
        start = stop + 1
    return parts
