"""Bytes other than honest UTF-8."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from eval.mangle.draft import Draft
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]


def _declare(text: str, charset: str) -> str:
    return re.sub(
        r'<meta charset="[^"]*">', f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">', text
    )


def _encoded(draft: Draft, codec: str, declared: str) -> Draft:
    """The bytes; HTML writes a character that the codec lacks as a reference, plain text as a question mark."""
    if draft.suffix == "html":
        return replace(draft, data=_declare(draft.text, declared).encode(codec, errors="xmlcharrefreplace"))
    return replace(draft, data=draft.text.encode(codec, errors="replace"))


def _gbk(draft: Draft, strength: float, random: Random) -> Draft:
    # Pinyin residue and the like need the larger set; for all else the bytes are the same.
    return _encoded(draft, "gb18030", random.choice(("gb2312", "gbk", "GB2312", "gb18030")))


def _big5(draft: Draft, strength: float, random: Random) -> Draft:
    return _encoded(draft, "cp950", "big5")


def _wrong_meta(draft: Draft, strength: float, random: Random) -> Draft:
    return replace(draft, data=_declare(draft.text, random.choice(("gb2312", "iso-8859-1"))).encode())


def _bom(draft: Draft, strength: float, random: Random) -> Draft:
    return replace(draft, data=draft.text.encode(random.choice(("utf-8-sig", "utf-16"))))


MODES = (
    Mode("gbk", Stage.ENCODE, _gbk, "bytes in GBK, declared so in HTML"),
    Mode("big5", Stage.ENCODE, _big5, "traditional characters in Big5", implies=("traditional",)),
    Mode("wrong_meta", Stage.ENCODE, _wrong_meta, "UTF-8 bytes declared as something else"),
    Mode("bom", Stage.ENCODE, _bom, "UTF-8 or UTF-16 with a byte order mark"),
)
