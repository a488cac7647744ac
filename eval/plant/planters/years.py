"""The report's own year, misprinted in a sentence or in the title."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from eval.mangle.compose import compose
from eval.mangle.document import Block, Document, Paragraph
from eval.plant.case import Planted
from eval.plant.field import Field, Planter, insert_sentence
from eval.truth import Truth
from schemas.enums import FindingKind

__all__ = ["PLANTERS"]

_PAST = (
    ("overview", "{w}年，{we}进一步健全政府信息公开工作机制，层层压实工作责任。"),
    ("opening", "本报告所列数据的统计期限自{y}年1月1日起至{w}年12月31日止。"),
    ("overview", "本年度（{w}年），{we}通过门户网站及时发布各类信息，群众满意度稳步提升。"),
    ("opening", "现将{w}年度政府信息公开工作情况报告如下。"),
    ("problems", "{w}年，{we}政府信息公开工作取得了一定成效，但仍存在主动公开意识不强等问题。"),
    ("other_matters", "{w}年度，{we}没有其他需要报告的事项。"),
    ("heading", "一、{w}年总体情况"),
    ("overview", "{w}年度，本单位通过门户网站主动公开政府信息{disclosed}条。"),
    ("opening", "统计期限为{w}年1月1日至{w}年12月31日。"),
)
_FUTURE = (
    ("overview", "{w}年，{we}共主动公开政府信息{disclosed}条，公开质量明显提升。"),
    ("problems", "{w}年政府信息公开工作虽取得了一定成绩，但还存在更新不够及时的问题。"),
    ("opening", "统计期限为{w}年1月1日至{w}年12月31日。"),
    ("overview", "截至{w}年12月31日，{we}已公开各类政府信息{disclosed}条。"),
)
"""Of a year to come nobody can say what was done."""


def year_typo(field: Field) -> Planted:
    """A sentence about the report's own year names the one before or after."""
    later = field.number % 4 == 3
    where, template = _FUTURE[field.number // 4 % len(_FUTURE)] if later else _PAST[field.number % len(_PAST)]
    clean = field.clean(field.turn(("2021", "2019", "2021")))
    year = clean.truth.year + (1 if later else -1)
    text = clean.writer.write(template.replace("{w}", str(year)), clean.ledger.values, field.random)
    truth, document = clean.truth, None
    if where == "opening" and "统计期限" in text:
        truth = replace(truth, opening=tuple(s for s in truth.opening if "12月31日" not in s.text))
    if where == "heading":
        document = _with_heading(compose(truth), text)
    else:
        before = truth
        truth = insert_sentence(field.random, before, text, where)
        if _goes_on(truth, text):
            truth = insert_sentence(field.random, before, f"{text}公开工作平稳有序。", where)
    allowed = frozenset({FindingKind.YEAR_CONTRADICTED})
    return field.planted(field.expect(quotes=(text,)), clean, truth, text, document=document, allowed=allowed)


def _goes_on(truth: Truth, text: str) -> bool:
    """True where the next sentence begins with this year: the one before then tells of another on purpose."""
    for _, body in truth.overview:
        for one, then in pairwise(body):
            if one.text == text and then.text.startswith((f"{truth.year}年", "本年", "今年")):
                return True
    return False


def _with_heading(document: Document, text: str) -> Document:
    blocks: list[Block] = [
        replace(block, text=text) if isinstance(block, Paragraph) and block.section == "overview" else block
        for block in document.blocks
    ]
    return Document(tuple(blocks))


def year_contradicted(field: Field) -> Planted:
    """The title names the year before or after; all else says the right one."""
    clean = field.clean()
    year = clean.truth.year + field.turn((1, -1))
    title = (clean.truth.title or "").replace(str(clean.truth.year), str(year))
    period = f"本报告所列数据的统计期限自{clean.truth.year}年1月1日起至{clean.truth.year}年12月31日止。"
    truth = replace(clean.truth, title=title)
    if truth.period is None:
        truth = insert_sentence(field.random, truth, period, "opening")
    allowed = frozenset({FindingKind.YEAR_TYPO})  # against the title's year every sentence has another
    return field.planted(field.expect(), clean, truth, title, allowed=allowed)


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.YEAR_TYPO: year_typo,
    FindingKind.YEAR_CONTRADICTED: year_contradicted,
}
