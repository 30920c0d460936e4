"""A government with a plan of any size, written by models alone: for pages, searches and benchmarks.

The words are invented and put together from small lists, so that 10,000 tasks differ; every span is true to the text.
"""

from datetime import date
from decimal import Decimal
from itertools import count

from cast import settle_in
from duban.core import clock
from duban.core.search import normalise, token_text
from duban.core.values import Span
from duban.ledger.models import Assignment, Task, TaskClause
from duban.ledger.parts import expand
from duban.ledger.stages import TaskStage
from duban.orgs.accounts import open_account
from duban.orgs.models import GroupMember, Jurisdiction, Person, Post, Unit, User
from duban.plans.models import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    LeaderMention,
    Plan,
    PlanImport,
    PlanRequirement,
    Section,
    SourceFile,
    UnitMention,
)

VERBS = ("改造", "新建", "完成", "提升", "整治", "建成")
THINGS = ("城镇老旧小区", "口袋公园", "农村公路", "污水管网", "高标准农田", "乡镇应急救援站", "充电桩")
MEASURES = ("个", "公里", "万亩", "座")
LEADERS = ("程维岳", "顾怀舟", "骆明远", "沈砚", "温守田")
FIELDS = ("政府自身建设工作", "发展改革工作", "工业和科技工作", "城市建设工作", "农业农村工作")
LABELS = "一二三四五六七八九十"
UNITS = (
    ("市住建局", "department", "shi zhu jian ju", "szjj"),
    ("市财政局", "department", "shi cai zheng ju", "sczj"),
    ("市水利局", "department", "shi shui li ju", "sslj"),
    ("市交通运输局", "department", "shi jiao tong yun shu ju", "sjtysj"),
    ("市农业农村局", "department", "shi nong ye nong cun ju", "snyncj"),
    ("市城管局", "department", "shi cheng guan ju", "scgj"),
    ("青浒区政府", "county", "qing hu qu zheng fu", "qhqzf"),
    ("各县市区政府", "collective_all", "ge xian shi qu zheng fu", "gxsqzf"),
)
BATCH = 2000


def government(code: str = "lan", name: str = "澜州市", *, counties: int = 0) -> Jurisdiction:
    """Return a government with its register of units; the group of counties has so many members."""
    now = clock.now()
    jurisdiction = Jurisdiction.objects.create(code=code, name=name, level="prefecture", created_at=now)
    Unit.objects.bulk_create(
        Unit(
            jurisdiction=jurisdiction,
            name=name,
            kind=kind,
            position=position,
            pinyin=pinyin,
            initials=initials,
            created_at=now,
        )
        for position, (name, kind, pinyin, initials) in enumerate(UNITS, start=1)
    )
    group = Unit.objects.get(jurisdiction=jurisdiction, kind=Unit.Kind.COLLECTIVE_ALL)
    members = Unit.objects.bulk_create(
        Unit(
            jurisdiction=jurisdiction,
            name=f"第{number}县政府",
            kind=Unit.Kind.COUNTY,
            position=len(UNITS) + number,
            pinyin=f"di {number} xian zheng fu",
            initials="dxzf",
            created_at=now,
        )
        for number in range(1, counties + 1)
    )
    GroupMember.objects.bulk_create(GroupMember(jurisdiction=jurisdiction, group=group, unit=unit) for unit in members)
    Person.objects.bulk_create(Person(jurisdiction=jurisdiction, name=name, created_at=now) for name in LEADERS)
    return jurisdiction


def officer(jurisdiction: Jurisdiction, username: str = "office") -> User:
    """Return an account of the supervision office."""
    return account(jurisdiction, username, "岳明川", Post.Kind.OFFICER)


def account(jurisdiction: Jurisdiction, username: str, name: str, post: Post.Kind, unit: Unit | None = None) -> User:
    """Return an account in a post that began long ago."""
    user = open_account(
        jurisdiction=jurisdiction,
        username=username,
        password="a-long-password",
        person_name=name,
        post=post,
        unit=unit,
        since=date(2020, 1, 1),
    )
    settle_in(user, post)
    return user


