"""What surrounds a document on a page and is no part of it: share bars, print buttons, navigation, copyright lines.

Only this is cut, and control characters. Lines that describe the document (索引号, 发文日期 and their like) stay.
A line goes as a whole where it can be nothing else; otherwise only the pieces go that are furniture by themselves.
"""

import re
from typing import NamedTuple

# Furniture stands on short lines; a longer one is text, whatever words it holds.
_LONGEST = 400

# What ends a line anywhere: CR LF, CR, form feed (page), vertical tab (Word's soft break), NEL, LS, PS.
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Controls but tab and line feed; soft hyphen, zero-width and direction marks, noncharacters: unseen, and in the way.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

_GAP = r"[\s|｜　]"

# Lines of the document itself, which may speak of websites: numbered, with a full stop, or naming who is responsible.
_NUMBERED = re.compile("[(（]?[0-9一二三四五六七八九十]{1,4}[.．、)）]")
_SPOKEN = ("。", "牵头", "配合单位", "协同单位", "责任单位", "责任部门", "责任领导")

# Lines that tell of the document: 「索 引 号:X」「发布日期：2021-09-06 浏览次数：412」. Only pieces are cut from them.
_METADATA = re.compile(
    r"(?:索\s*引\s*号|文\s*号|文件编号|发布机构|发文机[关构]|制发机关|组配分类|主\s*题|公开形式|有\s*效\s*性"
    r"|(?:发文|发布|成文|公开|印发|生成)(?:日期|时间)|信息来源|来\s*源)\s*[:：]"
)

# Lines that are furniture as a whole, each with a real form; compared in small letters:
_WHOLE = re.compile(
    "|".join(
        (
            r"(?:您(?:现在|当前)?(?:所在)?的?|当前)位置\s*[:：]",  # 您现在的位置：首页 > 政务公开 > 正文
            r"首\s*页\s*(?:[>》»›/|｜]|-+>)",  # 首页 》信息公开 》重点领域
            r"欢迎(?:您|访问|光临)",  # 某县自然资源局  欢迎您！
            r"copy\s?right|all rights? reserved|版权所有",  # CopyRight 2017 © …
            r"icp备|公?网安备|公安备案|(?:网站)?标识码",  # 网站标识码：…  icp备…号
            r"免责[声申]明|网站地图|建议使用ie|第\s*\d+\s*位访[客问]",  # 网站地图　联系我们
            r"^\s*[上下]一[篇条]\s*[:：]",  # 上一篇：关于…的通知
            r"^\s*(?:相关(?:文档|阅读|链接|新闻)|猜你喜欢|热门推荐|最新文件)(?:推荐)?(?:\s|[:：]|$)",
            r"^\s*[-—–―]+\s*\d{1,4}\s*[-—–―]+\s*$",  # — 12 —, the number of a printed page
            r"^\s*第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?\s*$",
        )
    )
)

# The head of a page of a document exchange, though it names a source: 来源：文库频道  上传人：…  下载积分：5
_LIBRARY = re.compile(r"下载积分|上传人\s*[:：]")

# Pieces that are furniture wherever they stand alone between blanks or bars:
_PIECE = re.compile(
    rf"(?:(?<={_GAP})|^)(?:"
    r"(?:阅读|浏览|访问|点击)(?:量|次数|数)?\s?[:：]\s?\d*\s?次?"  # 浏览次数：412
    r"|(?:[【\[（(]?\s?(?:打印(?:本页|此页|正文|内容)?|(?:关闭|收藏)(?:窗口|本页|页面)?|返回(?:顶部|首页|上页|列表)|我要纠错)"
    r"\s?[】\])）]?){1,6}"  # 【打印本页】【关闭窗口】
    r"|[【\[]?\s?(?:字体|字号)(?:大小)?\s?[:：]?\s?[【\[（(]?\s?大\s*中\s*小\s?[】\])）]?"  # 字体：【大 中 小】
    r"|(?:分享|转发)[到至]?\s?[:：]?(?:\s?(?:新浪|腾讯|QQ|微信|微博|空间|好友|朋友圈|豆瓣)){0,12}"  # 分享到：微信
    r"|扫(?:一扫|码)\S{0,20}"  # 扫一扫在手机打开当前页
    rf")(?={_GAP}|$)"
)
_EMPTY = re.compile(rf"(?:{_GAP}|[|｜、:：\-—])*")

# Furniture only at the very top or foot of the page, where nothing but furniture lies beyond:
_EDGE = re.compile(
    r"\s*(?:(?:主办|承办|协办|主管|运行维护|维护)(?:单位)?|技术支持|网站支持|责任编辑)\s*[:：].*"
    r"|\s*\S{2,30}(?:门户网站|政府网|政府网站|信息网|在线)[\s|｜]*"
    # 某市人民政府办公室 - 文件公开, the title of the window
    r"|\s*\S.{0,60}\S\s*[-_–|]\s?\S{2,20}(?:在线|门户网站|政府网|政府网站|人民政府|信息网|(?:文件|信息|政务)公开)\s*"
)


class Line(NamedTuple):
    """A line of the original: its number, counted from 1, and in a table its table, row and column."""

    number: int
    text: str
    cell: tuple[int, int, int] | None = None


def without_controls(text: str) -> str:
    """Return the text with line ends as `\\n` and without control characters; nothing else is changed."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines that belong to the document, some shortened by a piece of furniture."""
    kept: list[Line | None] = [_trimmed(line) for line in lines]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for index in order:
            line = lines[index]
            if kept[index] is None or not line.text.strip():
                continue
            if len(line.text) > _LONGEST or not _EDGE.fullmatch(line.text) or _METADATA.search(line.text):
                break
            kept[index] = None
    return [line for line in kept if line is not None]


def _is_text(line: str) -> bool:
    return _NUMBERED.match(line.lstrip()) is not None or any(word in line for word in _SPOKEN)


def _trimmed(line: Line) -> Line | None:
    text = line.text
    if len(text) > _LONGEST or not text or text.isspace() or _is_text(text):
        return line
    if _LIBRARY.search(text) or (not _METADATA.search(text) and _WHOLE.search(text.lower())):
        return None
    shorter = _PIECE.sub("", text)
    if shorter == text:
        return line
    return None if _EMPTY.fullmatch(shorter) else Line(line.number, shorter.rstrip(), line.cell)
