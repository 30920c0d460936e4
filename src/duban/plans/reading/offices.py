"""What offices are called: short forms and full names, names that share one ending, and names that reforms ended.

Names stand without their level (市, 县). Sources: 国务院机构改革方案 (2018, 2023) and the local reforms after them,
finished by March 2019 and by the end of 2024; 乡村振兴局 took the place of 扶贫办 in 2021.
"""

from datetime import date
from typing import NamedTuple

# short form: full names that it stands for; where there are two, which one only the place knows
_SHORT: dict[str, tuple[str, ...]] = {
    "发改委": ("发展和改革委员会",),
    "发改局": ("发展和改革局",),
    "工信局": ("工业和信息化局",),
    "工信委": ("工业和信息化委员会",),
    "工信厅": ("工业和信息化厅",),
    "工信部": ("工业和信息化部",),
    "经信局": ("经济和信息化局",),
    "经信委": ("经济和信息化委员会",),
    "科技局": ("科学技术局",),
    "科技厅": ("科学技术厅",),
    "人社局": ("人力资源和社会保障局",),
    "人社厅": ("人力资源和社会保障厅",),
    "住建局": ("住房和城乡建设局",),
    "住建委": ("住房和城乡建设委员会",),
    "住建厅": ("住房和城乡建设厅",),
    "卫健委": ("卫生健康委员会",),
    "卫健局": ("卫生健康局",),
    "卫计委": ("卫生和计划生育委员会",),
    "自规局": ("自然资源和规划局",),
    "资规局": ("自然资源和规划局",),
    "国土局": ("国土资源局",),
    "环保局": ("环境保护局",),
    "交通局": ("交通运输局",),
    "应急局": ("应急管理局",),
    "安监局": ("安全生产监督管理局",),
    "医保局": ("医疗保障局",),
    "退役军人局": ("退役军人事务局",),
    "机关事务局": ("机关事务管理局",),
    "市场监管局": ("市场监督管理局",),
    "文旅局": ("文化和旅游局",),
    "文旅厅": ("文化和旅游厅",),
    "文广旅局": ("文化广电和旅游局",),
    "文广新局": ("文化广电新闻出版局",),
    "文旅委": ("文化和旅游委员会",),
    "广电局": ("广播电视局",),
    "林草局": ("林业和草原局",),
    "国资委": ("国有资产监督管理委员会",),
    "民委": ("民族事务委员会",),
    "民宗局": ("民族宗教事务局",),
    "民宗委": ("民族宗教事务委员会",),
    "粮储局": ("粮食和物资储备局",),
    "投促局": ("投资促进局",),
    "扶贫办": ("扶贫开发办公室",),
    "人防办": ("人民防空办公室",),
    "国动办": ("国防动员办公室",),
    "编办": ("机构编制委员会办公室",),
    "政法委": ("政法委员会",),
    "政府办": ("人民政府办公室", "政府办公室"),
    "工商局": ("工商行政管理局",),
    "质监局": ("质量技术监督局",),
    "药监局": ("药品监督管理局",),
    "食药监局": ("食品药品监督管理局",),
    "法制办": ("法制办公室",),
    "城管局": ("城市管理局", "城市管理综合执法局", "城市管理和综合执法局"),
    "城管委": ("城市管理委员会",),
    "行政审批局": ("行政审批服务局", "行政审批局"),
    "金融局": ("金融工作局", "地方金融监督管理局"),
    "金融办": ("金融工作办公室", "委员会金融委员会办公室"),
    "金融监管局": ("地方金融监督管理局", "金融监督管理局"),
    "大数据局": ("大数据管理局", "大数据发展管理局", "大数据发展局"),
    "网信办": ("互联网信息办公室", "网络安全和信息化委员会办公室"),
    "妇联": ("妇女联合会",),
    "残联": ("残疾人联合会",),
    "工商联": ("工商业联合会",),
    "科协": ("科学技术协会",),
    "文联": ("文学艺术界联合会",),
    "供销社": ("供销合作社", "供销合作社联合社"),
    "公积金中心": ("住房公积金管理中心",),
}
_ENDINGS = (("委", "委员会"), ("办", "办公室"))
_JOINTS = str.maketrans("", "", "和与及、 ")

# Matters whose office ends in 局 at every place that has one, so that 教育、科技、财政局 names three.
# Not 发改, 卫健, 国资, 住建.
_BUREAUS = frozenset(
    (
        *("教育", "科技", "公安", "民政", "司法", "财政", "人社", "自然资源", "生态环境", "交通", "交通运输", "水利"),
        *("水务", "农业农村", "农业", "林业", "商务", "文旅", "体育", "应急", "应急管理", "审计", "统计", "市场监管"),
        *("医保", "退役军人", "信访", "税务", "气象", "工信", "经信", "城管", "国土", "环保", "工商", "质监", "安监"),
        *("文化", "旅游", "规划", "粮食", "档案"),
    )
)
_UNSURE = frozenset(("发改", "卫健", "卫生健康", "国资", "民宗", "住建", "金融", "扶贫", "人防", "编制", "外事"))

