"""Codes and parameters as sentences, in Chinese and English: what, where, why it matters, what to do next."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from duban.plans.reading.remarks import REMARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duban.plans.reading.errors import Unreadable

Language: TypeAlias = Literal["zh", "en"]

REFUSALS: dict[str, tuple[str, str]] = {
    "file_not_found": (
        "没有“{name}”这个文件。看看路径和文件名。",
        "There is no file {name}. Check the path and the name.",
    ),
    "file_not_opened": (
        "打不开“{name}”：{reason}。看看是不是文件、有没有读的权限。",
        "{name} cannot be opened: {reason}. Check that it is a file and that you may read it.",
    ),
    "file_empty": (
        "“{name}”是空的，没有内容可读。换一份有内容的文件。",
        "{name} is empty, so there is nothing to read. Choose a file with content.",
    ),
    "file_too_large": (
        "“{name}”有 {bytes} 字节，最多读 {limit} 字节。去掉图片和附件，只留分工方案正文。",
        "{name} has {bytes} bytes; at most {limit} are read. Leave out pictures and annexes and keep the plan itself.",
    ),
    "unpacks_to_too_much": (
        "“{name}”解开以后超过 {limit} 字节，不像一份分工方案。打开后把正文另存一份再读。",
        "{name} unpacks to more than {limit} bytes, too many for one plan. Save the plan itself anew and read that.",
    ),
    "too_many_entries": (
        "“{name}”里面打包了 {limit} 个以上的文件，不像一份分工方案。打开后把正文另存一份再读。",
        "{name} packs more than {limit} files, too many for one plan. Save the plan itself anew and read that.",
    ),
    "too_many_lines": (
        "“{name}”超过 {limit} 行，不像一份分工方案。只留方案正文再读。",
        "{name} has more than {limit} lines, too many for one plan. Keep the plan itself and read it again.",
    ),
    "too_many_cells": (
        "“{name}”里填了字的单元格超过 {limit} 个，不像一份分工方案。只留方案那张工作表再读。",
        "{name} has more than {limit} cells with words, too many for one plan. Keep the sheet of the plan and read it "
        "again.",
    ),
    "nested_too_deep": (
        "“{name}”这个网页层层嵌套超过 {limit} 层，没法读。在浏览器里打开，全选复制，存成文本文件再读。",
        "The page {name} nests elements more than {limit} deep and cannot be read. Open it in a browser, copy all of "
        "it into a text file and read that.",
    ),
    "not_text": (
        "“{name}”不是文字，认不出编码。用原来的软件打开，另存为文本（UTF-8）或网页再读。",
        "{name} is not text in any encoding known here. Open it where it came from, save it as text (UTF-8) or html "
        "and read that.",
    ),
    "no_words": (
        "“{name}”里没有文字。网页要等内容显示出来以后再保存。",
        "{name} holds no words. Save a page only after its content has appeared.",
    ),
    "scan_without_text": (
        "“{name}”是扫描件，{pages} 页都是图片，没有文字可读。向来文单位要 docx 或文字版 pdf；要不到就先做文字识别，"
        "核对以后再读。",
        "{name} is a scan: its {pages} pages are pictures and hold no text. Ask the issuer for docx or a pdf with "
        "text, or have characters recognised, check the result and read that.",
    ),
    "text_not_mapped": (
        "“{name}”的字体没有说明哪个字形是什么字，读出来是乱码。向来文单位要 docx；要不到就先做文字识别，核对以后再读。",
        "The fonts of {name} do not tell which shape is which character, so that no words come out. Ask the issuer for "
        "docx, or have characters recognised, check the result and read that.",
    ),
    "too_many_pages": (
        "“{name}”超过 {limit} 页，不像一份分工方案。只留方案正文的几页再读。",
        "{name} has more than {limit} pages, too many for one plan. Keep the pages of the plan itself and read those.",
    ),
    "too_many_characters": (
        "“{name}”里的字或者线条太多，不像一份分工方案。只留方案正文的几页再读。",
        "{name} holds too many characters or lines for one plan. Keep the pages of the plan itself and read those.",
    ),
    "file_damaged": (
        "“{name}”坏了或者加了密码，打不开。用原来的软件打开，去掉密码，另存一份再读。",
        "{name} is damaged or locked by a password. Open it where it came from, take the password off, save it anew "
        "and read that.",
    ),
    "format_not_read": (
        "“{name}”是 {format} 文件，这种格式读不了。用原来的软件打开，另存为 docx、xlsx、pdf 或文本再读。",
        "{name} is a file of the kind {format}, which is not read. Open it where it came from, save it as docx, xlsx, "
        "pdf or text and read that.",
    ),
    "picture_not_read": (
        "“{name}”是图片，里面没有文字可读。先用文字识别软件转成 docx 或文本，核对以后再读。",
        "{name} is a picture and holds no text. Turn it into docx or text by character recognition, check the result "
        "and read that.",
    ),
    "archive_not_read": (
        "“{name}”是压缩包，或者是坏了的 Office 文件。压缩包先解开，把里面的方案一份一份读；坏了的另存一份再读。",
        "{name} is an archive, or a damaged office file. Unpack an archive and read the plans in it one by one; save a "
        "damaged file anew.",
    ),
    "file_locked": (
        "“{name}”加了密码，打不开。在原来的软件里去掉密码，另存一份再读。",
        "{name} is locked by a password. Take the password off where the file came from, save it anew and read that.",
    ),
    "reading_took_too_long": (
        "“{name}”读了 {seconds} 秒还没读完，已经停下，什么也没存。只留方案正文再读。",
        "{name} was not read within {seconds} seconds; reading was stopped and nothing was kept. Keep the plan itself "
        "and read it again.",
    ),
    "reading_needed_too_much_memory": (
        "读“{name}”用的内存超过 {megabytes} MB，已经停下，什么也没存。只留方案正文再读。",
        "Reading {name} needed more than {megabytes} MB of memory; it was stopped and nothing was kept. Keep the plan "
        "itself and read it again.",
    ),
    "reading_failed": (
        "读“{name}”时出了差错，什么也没存。把文件交给维护人员看看。",
        "Reading {name} failed and nothing was kept. Show the file to whoever maintains this system.",
    ),
    "units_not_read": (
        "单位名录“{name}”第 {line} 行读不了。一行一个单位：全称，别名（用、隔开），类别；存成 UTF-8 再试。",
        "Line {line} of the register {name} cannot be read. Write a unit a line: full name, aliases joined with 、, "
        "kind; save it in UTF-8.",
    ),
    "unit_named_twice": (
        "单位名录“{name}”第 {line} 行的“{surface}”前面已经归了别的单位，解析时分不清。只留一处。",
        "Line {line} of the register {name} gives “{surface}” to a second unit, which leaves it open. Keep one.",
    ),
}


class _Params(dict[str, "str | int"]):
    """Parameters of a message; one that is missing or empty is said to be so, rather than stopping the reading."""

    def __init__(self, params: "Mapping[str, str | int]", language: Language) -> None:
        self.absent = "（没写）" if language == "zh" else "(not stated)"
        super().__init__((name, value) for name, value in params.items() if value != "")

    def __missing__(self, name: str) -> str:
        return self.absent


def sentence(code: str, params: "Mapping[str, str | int]", language: Language, *, item: str | None = None) -> str:
    """Return the message of a finding or refusal, with the number of its item before it."""
    texts = REMARKS.get(code) or REFUSALS.get(code) or (code, code)
    said = texts[0 if language == "zh" else 1].format_map(_Params(params, language))
    if not item:
        return said
    return f"第 {item} 条：{said}" if language == "zh" else f"Item {item}: {said}"


def texts_and_numbers(refusal: "Unreadable") -> dict[str, str | int]:
    """Return the parameters of a refusal in the two types that a message and JSON know."""
    return {name: value if isinstance(value, int) else str(value) for name, value in refusal.params.items()}
