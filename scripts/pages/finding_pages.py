"""docs/findings/KIND.md: what a kind of finding means, with an example that is planted, found and printed when made."""

from __future__ import annotations

from functools import cache

from eval.plant import Planted, plant, planters
from eval.plant.judge import judge
from eval.plant.reading import checked_lines, find
from schemas.enums import FindingKind
from scripts.pages.finding_texts import TEXTS
from scripts.pages.markdown import GENERATED
from scripts.pages.vocabularies import finding_meaning

__all__ = ["EXAMPLES_REQUIRED", "finding_page"]

EXAMPLES_REQUIRED = True
"""A page whose planted example is not found is an error."""

_OF_A_MODEL = "Its example would need a model's answers; `tests/eval/plant/test_plant_model.py` plants them."
_UNPLANTED = {
    FindingKind.CONVERTED: "Its example would need LibreOffice; `tests/extractor/sources/office/test_legacy.py` has one."
}
_SEED = 2
_TRIES = 3
"""Cases looked at for one whose error is found."""


@cache
def finding_page(kind: FindingKind) -> str:
    """Return the page of one kind.

    Raises:
        LookupError: the example is not found, and examples are required.
    """
    about = TEXTS[kind]
    lines = [
        f"# `{kind}`",
        "",
        GENERATED,
        "",
        finding_meaning(kind),
        "",
        f"**When it fires.** {about.fires}",
        "",
        f"**Severity.** {about.severity}",
        "",
        f"**Whose error.** {about.blame}",
        "",
        f"**What it does not mean.** {about.does_not_mean}",
        "",
        *_example(kind),
        "",
        "[All kinds](../findings.md)",
    ]
    return "\n".join(lines) + "\n"


def _example(kind: FindingKind) -> list[str]:
    if kind not in planters():
        return [_UNPLANTED.get(kind, _OF_A_MODEL)]
    cases = (plant(kind, _SEED, number, layout="html") for number in range(_TRIES))
    case = next((case for case in cases if judge(case, find(case.sources)).found), None)
    if case is None and EXAMPLES_REQUIRED:
        raise LookupError(f"none of the first {_TRIES} planted findings of kind {kind} is found (seed {_SEED})")
    shown = case or plant(kind, _SEED, 0, layout="html")
    lines = [
        "## Example",
        "",
        f"Planted in a clean invented report ({shown.recipe}):",
        "",
        "```text",
        shown.passage,
        "```",
    ]
    if case is not None:
        said = [_said(case, kind, lang) for lang in ("en", "zh")]
        lines += ["", "`gongkai check` prints, in English and with `--lang zh`:", "", "```text", *said, "```"]
    return lines


def _said(case: Planted, kind: FindingKind, lang: str) -> str:
    printed = checked_lines(case.sources, "--lang", lang)
    return next(line for line in printed if f"[{kind}, " in line)
