"""Tables whose cells run together without any mark: 序号项目名称牵头单位1家门口的学校…。教育局住建局2….

The heads are cut at the words that end heads. A row begins with the next number, straight after the units of the row
before it; its words end with a sentence, behind which stand leader, units and time. A row of the grid holds one unit of
each role; further ones stand in rows below it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.assigning import Column
from duban.plans.reading.grids.heads import UNIT_COLUMNS, Columns, bare, column_of
from duban.plans.reading.grids.naming import Run, cut_names
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.lines import Line
from duban.plans.reading.parts import is_time

_FIRST = ("序号", "项次", "编号")
_HEAD_ENDS = (
    *("任务", "举措", "措施", "内容", "目标", "事项", "要求", "名称", "指标", "单位", "部门", "领导", "时限", "时间"),
    *(
        "节点",
        "安排",
        "备注",
        "情况",
        "类别",
        "领域",
        "投资",
        "资金",
        "进展",
        "责任人",
        "负责人",
        "项目",
        "工作",
        "实事",
    ),
    *("序号", "项次", "编号", "期限", "电话", "联系人", "）", ")"),
)
_LONGEST_HEADS = 120
_LONGEST_HEAD = 14
_USUAL_HEAD, _LONG_HEAD = 4, 6
_FEWEST_HEADS = 3
_MOST_PLACES = 3  # looked at in one line
_LOST = 16  # characters that a page may leave in a name
_MOST_FIGURES = 40  # that may be the number of the next row
_LONGEST_ROW = 3_000
_FEWEST_ROWS = 2
_LONGEST_NAME = 4
_STRANGE = 2.0  # a name that begins with no surname
# The surnames of nineteen in twenty people, and more that officials have; 司徒, 欧阳 of two characters.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安"
    "齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
    "靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧"
    "闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_LONG_SURNAMES = (
    "欧阳",
    "司徒",
    "上官",
    "诸葛",
    "司马",
    "皇甫",
    "尉迟",
    "公冶",
    "鲜于",
    "东方",
    "令狐",
    "慕容",
    "端木",
    "夏侯",
)
_REACH = 0.6  # what a letter more is worth where an answer may end anywhere
_USUAL_NAME = 3


class Heads(NamedTuple):
    """Heads that run together: their places, what they are, and where the first row begins."""

    cells: list[Span]
    columns: list[Column]
    end: int


class _Answer(NamedTuple):
    """What stands behind the words of a row: leader, units, time, and where it ends."""

    leader: Span | None
    units: Run
    due: Span | None
    end: int
    cost: float


def heads_together(text: str, line: Line, columns: Columns | None) -> Heads | None:
    """Find heads that run together in a line and are followed by the number 1."""
    for word in _FIRST:
        place = text.find(word, line.start, line.end)
        for _ in range(_MOST_PLACES):
            if place < 0:
                break
            one = text.find("1", place, min(len(text), place + _LONGEST_HEADS))
            if one > 0:
                cells = _cut_heads(text, place, one, columns)
                roles = [column_of(cell.of(text), columns) for cell in cells]
                if _is_readable(roles):
                    return Heads(cells, roles, one)
            place = text.find(word, place + 1, line.end)
    return None


def _is_readable(roles: Sequence[Column]) -> bool:
    """Say whether rows can be told apart: a number first, then words, then who answers and by when."""
    if len(roles) < _FEWEST_HEADS or roles[0] != "number" or "" in roles or "words" not in roles:
        return False
    last_words = max(at for at, role in enumerate(roles) if role == "words")
    answering = roles[last_words + 1 :]
    return any(role in UNIT_COLUMNS for role in answering) and all(
        role in (*UNIT_COLUMNS, "leader", "due") for role in answering
    )


def _cut_heads(text: str, start: int, end: int, columns: Columns | None) -> list[Span]:
    """Cut heads where the words that end one end, into usual lengths; nothing where they cannot be cut."""
    best: dict[int, tuple[float, list[Span]]] = {start: (0.0, [])}
    for at in range(start, end):
        if at not in best:
            continue
        cost, cells = best[at]
        for stop in range(at + 2, min(end, at + _LONGEST_HEAD) + 1):
            words = text[at:stop].strip()
            if not words.endswith(_HEAD_ENDS) or not column_of(words, columns) or not bare(words):
                continue
            if at == start and words not in _FIRST:
                continue
            length = len(bare(words))
            total = cost + 1.0 + 0.15 * abs(length - _USUAL_HEAD) + 0.6 * max(0, length - _LONG_HEAD)
            if stop not in best or total < best[stop][0]:
                best[stop] = (total, [*cells, Span(at, stop)])
    return best.get(end, (0.0, []))[1]


class RunReader:
    """Reads the rows below heads that run together."""

    def __init__(self, text: str, heads: Heads) -> None:
        self.text = text
        self.columns = heads.columns
        self.heads = "".join(cell.of(text) for cell in heads.cells)
        self.start = heads.end
        self._unit_columns = [at for at, role in enumerate(heads.columns) if role in UNIT_COLUMNS]
        self._leader = heads.columns.index("leader") if "leader" in heads.columns else None
        self._due = heads.columns.index("due") if "due" in heads.columns else None
        self._names = self._leader_names()

    def rows(self) -> tuple[list[list[Span | None]], int]:
        """Return the rows and where the last one ends; nothing where fewer than two can be told apart."""
        rows: list[list[Span | None]] = []
        place, number, end = self.start, 1, self.start
        while True:
            following = self._anchor(place + len(str(number)), number + 1)
            end = following if following is not None else self._last_end(place)
            rows += self._row(number, place, end)
            if following is None:
                break
            place, number = following, number + 1
        return (rows, end) if number >= _FEWEST_ROWS else ([], self.start)

    def _leader_names(self) -> Counter[str]:
        """Count what stands behind the sentences of all rows, in the lengths that names have."""
        counted: Counter[str] = Counter()
        if self._leader is None:
            return counted
        place = self.text.find("。", self.start)
        while place >= 0:
            for length in range(2, _LONGEST_NAME + 1):
                counted[self._letters(place + 1, length)[0]] += 1
            place = self.text.find("。", place + 1)
        return counted

    def _letters(self, start: int, length: int) -> tuple[str, int]:
        """Return so many letters from a place, without blanks, and where they end."""
        letters: list[str] = []
        place = start
        while place < len(self.text) and len(letters) < length:
            if not self.text[place].isspace():
                letters.append(self.text[place])
            place += 1
        return "".join(letters), place

    def _anchor(self, start: int, number: int) -> int | None:
        """Find where the row of a number begins: straight behind a sentence and its units.

        Where nothing fits whole, a few characters may stand between, as a page leaves them in a name.
        """
        near: int | None = None
        for place in self._figures(start, str(number)):
            stop = self.text.rfind("。", start, place)
            if stop < 0:
                continue
            end = self._without_heads(stop + 1, place)
            if self._answer(stop + 1, end, whole=True):
                return place
            part = self._answer(stop + 1, end, whole=False) if near is None else None
            near = place if part and end - part.end <= _LOST else near
        return near

    def _figures(self, start: int, figure: str) -> Iterator[int]:
        """Find a figure that stands by itself and is no share or part of another one."""
        place = self.text.find(figure, start, start + _LONGEST_ROW)
        for _ in range(_MOST_FIGURES):
            if place < 0:
                return
            after = self.text[place + len(figure) : place + len(figure) + 1]
            if not self.text[place - 1].isdecimal() and not (after.isdecimal() or after in "%％.．‰、"):
                yield place
            place = self.text.find(figure, place + 1, start + _LONGEST_ROW)

    def _without_heads(self, start: int, end: int) -> int:
        """Return where a stretch ends before heads that come again, as on the next page."""
        place = self.text.find(self.heads[: len(self.heads) // 2], start, end)
        return place if place >= 0 else end

    def _last_end(self, place: int) -> int:
        """Return where the last row ends: as far as its units go."""
        stop = self.text.find("。", place)
        line = self.text.find("\n", place)
        while stop >= 0 and (line < 0 or stop < line):
            further = self.text.find("。", stop + 1)
            if further < 0 or 0 <= line < further:
                break
            stop = further
        limit = len(self.text) if line < 0 else line
        answer = self._answer(stop + 1, limit, whole=False) if 0 <= stop < limit else None
        return answer.end if answer else limit

    def _answer(self, start: int, end: int, *, whole: bool) -> _Answer | None:
        """Read leader, units and time behind a sentence; `whole` lets nothing be left over, else most counts."""
        found: list[_Answer] = []
        for leader, at, cost in self._leaders(start, end):
            for run in cut_names(self.text, at, end):
                due = self._time(run.end, end)
                reach = due.end if due else run.end
                taken = 0 if whole else len("".join(self.text[start:reach].split()))
                if not whole or not self.text[reach:end].strip():
                    found.append(_Answer(leader, run, due, reach, cost + run.cost - _REACH * taken))
        return min(found, key=lambda answer: answer.cost, default=None)

    def _leaders(self, start: int, end: int) -> list[tuple[Span | None, int, float]]:
        """Return what may be the leader at a place, where it ends, and how little it looks like one."""
        if self._leader is None:
            return [(None, start, 0.0)]
        while start < end and self.text[start].isspace():
            start += 1
        options: list[tuple[Span | None, int, float]] = []
        for length in range(2, _LONGEST_NAME + 1):
            name, stop = self._letters(start, length)
            if stop > end or not name.isalpha() or kind_of(name) != "other":
                continue
            is_filled = length == 2 and stop - start > 2  # 向 阳: a short name filled with a blank
            cost = 0.0 if is_filled or length == _USUAL_NAME else 0.3 if length == 2 else 1.2
            cost += 0.0 if self._names[name] > 1 else 0.6
            cost += 0.0 if name[0] in _SURNAMES or name[:2] in _LONG_SURNAMES else _STRANGE
            options.append((Span(start, stop), stop, cost))
            if is_filled:
                return options[-1:]
        return options

    def _time(self, start: int, end: int) -> Span | None:
        """Read the time that ends a row, where the table has a column of times."""
        if self._due is None:
            return None
        words = self.text[start:end]
        kept = words.strip()
        span = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())) if kept else None
        return span if span is not None and is_time(self.text, span) else None

    def _row(self, number: int, start: int, end: int) -> list[list[Span | None]]:
        """Read one number: its words with their units, and further words with units of their own below it."""
        rows: list[list[Span | None]] = []
        figure: Span | None = Span(start, start + len(str(number)))
        words = start + len(str(number))
        end = self._without_heads(words, end)
        stop = self.text.find("。", words, end)
        while stop >= 0:
            following = self.text.find("。", stop + 1, end)
            limit = end if following < 0 else following
            answer = self._answer(stop + 1, limit, whole=following < 0)
            if answer is None and following < 0:
                answer = self._answer(stop + 1, limit, whole=False)
            if answer is not None and (following < 0 or self._is_sure(answer)):
                rows += self._cells(figure, Span(words, stop + 1), answer)
                figure, words = None, answer.end
            stop = following
        if not rows or "。" in self.text[words:end]:
            rows.append(self._empty(figure, Span(words, end)))  # words for which nobody was found
        return rows

    def _is_sure(self, answer: _Answer) -> bool:
        """Say whether an answer in the middle of a row has a leader who is surely a person."""
        if answer.leader is None:
            return False
        name = "".join(answer.leader.of(self.text).split())
        return self._names[name] > 1 or name[0] in _SURNAMES or name[:2] in _LONG_SURNAMES

    def _empty(self, number: Span | None, words: Span) -> list[Span | None]:
        """Return a row that holds number and words only."""
        row: list[Span | None] = [None for _ in self.columns]
        row[0], row[self.columns.index("words")] = number, words
        return row

    def _cells(self, number: Span | None, words: Span, answer: _Answer) -> list[list[Span | None]]:
        """Return the rows of one item: the first holds all but the further units."""
        first = self._empty(number, words)
        if self._leader is not None:
            first[self._leader] = answer.leader
        if self._due is not None:
            first[self._due] = answer.due
        rows = [first]
        for column, units in zip(self._unit_columns, self._by_column(answer.units), strict=False):
            for at, unit in enumerate(units):
                if at == 0:
                    first[column] = unit
                else:
                    rows.append([unit if place == column else None for place in range(len(self.columns))])
        return rows

    def _by_column(self, run: Run) -> list[list[Span]]:
        """Divide units among the columns: where marks join some of them, cells end where none does; else one leads."""
        count = len(self._unit_columns)
        if count == 1:
            return [[*run.names]]
        groups: list[list[Span]] = []
        for at, name in enumerate(run.names):
            if at in run.marked and groups:
                groups[-1].append(name)
            else:
                groups.append([name])
        if len(groups) <= count:
            return groups
        first, rest = groups[0], groups[1:]
        last: list[Span] = []
        while count > 2 and len(rest) > 1 and kind_of("".join(rest[-1][0].of(self.text).split())).startswith("coll"):
            last = [*rest.pop(), *last]
        return [first, [name for group in rest for name in group], last]
