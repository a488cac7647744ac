"""What persons said of a report's cells, as the cross-check takes it."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.crosscheck.rejudge import Word
from extractor.reviewing.events import Standing
from schemas import Reading
from schemas.decisions import How
from schemas.enums import Witness
from schemas.result import Report

__all__ = ["words_of"]


def words_of(report: Report, standing: Mapping[str, Standing]) -> dict[str, Word]:
    """Return by path what stands of persons' decisions: those that are current, about cells that the report has."""
    return {path: _word(path, found) for path, found in standing.items() if found.current and path in report.cells}


def _word(path: str, found: Standing) -> Word:
    said = found.reading
    reading = Reading(path, Witness.HUMAN, said.state, said.value, said.printed)
    return Word(reading, blames_report=said.how is How.REPORT_WRONG)
