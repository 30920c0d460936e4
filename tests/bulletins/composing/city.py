"""The fictional city of these tests: its letterhead, its subjects, its units, its plan in lines."""

from dataclasses import replace
from datetime import date

from duban.bulletins.composing.documents import bulletin_facts
from duban.bulletins.composing.documents.facts import (
    Count,
    Finding,
    Letterhead,
    Light,
    Lights,
    Partner,
    Reason,
    Recorded,
    Subject,
)
from duban.bulletins.composing.tree import Foot

OFFICE = "澜州市人民政府督查室"
FOOT = Foot("日志链首 3f9c 71ae 08d2 5b16", "快照 2026-12-02　规则 6")
ON = date(2026, 12, 9)
SUBJECT = ("2026年", "《政府工作报告》", "重点任务")

HEAD = Letterhead(
    mark="澜州政务督查",
    number="第9期",
    organ=OFFICE,
    on=ON,
    addressees="各县区人民政府，澜州经开区管委会，市政府各部门",
    copies=("报：市长、副市长，市政府秘书长。", "送：市委办公室，市人大常委会办公室，市政协办公室。"),
    foot=FOOT,
)
PAPER = replace(HEAD, mark=f"{OFFICE}文件", number="澜政督通〔2026〕5号")
SLIP = replace(
    HEAD,
    mark=OFFICE,
    number="澜政督单〔2026〕31号",
    addressees="市卫生健康委",
    copies=("抄送：分管副市长，市财政局。",),
    contact="市政府督查室贺知微，电话0471-1234567",
)

HOSPITAL = Subject("51", "市中心医院东院区开诊", "2026年《政府工作报告》")
CENTRE = Subject("20", "数据中心二期", "2026年《政府工作报告》")
SEWAGE = Subject("37", "城北污水处理厂二期建成通水", "2026年《政府工作报告》", is_strive=True)
ROAD = Subject("41", "澜州大道南延工程", "2026年《政府工作报告》")

HOSPITAL_LATE = Finding(
    HOSPITAL,
    "市卫生健康委",
    ("医疗设备安装应于10月20日完成，截至12月2日超期31个工作日，连续2个月未报进展", "12月1日现场核查与报送不符"),
    "完成设备安装验收，书面报告整改情况",
    date(2026, 12, 18),
    steps=("已发催办单2次", "发督办通知单1次"),
    ref="finding:51",
)
CENTRE_LATE = Finding(
    CENTRE,
    "澜州经开区管委会",
    ("主体封顶应于10月15日完成，偏差−17.5个百分点",),
    "主体封顶，每周报一次形象进度",
    date(2026, 12, 15),
    Reason(
        "桩基施工单位更换，复工手续办理迟缓。",
        "单位说明，11月25日，管委会主任签",
        Recorded("电话", "李四", date(2026, 11, 25)),
    ),
    ref="finding:20",
)
PARTNER = Partner(ROAD, "跨铁路桥的施工许可尚在办理", "已发函商请，列入12月7日市政府调度会议程")

UNITS = ("市发展改革委", "市财政局", "市教育局", "市卫生健康委", "市交通运输局", "市住房城乡建设局", "澜州经开区管委会")
WORDS = (
    "新建、改扩建中小学8所，新增学位6000个",
    "市中心医院东院区开诊",
    "完成老旧小区改造42个、惠及居民1.2万户",
    "城北污水处理厂二期建成通水，日处理能力提高到15万吨",
    "澜州大道南延工程全线贯通",
)


def lines(count: int) -> tuple[bulletin_facts.Line, ...]:
    """All items of a plan."""
    shades = (Light.GREEN, Light.GREEN, Light.GREEN, Light.YELLOW, Light.BLUE, Light.RED, Light.GREY)
    return tuple(
        bulletin_facts.Line(
            str(number),
            WORDS[number % len(WORDS)],
            (UNITS[number % 7],),
            shades[number % 7],
            f"{(number * 7) % 101}%",
            "已完成主体工程，正在进行设备安装和室外配套施工" if number % 3 else "本月无新进展",
            (UNITS[(number + 2) % 7], UNITS[(number + 3) % 7]),
            shades[number % 7] if number % 9 == 0 else None,
            "按时（代录）" if number % 11 == 0 else "按时",
            ref=f"task:{number}",
        )
        for number in range(1, count + 1)
    )


LIGHTS = Lights(
    *(Count(value, f"lights:{name}") for value, name in ((6, "b"), (47, "g"), (12, "y"), (4, "r"), (3, "n")))
)
