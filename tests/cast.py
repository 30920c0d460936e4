"""The fixed cast of the tests, and plans in a small notation.

    # 一 发展改革工作 @顾怀舟 =2                                  a section, its leader, the number it claims
    1 地区生产总值增长{5.5%左右 ~5.5%}。 > 市发改委 & 市统计局、审计局=市审计局      a clause: leads, cooperating units
    2 {6月底前 2026-06-30/month}完成规划。 ? 市发改委、市财政局等                    an undivided list (责任单位)
    ! leader_name_incomplete must s0                              a finding about a section, or about clause 1

Units are joined with 、; `surface=name` tells a printed spelling from the full name; `@name` in a clause is its leader.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast as typed

from duban.core import clock
from duban.core.sealing import seal
from duban.core.values import Span
from duban.orgs.accounts import found_jurisdiction, open_account
from duban.orgs.models import Holding, Jurisdiction, Person, Post, SecondFactor, Unit, User
from duban.orgs.register.dates import standing_on
from duban.orgs.viewers import Viewer, viewer_of
from duban.plans.models import PlanImport, SourceFile
from duban.plans.reading import models, wire
from duban.plans.reading.kinds import kind_of
from duban.plans.stages import ImportStage
from laid_again import laid_again

NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)

TWO_SECTIONS = """
# 一 发展改革、财政工作 @顾怀舟 =2
1 地区生产总值增长{5.5%左右 ~5.5%}，按月分析运行。 > 市发改委 & 市统计局、财政局=市财政局
2 {6月底前 2026-06-30/month}印发规划{18个 =18个}。 > 市发改委、市财政局 & 各县市区政府
# 二 城市建设工作 @沈砚 =3
3 新建改造污水管网{160公里 =160公里}。 > 市住建局 & 市生态环境局、市水利局等
4 持续推进城市管理精细化。 ? 市城管局、市公安局
5 新建改造污水管网{160公里 =160公里}，{11月底前 2026-11-30/month}完成。 > 市住建局 & 市水利局
"""


@dataclass(frozen=True)
class Cast:
    """Who acts in the tests.

    Head, deputy and liaison are of 市水利局, the outsider is liaison of another unit, the secretary serves the leader,
    and the stranger is an officer of another government.
    """

    city: Jurisdiction
    officer: Viewer
    office_head: Viewer
    registrar: Viewer
    approver: Viewer
    leader: Viewer
    secretary: Viewer
    head: Viewer
    deputy: Viewer
    liaison: Viewer
    outsider: Viewer
    auditor: Viewer
    system: Viewer
    security: Viewer
    audit: Viewer
    stranger: Viewer


def assemble() -> Cast:
    """Set up two governments and open an account for everybody."""
    return laid_again(assembled)


def assembled() -> Cast:
    city = found_jurisdiction(code="lan", name="澜州市", level=Jurisdiction.Level.PREFECTURE)
    elsewhere = found_jurisdiction(code="he", name="禾川市", level=Jurisdiction.Level.PREFECTURE)
    bureau = unit_of(city, "市水利局", "shi shui li ju")
    other = unit_of(city, "市民政局", "shi min zheng ju")
    leader = _viewer(city, "leader", "沈砚", Post.Kind.LEADER)
    return Cast(
        city=city,
        officer=_viewer(city, "officer", "岳明川", Post.Kind.OFFICER),
        office_head=_viewer(city, "office_head", "钟离秋", Post.Kind.OFFICE_HEAD),
        registrar=_viewer(city, "registrar", "柏亦舒", Post.Kind.REGISTRAR),
        approver=_viewer(city, "approver", "宋临川", Post.Kind.APPROVER),
        leader=leader,
        secretary=_viewer(city, "secretary", "白晓渡", Post.Kind.SECRETARY, serves=leader.posts[0]),
        head=_viewer(city, "head", "江望舒", Post.Kind.HEAD, bureau),
        deputy=_viewer(city, "deputy", "韩知远", Post.Kind.DEPUTY, bureau),
        liaison=_viewer(city, "liaison", "丁一舟", Post.Kind.LIAISON, bureau),
        outsider=_viewer(city, "outsider", "季青禾", Post.Kind.LIAISON, other),
        auditor=_viewer(city, "auditor", "闻人肃", Post.Kind.AUDITOR),
        system=_viewer(city, "system", "石一鸣", Post.Kind.SYSTEM),
        security=_viewer(city, "security", "骆安", Post.Kind.SECURITY),
        audit=_viewer(city, "audit", "巫明鉴", Post.Kind.AUDIT),
        stranger=_viewer(elsewhere, "stranger", "何远", Post.Kind.OFFICER),
    )


def unit_of(city: Jurisdiction, name: str, pinyin: str, kind: Unit.Kind = Unit.Kind.DEPARTMENT) -> Unit:
    """Return a new unit at the end of the register."""
    return Unit.objects.create(
        jurisdiction=city,
        name=name,
        kind=kind,
        position=Unit.objects.filter(jurisdiction=city).count() + 1,
        pinyin=pinyin,
        initials="".join(syllable[0] for syllable in pinyin.split()),
        created_at=clock.now(),
    )


def _viewer(
    city: Jurisdiction,
    username: str,
    name: str,
    post: Post.Kind,
    unit: Unit | None = None,
    serves: Post | None = None,
) -> Viewer:
    user = open_account(
        jurisdiction=city,
        username=username,
        password="a-long-password",
        person_name=name,
        post=post,
        unit=unit,
        serves=serves,
        since=date(2020, 1, 1),
    )
    settle_in(user, post)
    return viewer_of(user)


def settle_in(user: User, post: Post.Kind) -> None:
    """Do what the first sign-in asks for: the undertaking of the office, the second factor of administrators."""
    user.undertaking_at = clock.now()
    user.save(update_fields=["undertaking_at"])
    if post in Post.ADMINISTRATORS:
        SecondFactor.objects.create(
            jurisdiction=user.jurisdiction, user=user, secret=seal("JBSWY3DPEHPK3PXP"), last_step=0, since=clock.now()
        )


def who_is(unit: Unit, kind: Post.Kind, day: date) -> tuple[Person, ...]:
    """Return who holds the posts of a kind in a unit on a day."""
    held = Holding.objects.filter(standing_on(day), jurisdiction=unit.jurisdiction_id, post__unit=unit, post__kind=kind)
    return tuple(row.person for row in held.select_related("person").order_by("post__position", "since", "pk"))


def in_review(viewer: Viewer, notation: str = TWO_SECTIONS, *, name: str = "plan.txt") -> PlanImport:
    """Return an import whose file was read as the notation says."""
    found = reading(notation, name=name)
    sha256 = hashlib.sha256(found.text.encode()).hexdigest()
    file = SourceFile.objects.create(
        jurisdiction=viewer.jurisdiction, name=name, sha256=sha256, size=len(found.text.encode()), stored_at=clock.now()
    )
    return PlanImport.objects.create(
        jurisdiction=viewer.jurisdiction,
        file=file,
        stage=ImportStage.READ,
        reading=wire.dumps(wire.to_json(found, with_text=True)),
        uploaded_by=viewer.user,
        uploaded_at=clock.now(),
        read_at=clock.now(),
    )


def reading(notation: str = TWO_SECTIONS, *, name: str = "plan.txt") -> models.Reading:
    """Return the reading that the notation describes; every span is true to its text."""
    return _Writer(name).write(notation)


class _Writer:
    """Writes the text of a plan and notes where each value came to stand."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.title = "澜州市重点任务分工方案"
        self.sections: list[models.Section] = []
        self.items: list[models.Item] = []
        self.findings: list[models.Finding] = []

    def write(self, notation: str) -> models.Reading:
        title = self.put(self.title)
        self.put("\n")
        for line in filter(None, map(str.strip, notation.splitlines())):
            kind, _, rest = line.partition(" ")
            if kind == "#":
                self.sections.append(self.section(rest))
            elif kind == "!":
                self.findings.append(self.finding(rest))
            else:
                self.items.append(self.item(kind, rest))
            self.put("\n" if kind != "!" else "")
        plan = models.Plan(
            self.title, "澜政办发〔2026〕6号", None, "澜州市人民政府办公室", date(2026, 2, 27), (), {"title": title}
        )
        source = models.Source(
            self.name, hashlib.sha256(self.text.encode()).hexdigest(), "text", "utf-8", len(self.text)
        )
        return models.Reading(
            source, self.text, (), plan, tuple(self.sections), tuple(self.items), self.units(), tuple(self.findings)
        )

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def section(self, rest: str) -> models.Section:
        label, title, *more = rest.split()
        start = self.put(f"{label}、{title}（责任领导：").start
        leaders = [self.leader(word[1:]) for word in more if word.startswith("@")]
        count = next((int(word[1:]) for word in more if word.startswith("=")), None)
        end = self.put(f"，共{count}条）" if count else "）").end
        return models.Section(label, title, tuple(leaders), count, Span(start, end))

    def leader(self, name: str) -> models.Leader:
        return models.Leader(name, name, self.put(name))

    def item(self, number: str, rest: str) -> models.Item:
        words, *lists = re.split(r" (?=[>&?@] ?)", rest)
        start = self.put(f"{number}.").start
        targets: list[models.Target] = []
        deadlines: list[models.Deadline] = []
        begin = len(self.text)
        for piece in re.split(r"(\{[^}]*\})", words):
            if piece.startswith("{"):
                self.value(*piece[1:-1].split(), targets, deadlines)
            else:
                self.put(piece)
        text = self.text[begin:]
        leaders: list[models.Leader] = []
        roles: dict[str, list[models.Mention]] = {">": [], "&": [], "?": []}
        headings = {">": "牵头单位：", "&": "；配合单位：", "?": "责任单位："}
        self.put("（")
        for part in lists:
            sign, names = part[0], part[1:].strip()
            if sign == "@":
                self.put("责任领导：")
                leaders.append(self.leader(names))
                continue
            self.put(headings[sign])
            for place, unit in enumerate(names.split("、")):
                self.put("、" if place else "")
                roles[sign].append(self.mention(unit))
        end = self.put("）").end
        section = len(self.sections) - 1 if self.sections else None
        return models.Item(
            number=None if number == "-" else number,
            section=section,
            path=(self.sections[section].label,) if section is not None else (),
            text=text,
            span=Span(start, end),
            leaders_at=tuple(leaders),
            leads=tuple(roles[">"]),
            cooperating=tuple(roles["&"]),
            responsible=tuple(roles["?"]),
            deadlines=tuple(deadlines),
            targets=tuple(targets),
        )

    def value(self, words: str, meaning: str, targets: list[models.Target], deadlines: list[models.Deadline]) -> None:
        span = self.put(words)
        if "/" in meaning:
            day, _, precision = meaning.partition("/")
            precise = typed("models.Precision", precision)
            deadlines.append(models.Deadline(words, date.fromisoformat(day) if day else None, precise, span))
            return
        found = re.fullmatch(r"(>=|<=|=|~)([\d.]+)(.*)", meaning)
        assert found, meaning
        sign = typed("models.Comparator", found[1])
        targets.append(models.Target(words, sign, Decimal(found[2]), found[3], span))

    def mention(self, unit: str) -> models.Mention:
        open_ended = unit.endswith("等")
        surface, _, name = unit.removesuffix("等").partition("=")
        span = self.put(surface)
        self.put("等" if open_ended else "")
        return models.Mention(name or surface, surface, kind_of(name or surface), open_ended, span)

    def finding(self, rest: str) -> models.Finding:
        code, severity, place = rest.split()
        serious = typed("models.Severity", severity)
        if place.startswith("s"):
            section = self.sections[int(place[1:])]
            leader = section.leaders_at[0] if section.leaders_at else None
            params: dict[str, str | int] = {"label": section.label, "printed": leader.name if leader else ""}
            return models.Finding(code, serious, params, None, None, leader.span if leader else section.span)
        index = next(at for at, item in enumerate(self.items) if item.number == place)
        return models.Finding(code, serious, {}, place, index, self.items[index].span)

    def units(self) -> tuple[models.Unit, ...]:
        surfaces: dict[str, list[str]] = {}
        for item in self.items:
            for mention in (*item.leads, *item.cooperating, *item.responsible):
                surfaces.setdefault(mention.name, []).append(mention.surface)
        return tuple(
            models.Unit(name, kind_of(name), tuple(dict.fromkeys(printed)), len(printed))
            for name, printed in surfaces.items()
        )
