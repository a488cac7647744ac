"""The data dictionary: every cell of the forms once, and every closed word, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from extractor.export.columns import LABEL, LABEL_EN, PATH, Scalar, category, text
from extractor.export.labels import Labels, cell_labels
from extractor.export.wording import HOW_WORDS, SEVERITY_WORDS, STATE_WORDS, STATUS_WORDS
from schemas import CellDefinition, Identity, all_forms, cell_definitions, identities, union_table
from schemas.decisions import How
from schemas.english import ENGLISH_METRICS, english
from schemas.enums import Quantity, Severity, State, Status, TableKind
from schemas.facts import METRIC_LABELS, Metric

__all__ = ["CODEBOOK_COLUMNS", "SUM_COLUMNS", "WORD_COLUMNS", "codebook_rows", "sum_rows", "word_rows"]


CODEBOOK_COLUMNS = (
    PATH,
    category("table", TableKind, "表", "the table that it stands in"),
    LABEL,
    LABEL_EN,
    category("quantity", Quantity, "数量类型", "what kind of number it holds"),
    text("unit", "单位名称", "of the value"),
    text("forms", "格式", "ids of the forms that print it"),
    text("sums", "勾稽关系", "names of the sums that it stands in"),
)
SUM_COLUMNS = (
    text("name", "名称", "the sum's name"),
    text("kind", "类别", "the witness, or the finding, that it is"),
    category("table", TableKind, "表", "the table that it is about"),
    text("left", "左边", "paths that add up to what those on the right add up to"),
    text("right", "右边", "paths"),
    text("forms", "格式", "ids of the forms that assert it"),
)
WORD_COLUMNS = (
    text("vocabulary", "词表", "the closed list that the word is of"),
    text("word", "代码", "as it stands in results and exports"),
    text("english", "英文", "in English"),
    text("chinese", "中文", "in Chinese"),
)


def codebook_rows(form: str | None = None) -> Iterator[tuple[Scalar, ...]]:
    """Yield every cell in printed order.

    Args:
        form: id of a form whose cells these are; None for all forms, each cell once.
    """
    for path, definition in cell_definitions().items():
        if form in (None, *definition.forms):
            yield _cell(path, definition, form or definition.forms[0])


def sum_rows(form: str | None = None) -> Iterator[tuple[Scalar, ...]]:
    """Yield every sum that a form asserts, with the cells that it has on that form.

    Args:
        form: id of the form; None for all.
    """
    asserted: dict[Identity, list[str]] = {}
    for name, declared in all_forms().items():
        for identity in identities(declared.paths()):
            asserted.setdefault(identity, []).append(name)
    for identity, forms in asserted.items():
        if form in (None, *forms):
            sides = " ".join(identity.left), " ".join(identity.right)
            yield identity.name, identity.kind.value, identity.table.value, *sides, " ".join(forms)


def word_rows() -> Iterator[tuple[Scalar, ...]]:
    """Yield the words of tables, states, statuses, decisions, severities and metrics, with what they are called."""
    tables = {kind: (english(union_table(kind).label), union_table(kind).label) for kind in TableKind}
    metrics = {metric: (ENGLISH_METRICS[metric], METRIC_LABELS[metric]) for metric in Metric}
    vocabularies: Iterable[tuple[str, dict[StrEnum, Labels]]] = (
        ("state", {state: STATE_WORDS[state] for state in State}),
        ("status", {status: STATUS_WORDS[status] for status in Status}),
        ("decision", {how: HOW_WORDS[how] for how in How}),
        ("severity", {severity: SEVERITY_WORDS[severity] for severity in Severity}),
        ("table", dict(tables.items())),
        ("metric", dict(metrics.items())),
    )
    for vocabulary, words in vocabularies:
        for word, (in_english, in_chinese) in words.items():
            yield vocabulary, word.value, in_english, in_chinese


def _cell(path: str, definition: CellDefinition, form: str) -> tuple[Scalar, ...]:
    return (
        path,
        definition.table.value,
        *cell_labels(path, form),
        definition.quantity.value,
        definition.unit,
        " ".join(definition.forms),
        " ".join(_sums_of().get(path, ())) or None,
    )


@cache
def _sums_of() -> dict[str, tuple[str, ...]]:
    """The names of the sums that each cell stands in, on any form."""
    found: dict[str, dict[str, None]] = {}
    for form in all_forms().values():
        for identity in identities(form.paths()):
            for path in identity.paths:
                found.setdefault(path, {})[identity.name] = None
    return {path: tuple(names) for path, names in found.items()}
