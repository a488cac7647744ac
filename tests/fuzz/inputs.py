"""Inputs that no agency ever meant to publish, each made again from its seed and number."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from random import Random

from eval.mangle import Stage, all_modes
from eval.mangle.batch import mangled_reports
from eval.mangle.mode import ModeSpec

__all__ = ["fuzz_input", "mutated", "random_page"]

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_SUFFIXES = ("html", "txt", "md", "")
_TAGS = (
    "table",
    "tr",
    "td",
    "th",
    "div",
    "span",
    "p",
    "br",
    "h1",
    "pre",
    "li",
    "select",
    "option",
    "template",
    "svg",
    "b",
)
_ATTRIBUTES = (
    'rowspan="3"', 'colspan="0"', 'rowspan="-1"', 'colspan="999999999"', 'rowspan="1e9"', 'style="display:none"', "hidden", "=",
    'style="color:#fff;background:white"', 'class="a b"', "rowspan=", "colspan='2", 'style="}{;:"', "\x00", 'align="center"',
)  # fmt: skip
_WORDS = (
    "政府信息公开工作年度报告", "某某市某某局", "2023年", "三、收到和处理政府信息公开申请情况", "四、", "总计", "自然人", "商业企业",
    "一、本年新收政府信息公开申请数量", "行政许可", "规章", "结果维持", "行政复议", "0", "12", "1,113", "-8", "６", "增8", "61.71万元",
    "/", "—", "无", "|", "|||", "\t", "\n", "\n\n", "  ", "\u3000", "\u200b", "\ufeff", "\u202e", "&nbsp;", "&#0;", "&#x110000;",
    "<!--", "-->", "<![CDATA[", "]]>", "---|---", "# ", "政府信息公开情况统计表", "指标名称", "计量单位", "導(dǎo)", "l2", "O", "\x00",
    "\ud7ff", "\U0001f600", "e\u0301", "9" * 40, "1" * 400, "(((((", "第二十条第(一)项",
)  # fmt: skip
_RENDERERS = tuple(name for name, mode in all_modes().items() if mode.stage is Stage.RENDER)


def fuzz_input(seed: int, number: int) -> tuple[bytes, str]:
    """Return the bytes and the file name of one input; the same arguments give the same."""
    random = Random(f"fuzz {seed} {number}")
    name = ".".join(("source", random.choice(_SUFFIXES))).rstrip(".")
    kind = random.random()
    if kind < 0.5:
        return mutated(random, random.choice(_samples())), name
    if kind < 0.7:
        return mutated(random, random.choice(_rendered(seed, number // 1000))), name
    if kind < 0.95:
        return random_page(random), name
    return random.randbytes(random.randint(0, 3000)), name


def mutated(random: Random, data: bytes) -> bytes:
    """Return the bytes after up to eight changes: flipped, cut, doubled, moved or foreign bytes."""
    work = bytearray(data)
    for _ in range(random.randint(1, 8)):
        start = random.randint(0, len(work))
        length = random.choice((1, 1, 2, 7, 40, 400, 4000))
        piece = bytes(work[start : start + length])
        match random.randrange(6):
            case 0:
                work[start : start + length] = random.randbytes(len(piece))
            case 1:
                del work[start : start + length]
            case 2:
                work[start:start] = piece * random.randint(1, 4)
            case 3:
                other = random.randint(0, len(work))
                work[other:other] = piece
            case 4:
                work[start:start] = random.choice(_WORDS).encode(errors="replace")
            case _:
                work[start : start + length] = bytes(byte ^ (1 << random.randrange(8)) for byte in piece)
    return bytes(work)


def random_page(random: Random) -> bytes:
    """Return words of the forms, tags and marks in any order, in any of some encodings."""
    tagged = random.random() < 0.6
    pieces = [
        _tag(random) if tagged and random.random() < 0.5 else random.choice(_WORDS)
        for _ in range(random.randint(0, 500))
    ]
    codec = random.choice(("utf-8", "utf-8", "utf-8", "gb18030", "big5", "utf-16", "utf-8-sig"))
    return "".join(pieces).encode(codec, errors="replace")


def _tag(random: Random) -> str:
    name = random.choice(_TAGS)
    if random.random() < 0.35:
        return f"</{name}>"
    attributes = " ".join(random.sample(_ATTRIBUTES, random.choice((0, 0, 1, 2))))
    return f"<{name} {attributes}{random.choice(('>', '>', '>', '/>', ''))}"


@cache
def _samples() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(SAMPLES.glob("*/source.*")))


@lru_cache(maxsize=4)
def _rendered(seed: int, batch: int) -> tuple[bytes, ...]:
    """One report in each rendering; another for every thousand inputs."""
    own = seed * 1000 + batch
    return tuple(
        mangled.data for name in _RENDERERS for mangled in islice(mangled_reports(own, 1, (ModeSpec(name),)), 1)
    )
