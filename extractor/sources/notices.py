"""What is said of the reading of a source, in English and Chinese: all of its words, by key."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["WORDS", "Notice", "Words", "notice"]

WORDS: dict[str, tuple[str, str]] = {
    "cut_off": (
        "the last character is cut off: {0} bytes at the end were left out",
        "最后一个字符不完整：末尾{0}个字节未读取",
    ),
    "read_as_gbk": (
        "the text was UTF-8 read as GBK and saved again; it was turned back",
        "原文是UTF-8文本，曾被按GBK误读后保存，已还原",
    ),
    "undecodable": (
        "{0} characters could not be decoded and stand as U+FFFD",
        "{0}个字符无法解码，以U+FFFD代替",
    ),
    "limit": ("more than {0} {1}: {2}", "{1}超过{0}：{2}"),
    "characters": ("characters", "字符数"),
    "nodes": ("nodes", "节点数"),
    "table cells": ("table cells", "表格单元格数"),
    "grid steps": ("grid steps", "排布表格的步数"),
    "nested elements": ("nested elements", "元素嵌套层数"),
    "attributes of one element": ("attributes of one element", "单个元素的属性数"),
    "entries of selection lists": ("entries of selection lists", "选择列表的条目数"),
    "columns of one table": ("columns of one table", "单个表格的列数"),
    "hidden passages": ("hidden passages", "隐藏文字的段数"),
    "rest_left_out": ("the rest of the source was not read", "其余内容未读取"),
    "cells_left_out": ("the cells after them were not read", "其后的单元格未读取"),
    "columns_left_out": ("the cells right of them were not read", "其右侧的单元格未读取"),
    "hidden_left_out": (
        "those after them were left out of the text but not listed",
        "其后的隐藏文字已从正文删除，未逐一列出",
    ),
    "blocks_left_out": (
        "{0} lines or tables behind the first {1} were not looked at",
        "前{1}个以外的{0}个行或表格未检查",
    ),
    "lines_shortened": (
        "{0} lines were looked at only as far as character {1}",
        "有{0}行只检查到第{1}个字符",
    ),
    "embedded": (
        "a document embedded in this one was not read: save it as one document",
        "文档内嵌的另一文档未读取：请合并保存为一个文档",
    ),
    "macros": ("the file holds macros; they were not run", "文件含有宏，未运行"),
    "shapes": ("the workbook holds text in shapes or charts, which is not read", "工作簿的图形或图表中有文字，未读取"),
    "unvalued": (
        "formulas without a computed value: {0}; open the file, let it compute, and save it",
        "公式没有计算结果：{0}；请打开文件，重新计算后保存",
    ),
    "on_sheet": ("{0} on sheet {1!r}", "工作表“{1}”中{0}处"),
    "converted": (
        "the file was turned into {0} by LibreOffice and read from that",
        "文件由LibreOffice转换为{0}后读取",
    ),
    "converted_checked": (
        "the file was turned into {0} by LibreOffice and read from that, checked against antiword",
        "文件由LibreOffice转换为{0}后读取，已与antiword核对",
    ),
    "converted_unchecked": (
        "the file was turned into {0} by LibreOffice and read from that; nothing checked it: "
        "install antiword (Debian, Ubuntu: apt install antiword)",
        "文件由LibreOffice转换为{0}后读取，未经核对：请安装antiword（Debian、Ubuntu：apt install antiword）",
    ),
    "poorer": (
        "LibreOffice lost numbers or labels of tables that antiword sees: the text of antiword was read",
        "LibreOffice丢失了antiword可见的表格数字或标签：改用antiword的文本",
    ),
    "alone": (
        "the text of antiword was read: to read the document's own tables "
        "install LibreOffice (Debian, Ubuntu: apt install libreoffice-writer libreoffice-calc)",
        "读取的是antiword的文本：如需读取文档自身的表格，请安装LibreOffice"
        "（Debian、Ubuntu：apt install libreoffice-writer libreoffice-calc）",
    ),
    "not_converted": ("{0}: the text of antiword was read", "LibreOffice未能转换（{0}）：改用antiword的文本"),
}
"""By key: English and Chinese."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something said, in no language yet."""

    key: str
    """One of ``WORDS``."""
    parts: tuple[Part, ...] = ()
    """What is put into it in order; several words in one place are a list."""

    def said(self, lang: str) -> str:
        """Return it in ``en`` or ``zh``."""
        chinese = lang == "zh"
        return WORDS[self.key][chinese].format(*(_said(part, lang) for part in self.parts))


Part = str | int | Words | tuple[Words, ...]


def _said(part: Part, lang: str) -> str | int:
    if isinstance(part, Words):
        return part.said(lang)
    if isinstance(part, tuple):
        return ("、" if lang == "zh" else ", ").join(item.said(lang) for item in part)
    return part


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened while the source was read and that its user must know."""

    kind: str
    """``encoding``, ``budget``, ``not_read`` or ``converted``: a ``FindingKind``."""
    words: tuple[Words, ...]

    @property
    def message(self) -> str:
        """It in English."""
        return self.said("en")

    def said(self, lang: str) -> str:
        """Return it in ``en`` or ``zh``."""
        return ("；" if lang == "zh" else "; ").join(words.said(lang) for words in self.words)


def notice(kind: str, key: str, *parts: Part) -> Notice:
    """Return a notice of one thing said."""
    return Notice(kind, (Words(key, parts),))
