"""Invented reports drawn for a bar, and what reading them comes to, by the evaluation's own scorer.

Every source can be made again: its recipe is the command line of ``gongkai eval mangle`` that writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from eval.labels import GoldDocument, Label
from eval.mangle import Mangled, ModeSpec, all_modes
from eval.mangle.batch import mangled_reports, own_seed
from eval.mangle.measure import Fare, measure
from eval.predictions import from_extraction
from eval.score import JudgedReport, judge_document, scorecard
from eval.scorecard import CellError, Documents, Reading, Scorecard
from extractor.pipeline import extract
from schemas.result import Extraction

__all__ = ["Drawn", "Tally", "draw", "draw_form", "error_lines", "fits", "scaled", "tally"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One source with its label."""

    mangled: Mangled
    recipe: str
    """``--seed 100003 --modes html+gbk --form 2021``."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What reading some sources comes to."""

    fare: Fare
    card: Scorecard
    extractions: tuple[Extraction, ...]
    """One a source, in order."""

    @property
    def failures(self) -> list[str]:
        """The silent errors, one line each."""
        return error_lines(self.card.silent_errors)


def scaled(count: int, scale: float) -> int:
    """Return that share of a count, at least 1."""
    return max(1, round(count * scale))


def fits(names: Iterable[str], form: str | None = None) -> bool:
    """True where the modes can be combined (for that form)."""
    try:
        next(mangled_reports(1, 1, tuple(map(ModeSpec, names)), form=form))
    except ValueError:
        return False
    return True


def draw(run: int, number: int, names: Sequence[str], *, form: str | None = None, agency_errors: int = 0) -> Drawn:
    """Return source ``number`` of a run.

    Args:
        run: the seed of the run.
        number: from 0; every one is another report.
        names: of modes.
        form: None draws one that the modes have.
        agency_errors: numbers that the agency prints wrongly.
    """
    seed = own_seed(run, number)
    modes = tuple(map(ModeSpec, names))
    mangled = next(mangled_reports(seed, 1, modes, form=form, agency_errors=agency_errors))
    options = [f"--seed {seed} --modes {'+'.join(names)}"]
    options += [f"--form {form}"] if form else []
    options += [f"--agency-errors {agency_errors}"] if agency_errors else []
    return Drawn(mangled, " ".join(options))


def draw_form(random: Random, names: Sequence[str], forms: Sequence[str]) -> str:
    """Return one of the forms that all the modes can be applied to."""
    return random.choice([form for form in forms if all(form in all_modes()[name].forms for name in names)])


def tally(name: str, drawn: Sequence[Drawn]) -> Tally:
    """Return what reading these sources comes to."""
    extractions: list[Extraction] = []

    def read(data: bytes, source: str) -> Extraction:
        extractions.append(extract(data, source))
        return extractions[-1]

    fare = measure(name, [item.mangled for item in drawn], read)
    judged = [
        report
        for number, (item, extraction) in enumerate(zip(drawn, extractions, strict=True))
        for report in _judged(number, item, extraction)
    ]
    documents = Documents(
        labelled=len(drawn), answered=len(drawn), unanswered=(), unanswered_scored=True, failed=(), unknown=()
    )
    return Tally(fare, scorecard(judged, documents, list_errors=True), tuple(extractions))


def _judged(number: int, item: Drawn, extraction: Extraction) -> tuple[JudgedReport, ...]:
    gold = GoldDocument(str(number), Path(), None, Label.model_validate(item.mangled.label))
    # Only the scorer learns how the source was made; the extractor saw the bare file name.
    return judge_document(gold, replace(from_extraction(extraction), source=item.recipe))


def error_lines(errors: Iterable[CellError]) -> list[str]:
    """Return errors as lines: recipe, path, what the label holds, what was read, and on whose word."""
    return [
        f"{error.source}: {error.path}: {error.outcome}: label {_held(error.label)}, "
        f"read {_held(error.predicted)} {error.status} by {'+'.join(error.witnesses) or 'nobody'}"
        for error in errors
    ]


def _held(reading: Reading | None) -> str:
    if reading is None:
        return "no cell"
    return str(reading.state) if reading.value is None else str(reading.value)
