"""Text decoded wrongly on its way: UTF-8 read as GBK, bytes lost, left-over markup, spaces inside words."""

from __future__ import annotations

import re
from random import Random

from eval.mangle.draft import on_text
from eval.mangle.mode import Mode, Stage
from eval.mangle.visible import on_visible

__all__ = ["MODES"]

_RUN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]{2,}")


def _as_gbk(run: str) -> str:
    """The run's UTF-8 bytes read two by two as GBK; a byte that pairs with none becomes ``?``, 0x80 the euro sign."""
    raw = run.encode("utf-8")
    read: list[str] = []
    i = 0
    while i < len(raw):
        try:
            read.append(raw[i : i + 2].decode("gbk"))
            i += 2
        except UnicodeDecodeError:
            read.append("€" if raw[i] == 0x80 else "?")
            i += 1
    return "".join(read)


def _mojibake(text: str, suffix: str, strength: float, random: Random) -> str:
    return on_visible(text, suffix, lambda part: re.sub(r"[^\x00-\x7f]+", lambda m: _as_gbk(m.group()), part))


def _bytes_lost(text: str, suffix: str, strength: float, random: Random) -> str:
    """One byte of a few characters gone: the bytes after it pair up with the wrong neighbour until the next break."""

    def damage(part: str) -> str:
        def hit(match: re.Match[str]) -> str:
            run = match.group()
            if random.random() >= strength:
                return run
            start = random.randrange(len(run) - 1)
            end = min(len(run), start + random.choice((2, 3, 4)))
            raw = run[start:end].encode("gb18030")
            return run[:start] + "?" + raw[1:].decode("gb18030", errors="ignore") + run[end:]

        return _RUN.sub(hit, part)

    return on_visible(text, suffix, damage)


_LEFT_OVERS = ("?/p>", "&nbsp;", "&lt;br&gt;", "<http://", '\\"', "</p>", "<o:p></o:p>")


def _left_overs(text: str, suffix: str, strength: float, random: Random) -> str:
    """Markup that became text, at the ends of prose lines."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        prose = line.endswith(("。", "。</p>"))
        if prose and random.random() < strength:
            mark = random.choice(_LEFT_OVERS)
            mark = mark.replace("<", "&lt;").replace(">", "&gt;") if suffix == "html" else mark
            lines[i] = line.removesuffix("</p>") + mark + ("</p>" if line.endswith("</p>") else "")
    return "\n".join(lines)


def _spaces(text: str, suffix: str, strength: float, random: Random) -> str:
    """Spaces inside words and around numbers of the prose; never inside a number."""

    def spread(part: str) -> str:
        part = re.sub(
            r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda m: " " if random.random() < strength / 4 else "", part
        )
        return re.sub(
            r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])",
            lambda m: " " if random.random() < strength else "",
            part,
        )

    return on_visible(text, suffix, spread)


MODES = (
    Mode("mojibake", Stage.TEXT, on_text(_mojibake), "UTF-8 read as GBK", lossless=False, noisy=True, renderer="lines"),
    Mode(
        "bytes_lost",
        Stage.TEXT,
        on_text(_bytes_lost),
        "a byte lost inside a run of characters; odds a run",
        lossless=False,
        noisy=True,
        renderer="lines",
        strength=0.05,
    ),
    Mode("left_overs", Stage.TEXT, on_text(_left_overs), "left-over markup in the prose; odds a line", strength=0.3),
    Mode("spaces", Stage.TEXT, on_text(_spaces), "spaces inside words and around numbers; odds a place", strength=0.2),
)
