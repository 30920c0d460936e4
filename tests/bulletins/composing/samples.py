"""Facts for papers of every kind, about the fictional city of these tests."""

from dataclasses import replace
from datetime import date

from bulletins.composing.city import (
    CENTRE_LATE,
    FOOT,
    HEAD,
    HOSPITAL,
    HOSPITAL_LATE,
    LIGHTS,
    OFFICE,
    ON,
    PAPER,
    PARTNER,
    ROAD,
    SEWAGE,
    SLIP,
    SUBJECT,
    UNITS,
    WORDS,
    lines,
)
from duban.bulletins.composing.documents import (
    bulletin_facts,
    circular,
    inspection,
    leader,
    ledgers,
    letters,
    listing,
    minutes,
    review,
    sheets,
    slips,
    year_report,
)
from duban.bulletins.composing.documents.bulletin import bulletin
from duban.bulletins.composing.documents.facts import (
    Count,
    Light,
    Lights,
    Recorded,
    Subject,
)
from duban.bulletins.composing.tree import Document

BULLETIN = bulletin_facts.Bulletin(
    head=HEAD,
    subject=SUBJECT,
    months=(11,),
    cut_off=date(2026, 12, 2),
    clauses=Count(81, "clauses"),
    tasks=Count(72, "tasks"),
    lights=LIGHTS,
    reporting=bulletin_facts.Reporting(
        Count(63, "due"),
        Count(55, "on-time"),
        Count(6, "late"),
        Count(2, "missing"),
        Count(9, "exempt"),
        Count(3, "rec"),
    ),
    basis="《2026年度市政府督查计划》",
    added=Count(2, "added"),
    cancelled=Count(1, "cancelled"),
    checks=bulletin_facts.Checks(
        Count(20, "paper"), Count(6, "site"), Count(22, "ok"), Count(1, "no"), Count(2, "unclear"), Count(1, "rest")
    ),
    moves=bulletin_facts.Moves(Count(2, "closed"), Count(2, "up"), Count(1, "down")),
    sections=(
        bulletin_facts.Group(
            "第一组", Lights(Count(2), Count(9), Count(1)), "常务副市长周行健", "东部新区三条道路通车。"
        ),
        bulletin_facts.Group("第二组", Lights(Count(1), Count(12), Count(2), Count(1)), "副市长林晓岚"),
    ),
    regions=(
        bulletin_facts.Group("青禾县", Lights(Count(1), Count(8), Count(2))),
        bulletin_facts.Group("临川区", Lights(Count(0), Count(9), Count(1), Count(1))),
        bulletin_facts.Group("澜州经开区", Lights(Count(1), Count(4), Count(0), Count(1), Count(1))),
    ),
    findings=(CENTRE_LATE, HOSPITAL_LATE),
    circular="澜政督通〔2026〕5号",
    partners=(PARTNER,),
    helps=(
        bulletin_facts.Help(
            SEWAGE, "进场道路用地尚未批准", "市自然资源局协调用地指标", "已列入12月7日市政府调度会议程"
        ),
    ),
    cured=(bulletin_facts.Cured(Subject("8", "全民健身中心开放"), "市体育局", date(2026, 11, 20)),),
    listed=(
        bulletin_facts.Listed(
            Subject("33", "物流园铁路专用线"), "市商务局", date(2026, 10, 12), date(2026, 12, 31), "措施落实过半"
        ),
    ),
    suspended=(bulletin_facts.Suspended(Subject("66", "会展中心改造"), date(2027, 1, 31), "地下管线迁改"),),
    problems=bulletin_facts.ProblemCounts(Count(5, "raised"), Count(3, "solved"), Count(4, "open"), Count(1, "city")),
    due_next=Count(14, "due-next"),
    lines=lines(81),
)

