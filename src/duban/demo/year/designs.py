"""Work plans that their units wrote by hand, by the number of the task."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WrittenItem:
    """An item that a unit wrote by hand; `waits_for` names a milestone of an earlier item."""

    title: str
    measure: str
    product: str
    milestones: tuple[tuple[str, date], ...]
    is_linear: bool = False
    waits_for: tuple[int, int] | None = None


WRITTEN = {
    "20": (
        WrittenItem(
            "管理体制改革",
            "社会事务清单逐项移交，人员、资产、经费随事走",
            "移交协议",
            (("移交清单经市委编办审定", date(2026, 4, 17)), ("社会事务管理职能移交完毕", date(2026, 5, 29))),
        ),
        WrittenItem(
            "运营公司组建",
            "先定章程和负面清单，再公开选聘管理团队",
            "公司章程",
            (("运营公司注册", date(2026, 5, 15)), ("“管委会+公司”架构运行", date(2026, 6, 30))),
            waits_for=(0, 0),
        ),
    ),
    "25": (
        WrittenItem(
            "澜江三桥",
            "主墩、钢箱梁、斜拉索三个作业面平行施工，每周一调度",
            "主桥合龙",
            (
                ("主塔封顶", date(2026, 5, 20)),
                ("钢箱梁吊装过半", date(2026, 8, 31)),
                ("主桥合龙", date(2026, 12, 25)),
            ),
            is_linear=True,
        ),
        WrittenItem(
            "环城南路东段",
            "管线迁改与路基同步推进",
            "交工验收报告",
            (("管线迁改完成", date(2026, 4, 24)), ("通车", date(2026, 6, 30))),
        ),
        WrittenItem(
            "老旧管网更新改造",
            "按片区打捆招标，避开汛期开挖主干道",
            "竣工资料",
            (
                ("完成60公里", date(2026, 5, 29)),
                ("完成140公里", date(2026, 9, 25)),
                ("完成210公里", date(2026, 12, 18)),
            ),
            is_linear=True,
            waits_for=(1, 0),
        ),
    ),
    "52": (
        WrittenItem(
            "江北院区建设",
            "主体结构分四个流水段，关键线路增加一班",
            "主体结构验收单",
            (
                ("地下室结构完成", date(2026, 4, 30)),
                ("主体结构到八层", date(2026, 8, 14)),
                ("主体封顶", date(2026, 12, 20)),
            ),
            is_linear=True,
        ),
        WrittenItem(
            "县域医共体",
            "药品目录、人员调配、信息系统三统一",
            "评估报告",
            (("五个县级方案批复", date(2026, 5, 8)), ("信息系统贯通", date(2026, 10, 16))),
        ),
    ),
    "6": (
        WrittenItem(
            "市级专项规划",
            "逐个排出征求意见、专家论证、印发的日期",
            "印发文件",
            (
                ("18个规划初稿齐备", date(2026, 4, 20)),
                ("完成专家论证", date(2026, 5, 22)),
                ("18个规划全部印发", date(2026, 6, 30)),
            ),
            is_linear=True,
        ),
    ),
}
