"""Two runs paired: the documents that both have, and within them report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from eval.compare.format import Documents
from eval.label_format import Label, LabelReport
from eval.predictions import from_extraction
from eval.runs.format import Reader, RunDocument, RunFile
from eval.score import JudgedReport, judge_label
from extractor.errors import UsageError
from schemas.result import Extraction, Report

__all__ = ["DocumentPair", "Identity", "Labels", "ReportPair", "Side", "pair_documents", "pair_reports"]

Labels = Mapping[str, Label]
"""By id of the document."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """One document of both runs."""

    label: Label
    a: RunDocument
    b: RunDocument

    @property
    def name(self) -> str:
        """``gold/id``."""
        return _name(self.a)


@dataclass(frozen=True, slots=True)
class Side:
    """One report as one run gave it."""

    judged: JudgedReport
    text: str | None
    """The source's text, which the spans of ``given`` are of."""

    @property
    def given(self) -> Report | None:
        """The report as the result has it; None for a missed one."""
        return self.judged.result


class Identity(TypedDict):
    """Which report it is, as ``eval.compare.format`` says it."""

    gold: str
    document: str
    report: int
    organization: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class ReportPair:
    """One report of both runs: a cluster."""

    document: RunDocument
    number: int
    """Place in the label, from 0; invented ones after them."""
    label: LabelReport | None
    """None for a report that is invented by one side or both."""
    a: Side | None
    """None for a report that only the other side invented."""
    b: Side | None

    @property
    def sides(self) -> tuple[Side | None, Side | None]:
        """Both sides."""
        return self.a, self.b

    @property
    def identity(self) -> Identity:
        """What every flip says of its report."""
        return {
            "gold": self.document.gold,
            "document": self.document.id,
            "report": self.number,
            "organization": self.judged.organization,
            "year": self.judged.year,
        }

    @property
    def judged(self) -> JudgedReport:
        """The report as A has it, or else B; its label and, of invented ones, its identity are the same in both."""
        side = self.a or self.b
        if side is None:
            raise ValueError("a pair without a side")
        return side.judged


def pair_documents(
    a: RunFile, b: RunFile, labels: Labels | None, gold: Sequence[str] = ()
) -> tuple[tuple[DocumentPair, ...], Documents]:
    """Return the documents that are compared, by gold set and id, and those that are left out.

    Args:
        a: the first run.
        b: the second run.
        labels: in place of those of the runs; documents without one are left out.
        gold: names of the gold sets that ``labels`` come from.

    Raises:
        UsageError: no document is in both, or the runs hold different labels and none were given in their place.
    """
    ours, theirs = ({_name(document): document for document in run.documents} for run in (a, b))
    both = sorted(ours.keys() & theirs.keys())
    compared = [name for name in both if labels is None or ours[name].id in labels]
    if not compared:
        raise UsageError("no document is in both runs" + (" and in the gold set" if labels is not None else ""))
    if labels is None:
        _refuse_other_labels([name for name in both if ours[name].label != theirs[name].label])
    pairs = tuple(
        DocumentPair((labels or {}).get(ours[name].id, ours[name].label), ours[name], theirs[name]) for name in compared
    )
    return pairs, Documents(
        both=len(pairs),
        only_a=tuple(sorted(ours.keys() - theirs.keys())),
        only_b=tuple(sorted(theirs.keys() - ours.keys())),
        unlabelled=tuple(name for name in both if name not in compared),
        gold=tuple(gold),
    )


def _name(document: RunDocument) -> str:
    return f"{document.gold}/{document.id}"


def _refuse_other_labels(names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        raise UsageError(
            f"the runs hold different labels for {len(names)} documents ({', '.join(names[:_SHOWN])}{more}): "
            "name the labels to judge both by with --gold FOLDER"
        )


def pair_reports(pairs: Iterable[DocumentPair], reader_a: Reader, reader_b: Reader) -> tuple[ReportPair, ...]:
    """Return every report of documents that ``reader_a`` has read in A and ``reader_b`` in B, in their order."""
    return tuple(
        paired
        for pair in pairs
        for paired in _reports(
            pair,
            _sides(pair.label, pair.a, pair.a.extractions[reader_a]),
            _sides(pair.label, pair.b, pair.b.extractions[reader_b]),
        )
    )


def _sides(label: Label, document: RunDocument, extraction: Extraction) -> tuple[Side, ...]:
    """The labelled reports in the order of the label, then the invented ones."""
    return tuple(Side(judged, document.text) for judged in judge_label(document.id, label, from_extraction(extraction)))


def _reports(pair: DocumentPair, a: Sequence[Side], b: Sequence[Side]) -> Iterator[ReportPair]:
    labels = pair.label.reports
    count = len(labels)
    for number, (label, ours, theirs) in enumerate(zip(labels, a, b, strict=False)):
        yield ReportPair(pair.a, number, label, ours, theirs)
    for number, (ours_, theirs_) in enumerate(_invented(a[count:], b[count:]), start=count):
        yield ReportPair(pair.a, number, None, ours_, theirs_)


def _invented(a: Sequence[Side], b: Sequence[Side]) -> Iterator[tuple[Side | None, Side | None]]:
    """Reports that no label has, one of A beside the one of B that calls itself the same."""
    ours, theirs = _by_identity(a), _by_identity(b)
    for key in sorted({*ours, *theirs}):
        yield ours.get(key), theirs.get(key)


def _by_identity(sides: Sequence[Side]) -> dict[tuple[str, ...], Side]:
    """By organization, year and form as given, and by which of several of one name it is."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[str, ...], Side] = {}
    for side in sides:
        key = (side.judged.organization or "", str(side.judged.year or ""), side.judged.form)
        seen[key] += 1
        found[*key, f"{seen[key]:06d}"] = side
    return found