CIRCULAR = circular.Circular(
    PAPER, SUBJECT, 2026, (11,), (CENTRE_LATE, HOSPITAL_LATE), bulletin="《澜州政务督查》第9期", with_table=True
)
SUPERVISION_SLIP = slips.SupervisionSlip(
    SLIP,
    HOSPITAL,
    HOSPITAL_LATE.facts[:1],
    HOSPITAL_LATE.requirement,
    date(2026, 12, 18),
    date(2026, 12, 14),
    "《澜州市政府督查工作办法》",
    ("已发催办单2次",),
)
URGED = slips.Urged(HOSPITAL, "报送11月进展", date(2026, 11, 25), 3)
URGING_SLIP = slips.UrgingSlip(
    SLIP,
    (URGED, slips.Urged(Subject("52", "县域医共体建设"), "报送实施方案", date(2026, 11, 20), 6)),
    date(2026, 12, 11),
    2,
)
RECTIFICATION = slips.RectificationNotice(
    SLIP,
    HOSPITAL_LATE,
    "《澜州市人民政府督查室关于2026年重点任务进展滞后情况的通报》（澜政督通〔2026〕5号）",
    "节点超期10个工作日以上",
    date(2026, 12, 16),
)
LETTER = letters.PartnerLetter(
    replace(SLIP, number="澜政督函〔2026〕6号", addressees="××铁路局澜州工务段", contact=""),
    ROAD,
    ("路基工程已完成，跨铁路桥尚待施工许可",),
    "支持办理跨铁路桥施工许可",
    date(2026, 12, 18),
    "12月17日市政府调度会",
)
LISTING = listing.Listing(
    PAPER,
    HOSPITAL,
    "市卫生健康委",
    ("12月9日予以全市通报，要求12月18日前整改", "12月21日核查，设备安装仍未完成"),
    ("完成设备安装验收", "完成开诊许可", "每周报送进度"),
    date(2027, 2, 10),
    "副市长林晓岚",
    "贺知微",
    is_public=True,
)
DELISTING = listing.Delisting(
    replace(PAPER, number="澜政督决〔2027〕1号", on=date(2027, 2, 10)),
    HOSPITAL,
    "市卫生健康委",
    date(2026, 12, 28),
    "澜政督决〔2026〕2号",
    ("设备安装已经验收", "东院区已于2月1日开诊"),
    date(2027, 2, 3),
    ("贺知微", "陈默"),
    date(2027, 5, 10),
    notice_days=5,
)
SCHEME = inspection.Scheme(
    replace(PAPER, number="澜政督方〔2026〕11号"),
    ("2026年11月", "重点任务"),
    "《2026年度市政府督查计划》",
    ("11月到期节点完成情况", "上月严重滞后任务整改情况"),
    ("市政府各部门", "各县区人民政府"),
    "《政府工作报告》重点任务72项",
    ("案头核查", "现场核查"),
    (
        inspection.Stage("收集报送", date(2026, 11, 25), date(2026, 11, 30)),
        inspection.Stage("核查", date(2026, 12, 1), date(2026, 12, 3)),
        inspection.Stage("提交通报", date(2026, 12, 4), date(2026, 12, 4)),
    ),
    "郑直",
    ("贺知微", "陈默"),
    6,
    ("陈默",),
)
CONCLUSION = inspection.Conclusion(
    PAPER,
    "11月重点任务督查",
    "市卫生健康委",
    date(2026, 12, 1),
    date(2026, 12, 3),
    (
        inspection.Result(
            HOSPITAL,
            "设备安装完成90%",
            "CT、核磁共振设备尚未到货",
            "与报送不符",
            "现场查看",
            date(2026, 12, 1),
            ("现场照片3张", "到货单"),
        ),
    ),
    ("更正11月报送数据，说明原因",),
)
CHECK_SHEET = sheets.CheckSheet(
    OFFICE,
    date(2026, 11, 30),
    "核2026-118",
    "11月督查",
    HOSPITAL,
    "市卫生健康委",
    "临川区新华路8号",
    ("贺知微", "陈默"),
    (sheets.Claim("医疗设备安装", "11月25日报送完成90%", "到货单、安装记录"), sheets.Claim("室外管网", "已完成")),
    foot=FOOT,
)
REVIEW = review.ReviewDecision(
    PAPER,
    HOSPITAL,
    "市卫生健康委",
    "《关于2026年重点任务进展滞后情况的通报》（澜政督通〔2026〕5号）",
    date(2026, 12, 20),
    "设备供货延误系不可抗力",
    ("供货合同约定10月10日到货", "厂方因火灾停产的证明属实"),
    review.Outcome.PARTLY_UPHELD,
    "延误原因在单位之外，但单位未及时申请延期",
    ("市司法局王法", "市审计局李明"),
    "整改期限延至2027年1月29日",
    ("贺知微",),
)
MINUTES = minutes.Minutes(
    replace(HEAD, mark="澜州市人民政府会议纪要", number="〔2026〕18号", addressees=""),
    date(2026, 12, 7),
    "市政府第二会议室",
    "副市长林晓岚",
    (
        minutes.Item(
            SEWAGE,
            "厂区主体已完成，进场道路用地未批",
            (
                minutes.Settled("12月20日前报批进场道路用地", "市自然资源局", date(2026, 12, 20), ("临川区政府",)),
                minutes.Settled(
                    "落实配套资金1200万元",
                    "市财政局",
                    date(2026, 12, 31),
                    recorded=Recorded("当面", "赵会计", date(2026, 12, 7)),
                ),
            ),
        ),
        minutes.Item(ROAD, "路基工程已完成", (minutes.Settled("协调施工许可", "市交通运输局", date(2026, 12, 25)),)),
    ),
    ("副秘书长何平", "市自然资源局钱局长", "市财政局孙局长"),
    ("市商务局李局长",),
    ("市政府督查室贺知微",),
    open_before=2,
    confirmed=5,
)
LEADER_BRIEF = leader.LeaderBrief(
    "副市长林晓岚",
    OFFICE,
    date(2026, 12, 4),
    date(2026, 12, 2),
    "卫生健康、教育、体育",
    Lights(Count(1), Count(12), Count(2), Count(1)),
    (
        leader.Decision(
            HOSPITAL,
            "是否同意开诊延至2027年1月",
            "设备延迟到货，单位11月20日申请延期",
            ("同意", "不同意", "再报"),
            "同意，限1月15日",
        ),
        leader.Decision(SEWAGE, "进场道路用地由谁协调", "用地指标缺口12亩", ("市自然资源局", "临川区政府")),
    ),
    (leader.Late(HOSPITAL, "市卫生健康委", "严重滞后", "设备安装超期31个工作日", date(2026, 12, 18)),),
    ("第12项12月8日报送实施方案", "第51项12月18日整改到期"),
    FOOT,
)
CALL_SHEET = sheets.CallSheet(
    OFFICE,
    date(2026, 12, 4),
    "贺知微",
    (
        sheets.Call("市教育局", "吴老师", "8230011", Subject("12", WORDS[0]), "报送11月进展", date(2026, 11, 25), 3, 1),
        sheets.Call("市卫生健康委", "郝医生", "", HOSPITAL, "报送整改方案", date(2026, 12, 4), 0),
    ),
)
UNIT_LEDGER = ledgers.UnitLedger(
    "市卫生健康委",
    ON,
    "2026年《政府工作报告》重点任务",
    (
        ledgers.Duty(
            "51",
            HOSPITAL.title,
            "牵头",
            "",
            "副主任许安",
            date(2026, 12, 31),
            Light.RED,
            "设备安装完成60%",
            date(2026, 11, 25),
            Recorded("电话", "许安", date(2026, 11, 25)),
            ref="t51",
        ),
        ledgers.Duty("12", WORDS[0], "配合", "学校卫生室设置", "", None, Light.GREEN),
    ),
    head="主任高远",
    liaison="郝医生",
    foot=FOOT,
)
LEDGER = ledgers.Ledger(
    "2026年《政府工作报告》重点任务台账",
    OFFICE,
    ON,
    LIGHTS,
    (
        ledgers.Group(
            "第一组",
            "常务副市长周行健",
            tuple(
                ledgers.Entry(
                    str(number),
                    WORDS[number % 5],
                    (UNITS[number % 7],),
                    (UNITS[(number + 1) % 7],),
                    date(2026, 12, 31),
                    Light.GREEN,
                    "80%",
                    "主体工程完成",
                    date(2026, 11, 25),
                    changed="原为11月30日，依据云政办〔2026〕40号调整" if number == 2 else "",
                )
                for number in range(1, 31)
            ),
        ),
        ledgers.Group(
            "第二组",
            "",
            (ledgers.Entry("31", WORDS[1], ("市卫生健康委",), (), None, Light.RED, "", "", problem="设备未到货"),),
        ),
    ),
    FOOT,
)
YEAR_REPORT = year_report.YearReport(
    replace(HEAD, number="第10期", on=date(2027, 1, 29), addressees="市政府"),
    SUBJECT,
    2026,
    Count(81, "c"),
    Count(72, "t"),
    tuple(
        (ending, Count(value, ending.value)) for ending, value in zip(year_report.Ending, (60, 6, 3, 2, 1), strict=True)
    ),
    (
        year_report.Section(
            "第一组",
            "常务副市长周行健",
            ((year_report.Ending.DONE, Count(11)), (year_report.Ending.NOT_DONE, Count(1))),
        ),
    ),
    year_report.Round(*(Count(value) for value in (9, 9, 4, 61, 5, 2, 1, 1, 1))),
    Count(31),
    Count(24),
    Count(6),
    Count(4),
    (Count(2), Count(1), Count(5)),
    ended=(
        year_report.Ended(
            HOSPITAL,
            ("市卫生健康委",),
            year_report.Ending.CARRIED_OVER,
            "主体完工，设备未齐",
            "设备延迟到货",
            "列入2027年计划",
            "e51",
        ),
        year_report.Ended(Subject("12", WORDS[0]), ("市教育局", "市财政局"), year_report.Ending.DONE, "新增学位6200个"),
    ),
)

DOCUMENTS: dict[str, Document] = {
    "bulletin": bulletin(BULLETIN),
    "bulletin_in_full": bulletin(replace(BULLETIN, circular="")),
    "circular": circular.circular(CIRCULAR),
    "supervision_slip": slips.supervision_slip(SUPERVISION_SLIP),
    "urging_slip": slips.urging_slip(URGING_SLIP),
    "rectification_notice": slips.rectification_notice(RECTIFICATION),
    "partner_letter": letters.partner_letter(LETTER),
    "listing": listing.listing(LISTING),
    "delisting": listing.delisting(DELISTING),
    "scheme": inspection.scheme(SCHEME),
    "conclusion": inspection.conclusion(CONCLUSION),
    "check_sheet": sheets.check_sheet(CHECK_SHEET),
    "review_decision": review.review_decision(REVIEW),
    "minutes": minutes.minutes(MINUTES),
    "leader_brief": leader.leader_brief(LEADER_BRIEF),
    "call_sheet": sheets.call_sheet(CALL_SHEET),
    "unit_ledger": ledgers.unit_ledger(UNIT_LEDGER),
    "ledger": ledgers.ledger(LEDGER),
    "year_report": year_report.year_report(YEAR_REPORT),
}
