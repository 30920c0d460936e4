"""The shapes that reading looks for, built from small named pieces.

Above each stands what it matches, a real example, and the false friend it avoids. None nests one repetition in
another over the same characters, so all take linear time.
"""

import re
from functools import cache

BLANK = r"[^\S\n]{0,8}"  # bounded, so that two of them in a row stay linear
# A letter, which here is a Chinese character. Ranges and larger sets of Chinese characters are avoided where code can
# check instead: each takes as long to compile as ten other patterns, and that is half of the time reading has to start.
HAN = r"[^\W\d_]"
ORDINAL = HAN + "{1,4}"  # 一, 十二; whether it is a number says numerals.whole
LEVELS = "省市县区旗州盟"
OPENERS = "(（〔【[［〖"
CLOSERS = ")）〕】]］〗"

# The label that opens a line: 附件1, 一、, （一）, 12., 12﹒, （3）; others stand in rare_labels.py.
# Not 2019-03-18, not 2024.
OPENING = re.compile(
    rf"(?:(?P<item>\d{{1,3}})|(?P<major>{ORDINAL})){BLANK}[、.．﹒]{BLANK}"
    rf"|[(（]{BLANK}(?:(?P<sub>\d{{1,3}})|(?P<minor>{ORDINAL})){BLANK}[)）]{BLANK}(?:[、.．]{BLANK})?"
    rf"|(?P<annex>附{BLANK}件{BLANK}(?:\d{{1,2}}|{ORDINAL})?)(?={BLANK}(?:$|[:：](?!{BLANK}\d)))[:：]?"
)

# A role said after the units: 区数据局牵头, …按职责分工负责, …配合, …为牵头单位. It closes the list before it.
# Verbs that are as often words of a task count only at a mark: …组织实施，. Not 推进民营经济….
_STOP = "(?=[、,，;；。.)）〕】\\]\\s]|$)"
VERB = re.compile(
    r"(?P<lead>(?:[总共][同]?|联合|分别|具体|统一)?牵头(?:组织实施|负责|落实|实施|组织|抓总|推进|办理)?"
    rf"|为(?:牵头|主责|主办|主要责任)(?:责任)?(?:单位|部门)|(?:主责|主办){_STOP})"
    r"|(?P<charge>[按依根][照据]?(?:各自|工作|法定)?(?:职责|职能|分工)(?:任务|范围|权限)?(?:分工)?(?:抓好|做好)?(?:分别|共同|各自)?"
    r"(?:负责|落实|组织实施|实施|推进)?"
    r"|(?:分别|共同|具体|各自|直接|全面|抓好)?(?:负责|落实)"
    rf"|(?:具体|共同|分别)?(?:组织实施|实施|推进|承办|办理){_STOP})"
    r"|(?P<cooperating>(?:积极|共同|密切|全力|分别|协同)?(?:配合|协同|参与|协助)(?:落实|实施|推进|做好|负责)?"
    rf"|(?:参加|支持|协办|会办){_STOP}|为(?:配合|协同|参与|协办|责任)(?:责任)?(?:单位|部门))"
)

# 列首位者为牵头单位，下同: the first unit of each undivided list leads. The caller looks for 位 first.
# Not 第一责任人牵头.
FIRST_LEADS = (
    r"[(（]?(?:以|由)?(?:排名|排列|排序|名列|排|列)?(?:在|于)?(?:第一|首)(?:位|个|家|(?=责任单位|责任部门|单位))[的者]?(?:责任)?(?:单位|部门)?"
    r"(?:者|的)?(?:为|是|即为|作为|系)?总?牵头(?:负责)?(?:单位|部门)?(?:或\w{2,6})?(?:[,，]下同)?[)）]?"
    r"|[(（]?(?:排|列)?(?:在)?(?:前列|前面|最前|前)[的者]?(?:责任)?(?:单位|部门)?(?:为|是|系)牵头(?:单位|部门)(?:[,，]下同)?[)）]?"
)

# 无牵头单位的，责任单位即为牵头单位: whoever is responsible leads where nobody else does.
ALL_LEAD = r"(?:无|未明确|没有|未列|未标明)牵头(?:单位|部门)?的?[,，](?:所列|各)?责任(?:单位|部门)(?:即|均)为牵头"

