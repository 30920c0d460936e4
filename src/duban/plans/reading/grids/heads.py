"""What the head of a column says that its cells are: 序号, 重点任务, 牵头单位, 完成时限, or none of ours: 备注, 投资.

The roles of units, leaders and times are those of labels in running text (`labels.role_of`); here stands what only
tables have.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from duban.plans.reading.labels import role_of

ColumnRole = Literal["number", "group", "words", "leader", "lead", "cooperating", "responsible", "due", "none"]
# What a person says of columns: by their head, as `bare` writes it, or by their number, from 1.
Columns = Mapping[str, ColumnRole]

UNIT_COLUMNS = ("lead", "cooperating", "responsible")
_LONGEST = 24
_NUMBERS = ("序号", "编号", "项次", "序", "号", "项号", "No", "NO", "条目", "序列号", "序列")
_GROUPS = (
    *(
        "类别",
        "类型",
        "分类",
        "领域",
        "板块",
        "方面",
        "大类",
        "小类",
        "章节",
        "篇章",
        "专项",
        "归类",
        "一级指标",
        "任务组",
    ),
    *("行业", "目录", "部分", "专题", "条线", "战线", "任务类"),
)
# Columns that are none of ours. Not 进度安排, which says by when.
_FOREIGN = (
    *("电话", "手机", "联系人", "联系方式", "联络员", "联络人", "邮箱", "传真", "姓名", "职务", "职称", "备注", "说明"),
    *("进展", "情况", "现状", "状态", "投资", "资金", "经费", "预算", "造价", "金额", "来源", "依据", "出处", "文号"),
    *("分值", "权重", "得分", "评分", "分数", "是否", "签字", "签名", "地点", "地址", "所在地", "性质", "困难", "基数"),
    *("计量单位", "页码", "链接", "形式", "索引", "附件", "完成率", "上报", "报送"),
)
_WATCHING = ("督导单位", "督办单位", "督查单位", "考核单位", "验收单位", "监督单位")
_LEVELS = ("国家", "省", "市", "区", "县", "州", "旗", "盟", "镇", "级", "直")
_FOREIGN_WHOLE = ("单位", "部门", "来文", "原因", "方式", "时间", "日期", "职责", "分工", "人员", "规模")
_UNITS = ("单位", "部门", "业主", "法人", "主体", "处室", "科室", "股室")
_WORDS = (
    *("任务", "举措", "措施", "内容", "目标", "事项", "要求", "工作", "项目", "要点", "指标", "实事", "安排", "成果"),
    *("成效", "标准", "清单", "问题", "建议", "重点", "抓手", "改革", "提案", "议案", "名称"),
)
_TIMES = ("时间", "时限", "期限", "节点", "日期", "完成期", "进度安排", "进度计划", "序时进度", "时序", "工期")
_BEGINNINGS = ("开工", "启动", "开始", "发文", "印发", "成文", "填报", "立项", "报送")
# Roles that are said by themselves below a head over several columns: 责任单位 | 牵头, 配合.
_SHORT: dict[str, ColumnRole] = {
    "承办": "responsible",
    "责任": "responsible",
    "落实": "responsible",
    "实施": "responsible",
    "参加": "cooperating",
    "协同": "cooperating",
    "协助": "cooperating",
    "主责": "lead",
    "总牵头": "lead",
}
# 责任单位及责任人, 责任单位及部门
_BESIDE_UNITS = ("人", "领导", "联络员", "部门", "科室", "处室", "职责", "分工", "电话")
_LEADER = "领导"
_JOINTS = ("及其", "以及", "及", "和", "与", "、", "/", "（", "(")


def bare(words: str) -> str:
    """Return a head without blanks and without what stands in brackets behind it.

    >>> bare("分 管 县领导"), bare("年度投资\\n（万元）"), bare("牵头（责任）单位"), bare("（序号）")
    ('分管县领导', '年度投资', '牵头单位', '序号')
    """
    letters = bare_words(words[: 4 * _LONGEST])
    outside, depth = [], 0
    for letter in letters:
        depth += letter in "([〔【"
        if not depth:
            outside.append(letter)
        depth -= letter in ")]〕】" and depth > 0
    kept = "".join(outside).strip(":*★")
    return kept or letters.strip("()[]〔〕【】:*★")


def bare_words(words: str) -> str:
    """Return words without blanks and in usual characters, as heads are known by."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def column_of(words: str, columns: Columns | None = None) -> ColumnRole | Literal[""]:
    """Return what a head says of its column; empty where it says nothing known.

    >>> column_of("项次"), column_of("主要举措"), column_of("市级牵头领导"), column_of("责任单位"), column_of("备注")
    ('number', 'words', 'leader', 'responsible', 'none')
    >>> column_of("责任单位及责任人"), column_of("时间节点"), column_of("重点领域"), column_of("任务来源")
    ('responsible', 'due', 'group', 'none')
    """
    if columns and bare(words) in columns:
        return columns[bare(words)]
    return _said_by(words) if len(words) <= 4 * _LONGEST else ""


@lru_cache(maxsize=4_000)
def _said_by(words: str) -> ColumnRole | Literal[""]:
    """Return what a head says by itself."""
    head = bare(words)
    if not head or len(head) > _LONGEST or "。" in head:
        return ""
    if head.rstrip(".") in _NUMBERS or head.endswith(("序号", "编号")):
        return "number"
    if head in _FOREIGN_WHOLE or (
        any(word in head for word in _FOREIGN) and not head.endswith(("任务", "措施", "举措"))
    ):
        return "none"
    return "none" if is_period(head) else _SHORT.get(head) or _role(head) or _kind(head)


def is_period(head: str) -> bool:
    """Say whether a head is that of a column of progress: 一季度, 第二季度目标, 1-3月, 上半年."""
    words = head.removeprefix("第").lstrip("0123456789一二三四十-—至到")
    return (words != head and words.startswith(("季度", "月"))) or head.startswith(("上半年", "下半年"))


def _role(head: str) -> ColumnRole | Literal[""]:
    """Return the role of units, leaders or times that a head says; 责任单位及责任人 speaks of units first."""
    if head.endswith(_TIMES):
        return "none" if any(word in head for word in _BEGINNINGS) else "due"
    if head.endswith(_WATCHING):
        return "none"
    for joint in _JOINTS:
        before, _, after = head.partition(joint)
        if before.endswith(_UNITS) and after.endswith(_BESIDE_UNITS):
            return role_of(before) or ""
        if before.endswith(_LEADER) and after.endswith(_UNITS):  # 牵头领导及单位
            return role_of(after) or role_of(before.removesuffix(_LEADER) + after) or ""
    role = role_of(head)
    while not role and head.startswith(_LEVELS):
        head = head[1:]
        role = role_of(head)
    return role or ("leader" if head.endswith("领导") else "")


def _kind(head: str) -> ColumnRole | Literal[""]:
    """Return whether a column groups rows or holds the words of items."""
    if head.endswith(_UNITS):
        return "responsible" if "业主" in head or head.endswith("法人") else ""
    if head.endswith(_GROUPS):
        return "group"
    return "words" if any(word in head for word in _WORDS) else ""
