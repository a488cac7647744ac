"""How grave a finding is and whose error it is: decided here for all checks, by one rule."""

from __future__ import annotations

import hashlib

from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.messages import said
from extractor.crosscheck.checks.names import called
from extractor.crosscheck.checks.view import ReportView
from schemas.enums import Blame, FindingKind, Origin, Severity, State
from schemas.result import Finding, Term

__all__ = ["blame_of", "severity_of", "to_finding"]

_NOTES = frozenset({FindingKind.BLANK_ZERO, FindingKind.COLUMNS_REORDERED})


def severity_of(issue: Issue) -> Severity:
    """Return how grave an issue is: broken sums alone are errors, and those are found elsewhere."""
    return Severity.NOTE if issue.minor or issue.kind in _NOTES else Severity.WARNING


def blame_of(issue: Issue, view: ReportView) -> Blame:
    """Return whose error an issue is.

    The source's, only where its characters are the agency's own (digital) and every cell that holds something is well
    read; nobody can tell otherwise. The finding itself is no doubt about a cell: a value that cannot be, or that a sum
    opposes, may be well read.
    """
    if view.origin is not Origin.DIGITAL:
        return Blame.UNKNOWN
    about = () if issue.of_header else issue.paths
    cells = [path for path in about if path in view.cells and view.cells[path].state is not State.LOST]
    return Blame.SOURCE if all(path in view.well_read for path in cells) else Blame.UNKNOWN


def to_finding(issue: Issue, view: ReportView, lang: str) -> Finding:
    """Return an issue as the result has it; its fingerprint depends on neither language nor place."""
    mark = hashlib.sha256("\n".join((issue.kind.value, issue.message, *issue.key)).encode()).hexdigest()[:16]
    values = {"label": called(issue.paths), **issue.values} if issue.paths else issue.values
    return Finding(
        kind=issue.kind,
        severity=severity_of(issue),
        blame=blame_of(issue, view),
        paths=list(issue.paths),
        terms=[Term(path=path, value=value) for path, value in issue.terms],
        fingerprint=mark,
        message=said(issue.message, values, lang),
        span=issue.span,
    )
