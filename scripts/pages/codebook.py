"""docs/codebook.md: the data dictionary in both languages."""

from __future__ import annotations

from extractor.export.codebook_page import codebook_page
from scripts.pages.markdown import GENERATED

__all__ = ["codebook_document"]


def codebook_document() -> str:
    """Return the page."""
    lines = [
        "# Codebook 指标说明",
        "",
        GENERATED,
        "",
        "What every path, word and column of an export means, in Chinese and English. `gongkai forms --to csv|xlsx|md|json`",
        "gives the same as data; [forms.md](forms.md) has each form by itself, [exports.md](exports.md) says how to use it.",
        "",
        *codebook_page(),
    ]
    return "\n".join(lines) + "\n"
