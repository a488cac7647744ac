"""A hijacked copy: the place in every name replaced by a spammer's words (MESS.md 9)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Document, Paragraph
from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

_WORDS = (
    "bat999官网登录下载_999bet开户娱乐_",
    "新金京博彩官网",
    "999体育投注_",
    "欧洲杯赛程|",
    "UedSport体育",
)
_TAILS = ("人民政府", "局", "委员会", "厅", "办公室", "办事处", "中学", "小学", "学校", "联合会", "大队")


def _hijack(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    name = report.truth.organization
    word = random.choice(_WORDS)
    # What the place was nobody can tell any more; what kind of organ it is may still show.
    tail = next((t for t in _TAILS if name.endswith(t)), name[-2:])
    fake = word + tail

    def change(text: str) -> str:
        return text.replace(name, fake)

    blocks: list[Block] = [
        replace(block, text=change(block.text)) if isinstance(block, Paragraph) else block
        for block in report.document.blocks
    ]
    title = report.label["title"]
    return replace(
        report,
        document=Document(tuple(blocks)),
        label={
            **report.label,
            "title": None if title is None else change(title),
            "organization": None,
            "region": {"province": None, "city": None, "county": None},
        },
    )


MODES = (
    Mode(
        "spam",
        Stage.STRUCTURE,
        on_reports(_hijack),
        "a spammer's words in place of the agency's name; the label has none",
    ),
)
