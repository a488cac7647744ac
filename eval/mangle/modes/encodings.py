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


def _gbk(draft: Draft, strength: float, random: Random) -> Draft:
    text = draft.text
    if draft.suffix == "html":
        text = _declare(text, random.choice(("gb2312", "gbk", "GB2312")))
        return replace(draft, data=text.encode("gbk", errors="xmlcharrefreplace"))
    return replace(draft, data=text.encode("gb18030"))


def _wrong_meta(draft: Draft, strength: float, random: Random) -> Draft:
    text = draft.text
    return replace(draft, data=_declare(text, random.choice(("gb2312", "iso-8859-1"))).encode())


MODES = (
    Mode("gbk", Stage.ENCODE, _gbk, "bytes in GBK, declared so in HTML"),
    Mode("wrong_meta", Stage.ENCODE, _wrong_meta, "UTF-8 bytes declared as something else"),
)
