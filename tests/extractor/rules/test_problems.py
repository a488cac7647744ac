"""Section five: problems and improvements told apart, item by item, as they stand."""

from __future__ import annotations

from random import Random

import pytest

from eval.label_format import LabelReport
from eval.labels import load_gold
from eval.truth.prose import draw_problems
from extractor.pipeline import extract
from extractor.rules.facts import prose_of
from extractor.rules.problems import Shortcomings, read_shortcomings
from schemas.enums import SectionKind
from tests.extractor.rules.facts.prose_reports import as_report
from tests.test_samples import SAMPLES


def _read(text: str, kind: SectionKind = SectionKind.PROBLEMS) -> Shortcomings:
    source, part = as_report(text, 2022, kind)
    return read_shortcomings(source, prose_of(source, part))


@pytest.mark.parametrize(
    "text",
    [
        "存在的问题：一是栏目更新不够及时；二是公开力量薄弱，人员流动较快。改进情况：一是完善审核机制；二是编印答复样本，逐月通报。",
        "（一）存在的主要问题\n一是栏目更新不够及时；二是公开力量薄弱，人员流动较快。\n（二）改进情况\n一是完善审核机制；二是编印答复样本，逐月通报。",
        "- 问题：栏目更新不够及时。\n- 问题：公开力量薄弱，人员流动较快。\n- 改进：完善审核机制。\n- 改进：编印答复样本，逐月通报。",
        "工作取得了一定成效，但仍存在以下不足：\n1.栏目更新不够及时。\n2.公开力量薄弱，人员流动较快。\n下一步，我局将采取以下措施：\n1.完善审核机制。\n2.编印答复样本，逐月通报。",
    ],
)
def test_items_are_told_apart_in_every_layout(text: str) -> None:
    assert _read(text) == Shortcomings(
        ("栏目更新不够及时", "公开力量薄弱，人员流动较快"), ("完善审核机制", "编印答复样本，逐月通报")
    )


def test_running_prose_gives_its_clauses_without_what_leads_to_them() -> None:
    said = _read(
        "我局工作取得一定成效，但还存在公开比例有待提升、解读质量有待提高等问题。为提高质量，我局将加强业务培训，丰富解读形式。"
    )
    assert said.problems == ("公开比例有待提升", "解读质量有待提高")
    assert said.improvements == ("加强业务培训", "丰富解读形式")


def test_a_word_broken_over_lines_has_no_break() -> None:
    said = _read(
        "存在的主要问题：一是部分单位主动公开不够及时，专栏更新靠突击；二是答复书送达方\n式单一。改进情况：开通电子送达。"
    )
    assert said.problems == ("部分单位主动公开不够及时，专栏更新靠突击", "答复书送达方式单一")
    assert said.improvements == ("开通电子送达",)


def test_nothing_is_said_where_nothing_stands() -> None:
    assert _read("无。") == Shortcomings((), ())
    assert _read("存在问题：更新不够及时。", SectionKind.OVERVIEW) == Shortcomings((), ())


@pytest.mark.parametrize("seed", range(40))
def test_invented_reports_get_back_what_they_name(seed: int) -> None:
    problems, improvements, paragraphs = draw_problems(Random(seed))
    assert _read("\n".join(paragraphs)) == Shortcomings(problems, improvements)


def test_most_items_of_the_samples_are_found() -> None:
    found = wanted = given = 0
    for document in load_gold(SAMPLES):
        assert document.source is not None
        reports = extract(document.source.read_bytes(), document.source.name).reports
        for label, report in zip(document.label.reports, reports, strict=True):
            items = _items(label)
            answered = {*report.problems, *report.improvements}
            found += len(items & answered)
            wanted += len(items)
            given += len(answered)
    assert found >= 0.85 * wanted
    assert found >= 0.85 * given


def _items(label: LabelReport) -> set[str]:
    """The items of a label as plain text: marks of emphasis are no words."""
    return {item.replace("**", "") for item in (*label.problems, *label.improvements)}
