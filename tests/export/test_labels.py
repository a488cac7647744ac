"""Labels in both languages: one English a label, and no two cells of a table called the same."""

from __future__ import annotations

import pytest

from extractor.export.labels import cell_labels
from schemas import all_forms
from schemas.english import ENGLISH_LABELS, ENGLISH_METRICS, ENGLISH_UNITS, english
from schemas.facts import Metric


def printed_labels() -> tuple[set[str], set[str]]:
    labels, units = set(), set()
    for form in all_forms().values():
        labels.add(form.label)
        for table in form.tables:
            labels |= {table.label, *(group.label for group in table.groups)}
            for _, block, row, column in table.cells():
                labels |= {block.label, row.label, column.label}
                units.add(row.unit or column.unit)
    return labels - {""}, units


def test_every_label_unit_and_metric_has_english_and_nothing_else_has() -> None:
    labels, units = printed_labels()
    assert labels == ENGLISH_LABELS.keys()
    assert units == ENGLISH_UNITS.keys()
    assert set(Metric) == ENGLISH_METRICS.keys()
    words = [*ENGLISH_LABELS.values(), *ENGLISH_UNITS.values(), *ENGLISH_METRICS.values()]
    assert [word for word in words if not word or not word.isascii() or word != word.strip()] == []


def test_a_label_without_english_is_named() -> None:
    with pytest.raises(KeyError, match=r"新增.*schemas/english\.py"):
        english("新增")


@pytest.mark.parametrize("form", all_forms())
@pytest.mark.parametrize("language", [0, 1])
def test_no_two_cells_of_a_table_are_called_the_same(form: str, language: int) -> None:
    names = [(path.split(".")[0], cell_labels(path, form)[language]) for path in all_forms()[form].paths()]
    assert len(set(names)) == len(names)


def test_a_label_is_that_of_the_reports_own_form() -> None:
    path = "proactive_disclosure.article_20_5.licensing.decisions"
    assert cell_labels(path, "2019")[0].endswith("· 处理决定数量")
    assert cell_labels(path, "2021")[0].endswith("· 本年处理决定数量")
    assert cell_labels(path, "narrative") == cell_labels(path, "2019")
    assert cell_labels("requests.denied.state_secret.natural_person", "2021") == (
        "三、本年度办理结果 · (三)不予公开 · 1.属于国家秘密 · 自然人",
        "Outcomes this year: denied: state secret · natural persons",
    )