# 各县、市、区政府; 各有关区、县级市; 市、县教育局; 各市（州）、县（市、区）人民政府; 各镇、街道: marks in one name.
# Not 各乡镇、街道办事处, 各旗县市区政府、开发区管委会, which are two.
_PAIRED = r"()（）〔〕\[\]［］【】<>〈〉"
_IN_NAME = rf"[(（〔\[［【<〈][^{_PAIRED}]{{0,60}}[)）〕\]］】>〉]"
_TIER = f"(?:乡镇|街道|镇街|县级市|[{LEVELS}乡镇])(?:{_IN_NAME})?"
TIERS = (
    rf"各(?:有关|相关)?(?:{_TIER}[、,，]){{1,5}}{_TIER}(?=人民政府|政府|党委|党政|等|[、,，;；。)）〕\]］】>〉\s]|$)"
    rf"|(?<![\w)）〕])(?:[{LEVELS}]、){{1,3}}[{LEVELS}](?:{_IN_NAME})?(?=\w)"
)
# One unit of a list: no separator outside brackets; 各县（市、区）人民政府 is one.
_UNIT = rf"[^、,，;；。{_PAIRED}]|{_IN_NAME}|[{_PAIRED}]"
UNIT = re.compile(f"(?:{_UNIT})+")


@cache
def unit_with_tiers() -> re.Pattern[str]:
    """Return the pattern of one unit in a list that holds 县、 or the like, where marks may part no units."""
    return re.compile(f"(?:{TIERS}|{_UNIT})+")


# Two units joined by a word instead of a mark: 区国资办及各镇（街道）, 市财政局和市审计局. Whether both sides are
# units says units.py; not 工业和信息化局, 党委和人民政府.
JOINED = re.compile(r"以及|及其(?!他)|及|和|与|暨|[^\S\n]{1,40}|[/／]")
# 等, 等单位, 等有关部门, 等省直有关部门, 等国务院相关部门, 等12个部门 after the last unit named.
OPEN_END = re.compile(
    rf"等{{1,2}}(?:\d{{1,3}}个?)?(?:国务院|[{LEVELS}]?[级直]?)(?:有关|相关|其他|各)?(?:责任|成员|职能)?(?:部门|单位|方面|机构|企业)?$"
)

