"""samples/README.md: hand-written, but for the agreement of its annotators and what splits.json says of each sample."""

from __future__ import annotations

import re
from pathlib import Path

from eval.agreement import compare, load_annotations
from eval.agreement.show import figures_text
from eval.labels import GoldDocument, load_gold
from extractor.errors import UsageError

__all__ = ["agreement_block", "samples_page", "table_row"]

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_AGREEMENT = re.compile(r"(<!-- agreement of annotations/a and annotations/b -->\n).*?(\n<!-- end -->)", re.DOTALL)
_ROW = re.compile(r"^\| `(?P<id>[\w-]+)` \|(?:[^|]*\|){3} (?P<odd>.+) \|$", re.MULTILINE)


def samples_page() -> str:
    """Return the page with both made anew; every sample has one row, and what is odd about it stays as written.

    Raises:
        UsageError: a sample has no row, or a row no sample.
    """
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    gold = {document.id: document for document in load_gold(SAMPLES)}
    listed = [found["id"] for found in _ROW.finditer(text)]
    if sorted(listed) != sorted(gold):
        raise UsageError(f"samples/README.md: rows and samples differ: {', '.join(sorted(set(listed) ^ set(gold)))}")
    text = _ROW.sub(lambda found: table_row(gold[found["id"]], found["odd"]), text)
    return _AGREEMENT.sub(lambda found: found[1] + agreement_block() + found[2], text)


def table_row(document: GoldDocument, odd: str) -> str:
    """Return the row of one sample."""
    form = ", ".join(dict.fromkeys(report.form for report in document.label.reports))
    cells = (f"`{document.id}`", form, document.split or "", ", ".join(document.mess or ()), odd)
    return f"| {' | '.join(cells)} |"


def agreement_block() -> str:
    """Return the figures of all samples together."""
    annotations = SAMPLES / "annotations"
    documents = compare(load_annotations(annotations / "a"), load_annotations(annotations / "b"))
    return f"```text\n{figures_text(documents)}\n```"