def plan_of(
    jurisdiction: Jurisdiction, *, uploaded_by: User, tasks: int = 12, number: str = "澜政办发〔2026〕6号"
) -> Plan:
    """Return an adopted plan of five sections with so many tasks, one clause each."""
    title, now = "重点任务分工方案", clock.now()
    file = SourceFile.objects.create(
        jurisdiction=jurisdiction, name="plan.txt", sha256=f"{hash(number) & 0xFFFFFFFF:064x}", size=1, stored_at=now
    )
    origin = PlanImport.objects.create(
        jurisdiction=jurisdiction, file=file, stage="adopted", uploaded_by=uploaded_by, uploaded_at=now
    )
    plan = Plan.objects.create(
        jurisdiction=jurisdiction,
        origin=origin,
        title=title,
        doc_number=number,
        issuer="澜州市人民政府办公室",
        issued_on=date(2026, 2, 27),
        places=[],
        text="",
        adopted_at=now,
        adopted_by="岳明川",
    )
    issue = Issue(plan)
    issue.write(f"{title}\n\n")
    asked = issue.write("一、压实责任，建好台账\n各牵头单位排出时间表、画出路线图。\n\n")
    PlanRequirement.objects.create(
        jurisdiction=jurisdiction,
        plan=plan,
        position=1,
        label="一",
        title="压实责任，建好台账",
        text="各牵头单位排出时间表、画出路线图。",
        start=asked.start,
        end=asked.end,
    )
    numbers = count(1)
    for index, (heading, share) in enumerate(zip(FIELDS, _shares(tasks, len(FIELDS)), strict=True)):
        issue.add_section(index, heading, [next(numbers) for _ in range(share)])
    issue.store()
    expand(jurisdiction.pk, Task.objects.filter(plan=plan).values_list("pk", flat=True))
    return plan


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (index < total % parts) for index in range(parts)]


