"""The words of the pages, explained; folded at a page's end."""

from __future__ import annotations

from eval.page.view import Pairs, Section

__all__ = ["COMPARISON_WORDS", "RUN_WORDS", "glossary"]

RUN_WORDS: dict[str, str] = {
    "report": "one agency's yearly report; a document may hold several. Intervals draw whole reports",
    "reader": "who reads: the rules alone, the model alone, or the cross-check of both with the form's sums",
    "witnesses": "who or what vouches for a reading: the two readers, the table's own empty cells, the form's sums, a person",
    "verified": "independent witnesses agree on this number at this place",
    "repaired": "two sums give the same value, which is close to the print; the print is kept beside it",
    "read": "one reading and nothing against it, but not enough for it",
    "disputed": "readings differ, or a sum of the form opposes; the others are kept as candidates",
    "unread": "no reading: the cell is lost, or what is printed is no number",
    "believed": "verified or repaired: Gongkai says that it may be relied on",
    "silent error": "believed and wrong: nobody would look at it again. The gravest error there is",
    "right": "equal to the label, in value and in kind: a blank, a mark and a 0 are three different things",
    "wrong, missed, invented, misplaced": (
        "another value; a number not found; a number where none is printed; a number that belongs one place away"
    ),
    "not applicable": "the figure rests on belief, and the model alone or a naive request is never believed",
    "undefined": "a share of nothing; never shown as 0",
}
COMPARISON_WORDS: dict[str, str] = {
    "A, B": "the first run and the second; a difference is B less A",
    "broken": "right in A and wrong in B, or an error where A rightly says nothing; of facts lost or invented by B",
    "mended": "wrong in A and right in B: the mirror image",
    "newly believed, no longer believed": "right in both runs, believed only in B, only in A",
    "identical": "every cell and fact has the same value and status in both runs",
    "not established": "different, but the interval holds 0 or too few reports stand behind it: it may be chance",
    **RUN_WORDS,
}


def glossary(words: dict[str, str]) -> Section:
    """Return the part of a page that explains its words."""
    return Section("words", "Words of this page", "Words", (Pairs(tuple(words.items())),), folded=True)
