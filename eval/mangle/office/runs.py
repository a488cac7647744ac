"""Text of a document as runs of WordprocessingML, cut as editing leaves it, with or without tracked changes."""

from __future__ import annotations

import html
import re
from random import Random

__all__ = ["AUTHOR", "deleted_run", "run", "runs", "tracked_runs"]

AUTHOR = 'w:id="7" w:author="审核" w:date="2024-01-20T10:00:00Z"'
_FONTS = (
    "",
    '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>',
    '<w:rPr><w:color w:val="000000"/><w:kern w:val="0"/></w:rPr>',
    '<w:rPr><w:color w:val="auto"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/></w:rPr>',
)
_NUMBER = re.compile(r"\d+")


def run(text: str, properties: str = "") -> str:
    """Return one run; a line break in the text becomes ``w:br``."""
    parts = [f'<w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t>' for part in text.split("\n")]
    return f"<w:r>{properties}{'<w:br/>'.join(parts)}</w:r>"


def deleted_run(text: str) -> str:
    """Return a run that a tracked change takes away."""
    text = html.escape(text, quote=False)
    return f'<w:del {AUTHOR}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def runs(text: str, random: Random) -> str:
    """Return a text in one to four runs."""
    if not text:
        return ""
    cuts = sorted(random.sample(range(1, len(text)), min(len(text) - 1, random.choice((0, 0, 1, 3)))))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "".join(run(piece, random.choice(_FONTS)) for piece in pieces)


def tracked_runs(text: str, random: Random) -> str:
    """Return a text whose first number stands where another one was before somebody corrected it."""
    found = _NUMBER.search(text)
    if found is None:
        return runs(text, random)
    before, number, behind = text[: found.start()], found.group(), text[found.end() :]
    old = str(int(number) + random.randint(1, 90))
    new = f"<w:ins {AUTHOR}>{run(number)}</w:ins>"
    if len(number) > 1 and random.random() < 0.5:  # one digit alone was corrected
        new = f"{run(number[0])}{deleted_run(old[1:] or '8')}<w:ins {AUTHOR}>{run(number[1:])}</w:ins>"
        old = ""
    change = (deleted_run(old) if old else "") + new
    return (run(before) if before else "") + change + (run(behind) if behind else "")
