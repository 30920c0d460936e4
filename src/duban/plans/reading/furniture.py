"""What surrounds a document on a page and is no part of it: share bars, print buttons, navigation, copyright lines.

Only this is cut, and control characters. Lines that describe the document (索引号, 发文日期 and their like) stay.
A line goes as a whole where it can be nothing else; otherwise only the pieces go that are furniture by themselves.
"""

import re

from duban.plans.reading.extracts import Line

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

# Words that no line of a plan has, in small letters: the line is furniture as a whole. Words rather than one pattern,
# which would take longer to compile than to search with.
_WORDS = (
    "首页>",  # 首页 》信息公开, 首页 | 政务公开; blanks and arrows are made one before the search
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "您所在的位置",
    "您现在所在的位置",
    "当前位置",
    "欢迎您",
    "欢迎访问",
    "欢迎光临",
    "copyright",
    "allrightsreserved",
    "版权所有",
    "icp备",  # 蒙ICP备15001392号
    "网安备",
    "公安备案",
    "标识码",  # 政府网站标识码：1505000002
    "免责声明",
    "免责申明",
    "网站地图",
    "建议使用ie",
    "位访客",
    "位访问",
)
_ARROWS = str.maketrans(dict.fromkeys("》»›/|｜→", ">") | dict.fromkeys(" \t\xa0　-="))

# Words that begin a line of furniture: 上一篇：关于…的通知
_BEGINNINGS = (
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关文档",
    "相关阅读",
    "相关链接",
    "相关新闻",
    "猜你喜欢",
    "热门推荐",
)

# — 12 — and 第 3 页 共 12 页, the number of a printed page
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–―]+\s*\d{1,4}\s*[-—–―]+|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?)\s*")

# The head of a page of a document exchange, though it names a source: 来源：文库频道  上传人：…  下载积分：5
_EXCHANGE = ("下载积分", "上传人：", "上传人:")

# Pieces that are furniture where they stand alone between blanks or bars, their brackets, colons and figures aside:
# 浏览次数：412, 【打印本页】【关闭窗口】, 字体：【大 中 小】, 分享到：微信 微博.
_PIECE_WORDS = (
    "阅读量 阅读次数 阅读数 浏览量 浏览次数 浏览数 访问量 访问次数 点击量 点击数 点击次数 次 打印 打印本页 "
    "打印此页 打印正文 打印内容 关闭 关闭窗口 关闭本页 关闭页面 收藏 收藏本页 返回顶部 返回首页 返回上页 "
    "返回列表 我要纠错 字体 字号 字体大小 大 中 小 大中小 分享 分享到 分享至 转发 转发到 转发至 新浪 腾讯 QQ "
    "微信 微博 空间 QQ空间 新浪微博 腾讯微博 好友 朋友圈 豆瓣"
)
_PIECES = frozenset(_PIECE_WORDS.split())
_SIGNS = (
    "阅读",
    "浏览",
    "访问",
    "点击",
    "打印",
    "关闭",
    "收藏",
    "返回",
    "纠错",
    "字体",
    "字号",
    "分享",
    "转发",
    "扫一扫",
    "扫码",
)
_TOKEN = re.compile(r"[^\s|｜]+")
_OPEN = str.maketrans(dict.fromkeys("【】[]（）()：:", " "))
_NOTHING = " \t\xa0　|｜、:：-—"

# Furniture only at the very top or foot of the page, where nothing but furniture lies beyond:
_OFFICES = ("主办", "承办", "协办", "单位")
_EDGE = re.compile(
    r"\s*(?:(?:主办|承办|协办|主管|运行维护|维护)(?:单位)?|技术支持|网站支持|责任编辑)\s*[:：].*"
    r"|\s*\S{2,30}(?:门户网站|政府网|政府网站|信息网|在线)[\s|｜]*"
    # 某市人民政府办公室 - 文件公开, the title of the window
    r"|\s*\S.{0,60}\S\s*[-_–|]\s?\S{2,20}(?:在线|门户网站|政府网|政府网站|人民政府|信息网|(?:文件|信息|政务)公开)\s*"
)


def without_controls(text: str) -> str:
    """Return the text with line ends as `\\n` and without control characters; nothing else is changed."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines that belong to the document, some shortened by a piece of furniture; cells of tables stay."""
    kept: list[Line | None] = [_trimmed(line) for line in lines]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for index in order:
            line = lines[index]
            if kept[index] is None or not line.text.strip():
                continue
            if line.cell or len(line.text) > _LONGEST or not _EDGE.fullmatch(line.text) or _METADATA.search(line.text):
                break
            if index and _names_a_role(lines[index - 1].text):
                break  # 协办单位：… below 牵头单位：… closes the last item
            if _repeats(line.text, lines):
                break  # 承办单位：… below every item
            kept[index] = None
    return [line for line in kept if line is not None]


def _repeats(text: str, lines: list[Line]) -> bool:
    """Say whether another line has the label of this one, and the label is one for units."""
    label = text.replace("：", ":").partition(":")[0].strip()
    if not label.endswith(_OFFICES):
        return False
    return sum(len(line.text) <= _LONGEST and line.text.lstrip().startswith(label) for line in lines) > 1


def _trimmed(line: Line) -> Line | None:
    text = line.text
    if line.cell or len(text) > _LONGEST or not text or text.isspace() or _is_text(text):
        return line
    if any(word in text for word in _EXCHANGE) or (_is_furniture(text) and not _METADATA.search(text)):
        return None
    if not any(sign in text for sign in _SIGNS):
        return line
    shorter = _without_pieces(text)
    if shorter == text:
        return line
    return line._replace(text=shorter.rstrip()) if shorter.strip(_NOTHING) else None


def _is_text(line: str) -> bool:
    return _NUMBERED.match(line.lstrip()) is not None or any(word in line for word in _SPOKEN)


def _names_a_role(line: str) -> bool:
    return (":" in line or "：" in line) and any(word in line for word in _SPOKEN[1:])


def _is_furniture(line: str) -> bool:
    pressed = line.lower().translate(_ARROWS)
    return (
        any(word in pressed for word in _WORDS)
        or pressed.startswith(_BEGINNINGS)
        or _PAGE_NUMBER.fullmatch(line) is not None
    )


def _without_pieces(line: str) -> str:
    kept = []
    at = 0
    counting = is_piece = False
    for token in _TOKEN.finditer(line):
        words = token[0].translate(_OPEN).split()
        named = [word for word in words if word in _PIECES]
        figures = [word for word in words if word.isdecimal()]
        # 浏览次数： 412: the figure goes with the words before it, as a bracket alone does
        is_rest = is_piece if not words else bool(named) or counting
        is_piece = len(named) + len(figures) == len(words) and is_rest
        if is_piece or token[0].startswith(("扫一扫", "扫码")):
            kept.append(line[at : token.start()])
            at = token.end()
        counting = is_piece and token[0].endswith((":", "："))
    return "".join(kept) + line[at:]
