"""Facts that several papers share: frozen, counted and put into the order of the register where they were gathered.

A figure comes with the key under which its rows are kept (`ref`), so that it leads back to them from every paper. No
maker asks a clock or a database; what a paper says follows from its facts alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.bulletins.composing.tree import Foot


class Light(StrEnum):
    """The light of a task, by the words that papers use."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


LIGHT_WORDS = {
    Light.BLUE: "已办结",
    Light.GREEN: "正常",
    Light.YELLOW: "滞后",
    Light.RED: "严重滞后",
    Light.GREY: "未到期或暂停",
}


SHORT_WORDS = LIGHT_WORDS | {Light.GREY: "未到期"}  # in cells of tables


@dataclass(frozen=True)
class Count:
    """A number that was counted from rows."""

    value: int
    ref: str | None = None

    def __bool__(self) -> bool:
        return self.value != 0


NONE = Count(0)


@dataclass(frozen=True)
class Letterhead:
    """What stands around the text: who issues it, under which number, on which day, to whom."""

    mark: str
    number: str
    organ: str
    on: date
    addressees: str = ""
    copies: tuple[str, ...] = ()
    foot: Foot | None = None
    signer: str = ""
    is_sealed: bool = True
    remark: str = ""
    contact: str = ""  # 联系人及电话 of the office, for papers that ask for an answer


@dataclass(frozen=True)
class Recorded:
    """An act that was recorded for somebody (代录) or signed on paper (线下签批): how it came, from whom, when."""

    means: str  # 电话、纸质、传真、公文交换、当面
    by: str
    on: date
    number: str = ""  # of the signed paper


@dataclass(frozen=True)
class Subject:
    """The task that a paper is about, by its number and words in the plan. `is_strive` marks 力争类."""

    number: str
    title: str
    plan: str = ""
    is_strive: bool = False


@dataclass(frozen=True)
class Reason:
    """What a unit says for itself; without `text` it gave none in time."""

    text: str = ""
    source: str = ""  # 单位说明，11月25日，主任签
    recorded: Recorded | None = None


@dataclass(frozen=True)
class Finding:
    """One unit's matter as it is named: what happened, why as the unit says, what is required, by when.

    `facts` are whole sentences, worst first. `steps` are what was done before: 已发催办单2次.
    """

    subject: Subject
    unit: str
    facts: tuple[str, ...]
    requirement: str
    limit: date
    reason: Reason = Reason()
    light: Light = Light.RED
    steps: tuple[str, ...] = ()
    ref: str | None = None


@dataclass(frozen=True)
class Partner:
    """A fact about a party that is no object of inspection: it stands without a name and without blame."""

    subject: Subject
    fact: str
    step: str = ""  # 已发函商请，列入12月7日市政府调度会


@dataclass(frozen=True)
class Lights:
    """Tasks by their light."""

    blue: Count = NONE
    green: Count = NONE
    yellow: Count = NONE
    red: Count = NONE
    grey: Count = NONE

    @property
    def counts(self) -> tuple[tuple[Light, Count], ...]:
        """The counts in the order in which papers give them."""
        return (
            (Light.BLUE, self.blue),
            (Light.GREEN, self.green),
            (Light.YELLOW, self.yellow),
            (Light.RED, self.red),
            (Light.GREY, self.grey),
        )

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count.value for _light, count in self.counts)
