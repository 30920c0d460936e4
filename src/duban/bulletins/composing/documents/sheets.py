"""核查表, 电话催办单: working papers for the pen, one sheet each, entered into the system later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.boxes import OPEN
from duban.bulletins.composing.documents.facts import Subject
from duban.bulletins.composing.documents.parts import cell, head_cell, head_row, named, sheet, text
from duban.bulletins.composing.tree import Align, Block, Cell, Column, Document, Foot, Form, Row, Table
from duban.bulletins.composing.wording import clause, counted, day, day_in, joined

_SIZE = 12  # points
_PEN, _PEN_TALL = 10, 46  # mm of a row for one line by hand, for several


@dataclass(frozen=True)
class Claim:
    """What a unit says is done, to be looked at: milestone or figure, its day, what it rests on."""

    what: str
    reported: str
    evidence: str = ""


@dataclass(frozen=True)
class CheckSheet:
    """A check to be made: of what, where, by whom, against which claims."""

    organ: str
    on: date
    number: str
    round_name: str
    subject: Subject
    unit: str
    place: str
    checkers: tuple[str, ...]
    claims: tuple[Claim, ...]
    methods: tuple[str, ...] = ("现场查看", "查阅资料", "座谈询问", "电话核实")
    foot: Foot | None = None


def check_sheet(facts: CheckSheet) -> Document:
    """Return the sheet."""
    subtitle = f"{facts.round_name}　{facts.number}"
    return sheet(Form.SHEET, "督查核查表", facts.organ, facts.on, _check(facts), subtitle=subtitle, foot=facts.foot)


def _check(facts: CheckSheet) -> Iterator[Block]:
    columns = (Column(30), Column(50), Column(26), Column(59))
    rows = [
        Row((head_cell("任务"), cell(named(facts.subject), columns=3))),
        Row((head_cell("责任单位"), cell(facts.unit), head_cell("核查地点"), cell(facts.place)), _PEN),
        Row(
            (head_cell("核查人"), cell(joined(facts.checkers)), head_cell("核查日期"), cell("　　年　　月　　日")), _PEN
        ),
        Row((head_cell("核查方式"), cell(_boxes(facts.methods), columns=3)), _PEN),
    ]
    yield Table(columns, (), tuple(rows), "核查的任务、单位、地点、人员、日期、方式", size=_SIZE)
    claims = (Column(10, Align.CENTRE), Column(38), Column(34), Column(29), Column(54))
    heads = (head_row("序", "报送完成的内容", "报送情况", "佐证材料", "核查结果"),)
    result = _boxes(("属实", "不符", "无法核实"))
    made = tuple(
        Row(
            (
                cell(str(number)),
                cell(clause(each.what)),
                cell(clause(each.reported)),
                cell(each.evidence or "—"),
                cell(result),
            )
        )
        for number, each in enumerate(facts.claims, 1)
    )
    yield Table(claims, heads, made, "报送完成的内容和核查结果", size=_SIZE)
    ends = (
        Row((head_cell("现场情况"), _blank(3)), _PEN_TALL),
        Row((head_cell("被核查单位意见"), _blank(3)), _PEN_TALL - 14),
        Row((head_cell("结论"), cell(_boxes(("属实", "与报送不符", "无法核实", "未及核查")), columns=3)), _PEN),
        Row((head_cell("核查人签字"), _blank(), head_cell("单位签字"), _blank()), _PEN + 6),
    )
    yield Table(columns, (), ends, "现场情况、单位意见、结论、签字", size=_SIZE)


def _boxes(options: tuple[str, ...]) -> str:
    return "  ".join(OPEN + option for option in options)


def _blank(columns: int = 1) -> Cell:
    return Cell((), columns)


@dataclass(frozen=True)
class Call:
    """One call to make: whom, on which number, about what; `times` says how often the matter was urged before."""

    unit: str
    person: str
    telephone: str
    subject: Subject
    what: str
    due_on: date
    days_over: int
    times: int = 0


@dataclass(frozen=True)
class CallSheet:
    """The calls of a day, in the order of the register."""

    organ: str
    on: date
    caller: str
    calls: tuple[Call, ...]
    foot: Foot | None = None


def call_sheet(facts: CallSheet) -> Document:
    """Return the sheet: beside each call room for who answered, when, and what he said."""
    subtitle = f"{day(facts.on)}　{facts.caller}"
    return sheet(Form.TABLE, "电话催办单", facts.organ, facts.on, _calls(facts), subtitle=subtitle, foot=facts.foot)


def _calls(facts: CallSheet) -> Iterator[Block]:
    if not facts.calls:
        yield text("今日没有需要电话催办的事项。")
        return
    year = facts.on.year
    columns = (
        Column(10, Align.CENTRE), Column(30), Column(30), Column(44), Column(40), Column(18, Align.CENTRE),
        Column(20, Align.CENTRE), Column(42),
    )  # fmt: skip
    heads = (head_row("序", "单位", "联系人、电话", "任务", "催办内容", "此前催办", "接听人、时间", "答复"),)
    rows = tuple(
        Row(
            (
                cell(str(number)),
                cell(call.unit),
                cell(f"{call.person}　{call.telephone}" if call.telephone else call.person),
                cell(named(call.subject)),
                cell(_due(call, year)),
                cell(counted(call.times, "次") if call.times else "—"),
                _blank(),
                _blank(),
            ),
            14,
        )
        for number, call in enumerate(facts.calls, 1)
    )
    notes = ("注：电话记录录入系统时注明“代录”，写明接听人和时间。",)
    yield Table(columns, heads, rows, f"电话催办{len(facts.calls)}件", notes=notes)


def _due(call: Call, year: int) -> str:
    over = f"，超期{counted(call.days_over, '个工作日')}" if call.days_over else ""
    return f"应于{day_in(call.due_on, year)}前{clause(call.what)}{over}"
