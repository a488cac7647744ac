"""Content that a person would not see: a table of other numbers, styled away. The label ignores it."""

from __future__ import annotations

import re
from random import Random

from eval.mangle.draft import on_text
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

_WAYS = (
    '<div style="display:none">{}</div>',
    "<div hidden>{}</div>",
    '<div style="visibility: hidden">{}</div>',
    "<template>{}</template>",
    "<!-- {} -->",
)


def _hide(text: str, suffix: str, strength: float, random: Random) -> str:
    if suffix != "html":
        return text
    tables = re.findall(r"<table(?:(?!<table).)*?</table>", text, flags=re.DOTALL)
    visible = max(tables, key=len)
    other = re.sub(r">(\d+)<", lambda m: f">{int(m.group(1)) + random.randint(1, 9)}<", visible)
    hidden = random.choice(_WAYS).format(other)
    place = text.index(visible) + (len(visible) if random.random() < 0.5 else 0)
    return text[:place] + "\n" + hidden + "\n" + text[place:]


MODES = (
    Mode("hidden_table", Stage.TEXT, on_text(_hide), "HTML: an unseen table with other numbers beside the real one"),
)