_MARCH_2019 = date(2019, 4, 1)  # the first day after the local reform of 2018
_END_2024 = date(2025, 1, 1)  # and of 2023


class Change(NamedTuple):
    """A name that a reform ended: its successors (more than one: which, only the place knows) and the year."""

    successors: tuple[str, ...]
    year: int
    ended: date


_FORMER: dict[str, Change] = {
    "国土资源局": Change(("自然资源局", "自然资源和规划局"), 2018, _MARCH_2019),
    "环境保护局": Change(("生态环境局",), 2018, _MARCH_2019),
    "农业局": Change(("农业农村局",), 2018, _MARCH_2019),
    "农业委员会": Change(("农业农村局", "农业农村委员会"), 2018, _MARCH_2019),
    "文化广电新闻出版局": Change(("文化和旅游局", "文化广电和旅游局"), 2018, _MARCH_2019),
    "旅游局": Change(("文化和旅游局", "文化广电和旅游局"), 2018, _MARCH_2019),
    "旅游发展委员会": Change(("文化和旅游局", "文化广电和旅游局"), 2018, _MARCH_2019),
    "卫生和计划生育委员会": Change(("卫生健康委员会",), 2018, _MARCH_2019),
    "安全生产监督管理局": Change(("应急管理局",), 2018, _MARCH_2019),
    "工商行政管理局": Change(("市场监督管理局",), 2018, _MARCH_2019),
    "质量技术监督局": Change(("市场监督管理局",), 2018, _MARCH_2019),
    "食品药品监督管理局": Change(("市场监督管理局",), 2018, _MARCH_2019),
    "物价局": Change(("发展和改革委员会",), 2018, _MARCH_2019),
    "国家税务局": Change(("税务局",), 2018, _MARCH_2019),
    "地方税务局": Change(("税务局",), 2018, _MARCH_2019),
    "国税局": Change(("税务局",), 2018, _MARCH_2019),
    "地税局": Change(("税务局",), 2018, _MARCH_2019),
    "法制办公室": Change(("司法局",), 2018, _MARCH_2019),
    "银监局": Change(("国家金融监督管理总局派出机构",), 2018, _MARCH_2019),
    "银监分局": Change(("国家金融监督管理总局监管分局",), 2018, _MARCH_2019),
    "扶贫开发办公室": Change(("乡村振兴局", "农业农村局"), 2021, date(2021, 7, 1)),
    "乡村振兴局": Change(("农业农村局",), 2023, _END_2024),
    "银保监局": Change(("国家金融监督管理总局监管局",), 2023, _END_2024),
    "银保监分局": Change(("国家金融监督管理总局监管分局",), 2023, _END_2024),
    "地方金融监督管理局": Change(("地方金融管理局", "党委金融委员会办公室"), 2023, _END_2024),
    "人民防空办公室": Change(("国防动员办公室",), 2023, _END_2024),
}


def full_names(own: str) -> tuple[str, ...]:
    """Return the full names that a name without its level may stand for; itself where it is none of the short forms.

    >>> full_names("发改委"), full_names("发展改革委"), full_names("财政局")
    (('发展和改革委员会',), ('发展改革委员会',), ('财政局',))
    """
    if own in _SHORT:
        return _SHORT[own]
    for short, full in _ENDINGS:
        if own.endswith(short):
            return (own.removesuffix(short) + full,)
    return (own,)


def forms(own: str) -> frozenset[str]:
    """Return what is compared when two names may be one: the full names without the words that join their parts.

    >>> forms("人社局") == forms("人力资源社会保障局") == forms("人力资源和社会保障局")
    True
    >>> forms("城管局") & forms("城市管理综合执法局") != frozenset(), forms("工信局") & forms("经信局") != frozenset()
    (True, False)
    """
    return frozenset(full.translate(_JOINTS) for full in full_names(own))


def shared_name(matter: str, ending: str) -> str | None:
    """Return the office of a matter whose ending stands behind a later one: 教育、科技、财政局.

    Nothing where it is no known matter; an empty text where which office it is cannot be said (发改、财政局: 委 or 局).

    >>> shared_name("教育", "局"), shared_name("发改", "局"), shared_name("发改", "委"), shared_name("甲乙", "局")
    ('教育局', '', '', None)
    """
    if matter in _BUREAUS and ending in ("局", "厅"):
        return matter + ending
    return "" if matter in _UNSURE or matter in _BUREAUS else None


def change_of(own: str, on: date) -> Change | None:
    """Return the reform that ended a name before a day, for a name without its level."""
    for full in full_names(own):
        change = _FORMER.get(full)
        if change is not None and on >= change.ended:
            return change
    return None