class Issue:
    """A plan being written: the text as it grows, and the rows that hang on it, stored in a few statements."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.scope = {"jurisdiction": plan.jurisdiction}
        self.units = list(Unit.objects.filter(**self.scope).order_by("position"))
        self.pieces: list[str] = []
        self.length = 0
        self.clauses: list[Clause] = []
        self.mentions: list[UnitMention] = []
        self.targets: list[ClauseTarget] = []
        self.deadlines: list[ClauseDeadline] = []
        self.tasks: list[Task] = []
        self.links: list[TaskClause] = []
        self.assignments: list[Assignment] = []

    def write(self, piece: str) -> Span:
        """Add a piece of text and return its place."""
        start, self.length = self.length, self.length + len(piece)
        self.pieces.append(piece)
        return Span(start, self.length)

    def since(self, start: int) -> str:
        """Return what was written from a place on, by walking back over the last pieces."""
        pieces, length = [], self.length
        for piece in reversed(self.pieces):
            if length <= start:
                break
            pieces.append(piece)
            length -= len(piece)
        return "".join(reversed(pieces))

    def store(self) -> None:
        """Write everything that is not in the database yet."""
        self.plan.text = "".join(self.pieces)
        self.plan.save(update_fields=["text"])
        for rows in (
            self.clauses,
            self.mentions,
            self.targets,
            self.deadlines,
            self.tasks,
            self.links,
            self.assignments,
        ):
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)

    def add_section(self, index: int, heading: str, numbers: list[int]) -> None:
        """Write a section with its leader and its clauses."""
        leader = Person.objects.get(**self.scope, name=LEADERS[index])
        start = self.write(f"{LABELS[index]}、{heading}（责任领导：").start
        named = self.write(leader.name)
        end = self.write(f"，共{len(numbers)}条）").end
        self.write("\n\n")
        section = Section.objects.create(
            **self.scope,
            plan=self.plan,
            position=index + 1,
            label=LABELS[index],
            title=heading,
            declared_count=len(numbers),
            start=start,
            end=end,
        )
        LeaderMention.objects.create(
            **self.scope,
            plan=self.plan,
            section=section,
            person=leader,
            position=index + 1,
            surface=leader.name,
            start=named.start,
            end=named.end,
        )
        for number in numbers:
            self.add_clause(section, leader, number)

    def add_clause(self, section: Section, leader: Person, number: int) -> None:
        """Write a clause and its task: in turn ongoing, with a date alone, with a figure and a date."""
        thing, verb = THINGS[number % len(THINGS)], VERBS[number % len(VERBS)]
        kind = (Task.Kind.ONGOING, Task.Kind.DATED, Task.Kind.MEASURED)[number % 3]
        clause = Clause(**self.scope, plan=self.plan, section=section, position=number, number=str(number))
        task = Task(
            **self.scope,
            plan=self.plan,
            section=section,
            leader=leader,
            position=number,
            numbers=str(number),
            kind=kind,
            stage=TaskStage.CHECKED,
            created_at=clock.now(),
        )
        clause.start = self.write(f"{number}.").start
        opening = self.length
        if kind == Task.Kind.MEASURED:
            self.write(f"{verb}{thing}")
            self.add_target(clause, number * 7 % 900 + 3, MEASURES[number % len(MEASURES)])
        else:
            self.write(f"持续推进{thing}{verb}" if kind == Task.Kind.ONGOING else f"{verb}第{number}批{thing}")
        task.title = self.since(opening)
        if kind != Task.Kind.ONGOING:
            self.write("，")
            task.due_on = self.add_deadline(clause, number % 10 + 3)
            self.write("全部完成")
        self.write("。")
        clause.text = self.since(opening)
        self.write("（牵头单位：")
        self.add_unit(clause, task, number % 6, "lead")
        self.write("；配合单位：")
        self.add_unit(clause, task, (number + 1) % 6, "cooperating")
        self.write("、")
        self.add_unit(clause, task, 6 + number % 2, "cooperating")
        clause.end = self.write("）").end
        task.search_text = normalise(f"{self.since(opening)} {section.title} {leader.name}")
        task.search_tokens = token_text(task.search_text)
        self.write("\n\n")
        self.clauses.append(clause)
        self.tasks.append(task)
        self.links.append(TaskClause(**self.scope, task=task, clause=clause, is_leading=True))

    def add_target(self, clause: Clause, value: int, unit: str) -> None:
        """Write a figure."""
        text = f"{value}{unit}"
        at = self.write(text)
        self.targets.append(
            ClauseTarget(
                **self.scope,
                clause=clause,
                position=1,
                text=text,
                comparator="=",
                value=Decimal(value),
                unit=unit,
                start=at.start,
                end=at.end,
            )
        )

    def add_deadline(self, clause: Clause, month: int) -> date:
        """Write the end of a month and return its last day but a few, which no test counts on."""
        text, due_on = f"{month}月底前", date(2026, month, 28)
        at = self.write(text)
        self.deadlines.append(
            ClauseDeadline(
                **self.scope,
                clause=clause,
                position=1,
                text=text,
                due_on=due_on,
                precision="month",
                start=at.start,
                end=at.end,
            )
        )
        return due_on

    def add_unit(self, clause: Clause, task: Task, index: int, role: str) -> None:
        """Write a unit in a role."""
        unit, position = self.units[index], len(self.mentions) + 1
        at = self.write(unit.name)
        words = {"unit": unit, "role": role, "position": position, "surface": unit.name}
        self.mentions.append(UnitMention(**self.scope, **words, clause=clause, start=at.start, end=at.end))
        self.assignments.append(Assignment(**self.scope, **words, task=task, is_primary=role == "lead"))