# The level before a unit's own name: 市|财政局. Not 市场监督管理局, 市政工程处, 市民中心, 区域经济合作局, 县域经济办.
PREFIX = re.compile(
    r"团?(?P<level>市(?!场|容|域|民(?:中心|服务|热线)|政(?:工程|管理|园林|公用|设施|建设|养护))"
    r"|区(?!域|划|块)|县(?!域)|省(?!际)|[旗州盟])(?=..|委)"
)
# A body that names its own place or system and therefore takes no level from its neighbours: 国网…, 人民银行…, 中储粮….
OWN_SYSTEM = re.compile(
    "国网|国家|中国|全国|中央|中储粮|中石|民航|人民银行|人行|邮政集团|铁塔|电信|移动|联通|武警|军分区|北京|天津|河北|山西|内蒙古|辽宁|吉林|"
    "黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
# The end of a name that is a branch or a body of its own: 资规分局, 某某支行, 某某学院. Not 行政学院, 老年大学.
OWN_BODY = re.compile(
    "(?:分局|支局|支行|分行|分公司|办事处|海关|火车站|机场)$|(?<!行政)(?<!社会主义)学院$|(?<!老年)(?<!开放)大学$"
)
# The name of the place in a government's name: 通辽|市人民政府办公室, 科尔沁|区政府.
PLACE = re.compile(rf"(?P<place>{HAN}{{2,6}}?)(?:[{LEVELS}]|自治[区州县旗])(?:人民)?政府")

# The leader of a section said in its title: 石见川区长主抓…, 竺可亭常务副市长牵头…, 于成同志负责的工作,
# 常务副县长于成牵头….
_POST = "(?:常务)?副?(?:省长|市长|区长|县长|州长|旗长|盟长|主席)"
LEADER_TITLE = re.compile(
    rf"(?:由)?(?:{_POST}(?P<after>(?!热线|办公|助理){HAN}{{2,3}}?)(?:同志)?|(?P<name>{HAN}{{2,4}}?)(?:(?:同志)?{_POST}|同志))"
    r"(?=主抓|牵头|负责|分管|包抓|包保|领衔)"
)
# A leader named with his post: 于成副市长, 副县长于成, 于成同志. Not 市政府常务副市长, 分管副市长.
LEADER_NAMED = re.compile(
    rf"(?P<before>(?!常务|分管|主管|联系|相关|有关|各|[{LEVELS}](?:政府|委)){HAN}{{2,4}}?)(?:同志|{_POST})|{_POST}(?P<after>(?!热线|办公|助理){HAN}{{2,3}}?)(?:同志)?"
)
# 共27条, 共 7 项: the number of items a section says it holds.
DECLARED = re.compile(rf"共{BLANK}(?P<count>\d{{1,4}}|{ORDINAL}){BLANK}[条项件]")

# 通政办发〔2019〕10号. Not a number cited in the middle of a sentence: the caller takes lines and metadata first.
DOC_NUMBER = re.compile(rf"{HAN}{{2,16}}{BLANK}[〔\[(（【]{BLANK}20\d\d{BLANK}[〕\])）】]{BLANK}\d{{1,4}}{BLANK}号")
# Fields of the page around the document: 索 引 号:…, 文件编号:…, 发文日期:….
INDEX_NUMBER = re.compile(rf"索{BLANK}引{BLANK}号{BLANK}[:：]?\s{{0,8}}(?P<value>[0-9A-Za-z][\w/\-.—〔〕\[\]]*)")
META_DATE = re.compile(
    rf"(?:发文|成文|印发|生成){BLANK}日{BLANK}期{BLANK}[:：]?\s{{0,8}}(?P<year>20\d\d)(?:-|年|/|\.)(?P<month>\d{{1,2}})(?:-|月|/|\.)(?P<day>\d{{1,2}})"
)
# The line under the issuer: 2024年3月8日, 二〇二四年三月八日.
DATE_LINE = re.compile(
    rf"(?P<year>20\d\d|二\w{{3}}){BLANK}年{BLANK}(?P<month>\w{{1,2}}){BLANK}月{BLANK}(?P<day>\w{{1,3}}){BLANK}日$"
)
# What is left of such a line when characters were lost: 2019316, 2023年3  日, 2019年月日.
BROKEN_DATE = re.compile(r"20\d\d(?:\d{2,4}|[\s年月日\d]{1,10})$")
# Who issued it: the words before 关于 in the title.
ISSUER = re.compile(rf"(?P<issuer>{HAN}{{2,30}}?)\s*关于")
SIGNATURE = re.compile(rf"{HAN}{{2,30}}(?:政府|办公室|办公厅|委员会|指挥部|领导小组)$")

# Marks that end a clause.
CLAUSE_MARKS = "、，,。；;：:！!？?\n"
# Words of which one stands in a time by which something is to be done.
TIME_WORDS = ("月", "季度", "年底", "年末", "年内", "半年", "前", "到20")
# The last words of a plan's own title: …分工方案, …责任分解表.
TITLE_END = re.compile(
    r"(?:方案|分工|分解|表|清单|要点|计划|任务|措施|通知|意见|安排|目标)(?:[(（][^()（）]{1,12}[)）])?$"
)
# A line that is no piece of a title: it speaks, ends a list or is a mark of release.
NO_TITLE = re.compile(r"[。；;：:，,]$|^[(（【]|^[^《]{0,12}[:：]|。")
# A run of blanks inside an item that nobody typed on purpose.
BLANK_RUN = re.compile(r"[^\S\n]{10,}")
# An item that begins …为重点， or …为核心， with its 以 lost: 一网一门一次为重点. Not 以高铁站为中心, 把…作为重点.
LOST_OPENING = re.compile(
    r"[^，,。；;：:以把将坚是\n]{2,30}(?<!作)为(?:重点|核心|中心|抓手|引领|主线|导向|目标|突破口)(?=[，,])"
)
# The year a plan is for, in its title: 2024年重点工作.
PLAN_YEAR = re.compile(r"(20\d\d)年")
# Marks and blanks, which do not count when two items are compared.
NO_LETTERS = re.compile(r"[\W_]+")
