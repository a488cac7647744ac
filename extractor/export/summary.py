"""Many reports at a glance: one line each, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.export.text_table import align, printable, shorten
from extractor.export.wording import STATUS_WORDS, words
from schemas.enums import Severity, State, Status
from schemas.result import Extraction, Report

__all__ = ["Summary"]

_SHOWN = (Status.VERIFIED, Status.REPAIRED, Status.READ, Status.DISPUTED, Status.UNREAD)


@dataclass(slots=True)
class Summary:
    """Counts of the reports added so far."""

    lang: str = "en"
    rows: list[tuple[str, list[int]]] = field(default_factory=list)
    """What the report is; its cells, printed numbers, verified numbers, cells by status, findings that are errors."""

    def add(self, extraction: Extraction) -> None:
        """Count one source."""
        for report in extraction.reports:
            self.rows.append((_name(report, self.lang), _counts(report)))

    def text(self) -> str:
        """Return the lines, the last one the total with the share of printed numbers that are verified."""
        said = words(self.lang)
        statuses = [STATUS_WORDS[status][self.lang == "zh"] for status in _SHOWN]
        figures = [counts for _, counts in self.rows]
        total = [sum(column) for column in zip(*figures, strict=True)] if figures else [0] * (4 + len(_SHOWN))
        lines = [[said["report"], said["cells"], *statuses, said["errors"]]]
        lines += [[name, *map(str, (counts[0], *counts[3:]))] for name, counts in self.rows]
        lines.append([said["total"], *map(str, (total[0], *total[3:]))])
        numbers, verified = total[1], total[2]
        share = f"{verified} / {numbers}" + (f" = {100 * verified / numbers:.1f} %" if numbers else "")
        return "\n".join([*align(lines, right=frozenset(range(1, len(lines[0])))), f"{said['share']}: {share}"])


def _name(report: Report, lang: str) -> str:
    said = words(lang)
    organization = shorten(printable(report.organization or ""), 40) or said["no_organization"]
    return f"{organization} {report.year if report.year is not None else said['no_year']}"


def _counts(report: Report) -> list[int]:
    cells = report.cells.values()
    numbers = [cell for cell in cells if cell.state is State.NUMBER]
    return [
        len(cells),
        len(numbers),
        sum(cell.status is Status.VERIFIED for cell in numbers),
        *(sum(cell.status is status for cell in cells) for status in _SHOWN),
        sum(finding.severity is Severity.ERROR for finding in report.findings),
    ]
