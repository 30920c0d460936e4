"""Instructions of the simulated year, as data, and what a matter of it is; the matters stand beside, by season."""

from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """An instruction: whose it is (the approver's without a leader), how it came, on what, and if it is only noted."""

    key: str
    on: date
    leader: str | None
    words: str
    by_telephone: bool = False
    number: str | None = None
    about: str | None = None
    paper: str | None = None
    noted_on: date | None = None
    noted: str = ""


class Errand(NamedTuple):
    """A matter: where it comes from, to whom it goes, and its course, step by step."""

    title: str
    demand: str
    lead: str
    course: tuple[tuple[date, str], ...]
    helpers: tuple[str, ...] = ()
    told: str | None = None
    source: str = "order"
    source_number: str | None = None
    source_on: date | None = None
    urgency: str = "normal"
    leader: str | None = None
    number: str | None = None
    due_on: date | None = None
    reply: str = ""
    returned: str = ""
    more: tuple[date, str, str] | None = None  # until when, why, and the answer
    withdrawn: str = ""


TOLD = (
    Told(
        "covers",
        date(2026, 3, 16),
        "沈砚",
        "群众反映城北三条主干道雨水井盖缺失，请市城管局会同市住建局本周内逐条排查，限期补齐，结果报我。",
        by_telephone=True,
    ),
    Told(
        "newsletter",
        date(2026, 3, 19),
        None,
        "请各位副市长阅，经验做法可供借鉴。",
        about="省政府督查室关于邻市“一件事”改革的简报",
        paper="省督简报〔2026〕7期",
        noted_on=date(2026, 3, 20),
        noted="各副市长及市直有关部门",
    ),
    Told(
        "nursing",
        date(2026, 4, 7),
        "白雁翎",
        "请市卫健委牵头摸清医养结合床位底数，市民政局、市医保局配合，提出盘活意见。",
        about="市政协委员关于医养结合的来信",
    ),
    Told(
        "park",
        date(2026, 6, 8),
        "白雁翎",
        "退役军人就业创业园六月底前必须具备入驻条件，水电和消防手续请市退役军人局逐项盯住。",
        number="54",
    ),
    Told(
        "flood",
        date(2026, 6, 23),
        "温守田",
        "近期雨情偏重，请市水利局对在建堤段全部过一遍，险工险段明确到人，三日内报结果。",
    ),
    Told(
        "hotline",
        date(2026, 7, 7),
        "程维岳",
        "热线重复投诉件上升，请市数据局、市行政审批局分析原因，拿出办法。",
        about="6月份政务热线运行分析",
    ),
    Told(
        "heat",
        date(2026, 7, 8),
        "石峻岭",
        "高温天气户外执勤保障要跟上，请市公安局研究。",
        by_telephone=True,
    ),
    Told("schools", date(2026, 8, 20), "苗映秋", "开学前请对校车和校园周边再查一遍，问题清单报我。"),
)
