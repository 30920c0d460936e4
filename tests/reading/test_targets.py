"""Figures that are targets, and figures that are none."""

import pytest

from notation import codes, read, task

TARGETS = [  # words of the item, comparator value measure of each target
    ("融资担保规模20亿元。", "=20亿元"),  # a bare figure
    ("登记失业率控制在4.5%以内。", "<=4.5%"),
    ("举办活动50场次以上，提供岗位3万个以上。", ">=50场次 >=3万个"),
    ("合格率不低于98.5%，事故起数不超过2次。", ">=98.5% <=2次"),
    ("经济增长5.5%左右，惠及约2.2万人次。", "~5.5% ~2.2万人次"),
    ("收入增长5%至6%，引进企业3至5家。", ">=5% <=6% >=3家 <=5家"),  # a range gives two
    ("产值分别突破10亿元、25亿元。", ">=10亿元 >=25亿元"),  # the word before serves both
    ("标准分别提高5%和8%。", "=5% =8%"),  # joined by a word
    ("处理率和利用率分别达到94%50%以上。", "=94% >=50%"),  # the mark between is lost
    ("开工5亿元以上技改项目26个。", "=26个"),  # which ones, and how many
    ("完成13个村的通组路硬化62公里。", "=62公里"),
    ("改造小区58个、惠及居民1.6万户。", "=58个 =1.6万户"),
    ("产能由8万吨提升到15万吨。", "=15万吨"),  # from where is no target
    ("新增99个建制村通沥青（水泥）路。", "=99个"),
    ("利用系数达到0.64。", "=0.64"),  # a coefficient has no measure
    ("带动33万农牧户。", "=33万"),
    ("培训1.2万人、治理120平方公里。", "=1.2万人 =120平方公里"),
    ("覆盖率９０％以上。", ">=90%"),  # full width
    ("建设牧场五个，新增天桥两座，演出一百场。", "=5个 =2座 =100场"),  # Chinese numerals
    ("过夜游客占比达到四成，覆盖率百分之百。", "=40% =100%"),
    ("收入翻一番。", "=2倍"),
    ("每个县办好一所高中。", "=1所"),
    ("实现审批“最多跑一次”。", "<=1次"),  # the comparing word stands within the marks
    ("办理时间控制在10个工作日内。", "<=10个工作日"),
    ("去化周期控制在20个月以内。", "<=20个月"),
    ("综合评价排名前移5位，提前50分钟以上。", "=5位 >=50分钟"),
]
NONE = [
    "编制第12届规划，完成第3次普查。",
    "全面推进“十五分钟医保圈”和“百村千场”活动。",  # names
    "完成“十个全覆盖”10项工程收尾。",
    "完成十个全覆盖”10项工程收尾。",  # a quotation mark lost
    "推进石门水库（总库容1.2亿立方米）前期工作。",  # in brackets
    "推进甲公司60万吨煅后焦、乙公司1万吨氨基酸等项目投产。",  # capacities
    "建设500千伏输变电工程。",
    "加强亿元以上项目调度，做强5亿元以上企业。",
    "关停河岸5公里范围内码头。",
    "按投入额的30%给予补助，单户最高200万元。",
    "为65周岁以上老人服务，改造S233线，推广5G应用。",
    "继续实施四个千万亩工程，建立七个一机制，促进一二三产业融合。",
    "开展3个月集中整治。",
    "2020年以来的问题分3年解决。",
    "执行《三号规定第5条10项》。",
]


@pytest.mark.parametrize(("words", "expected"), TARGETS)
def test_targets(words: str, expected: str) -> None:
    found = task(words).targets
    assert " ".join(f"{target.comparator}{target.value}{target.unit}" for target in found) == expected


@pytest.mark.parametrize("words", NONE)
def test_a_figure_that_describes_or_names_is_no_target(words: str) -> None:
    assert task(words).targets == ()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("合格率不低于98%。", "不低于98%"),  # the adverb belongs to the figure
        ("失业率控制在5%以内。", "5%以内"),  # the verb does not
        ("惠及2.78万建档立卡贫困人口。", "2.78万建档立卡贫困人口"),  # the noun shows what 万 counts
    ],
)
def test_text_of_a_target(words: str, text: str) -> None:
    assert [target.text for target in task(words).targets] == [text]


def test_a_fraction_in_words_has_no_value() -> None:
    target = task("占比达到百分之三点五。").targets[0]
    assert (target.text, target.value, target.comparator, target.unit) == ("百分之三点五", None, None, "%")


def test_a_lost_measure_is_found() -> None:
    reading = read("1.审批最多30办结。（牵头单位：市财政局）")
    assert "unit_missing" in codes(reading)
