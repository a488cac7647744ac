"""What splitting gives: reports and their sections, each with the blocks it holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.sources.document import Block
from schemas.enums import SectionKind, TableKind
from schemas.reading import Span

__all__ = ["Identity", "ReportPart", "SectionPart"]


@dataclass(frozen=True, slots=True)
class SectionPart:
    """One section of a report: its heading, if it stands there, and its blocks."""

    kind: SectionKind
    heading: Span | None
    blocks: tuple[Block, ...]
    has_table: bool = False
    """Labels of the section's own table were found in it."""

    @property
    def span(self) -> Span | None:
        """From the heading to the end of the last block; None where neither stands."""
        spans = [block.span for block in self.blocks] + ([self.heading] if self.heading else [])
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is and of which year, as far as the text says."""

    title: str | None = None
    """As printed."""
    organization: str | None = None
    """Simplified, without spaces and residue."""
    year: int | None = None
    period_start: str | None = None
    period_end: str | None = None
    flags: tuple[str, ...] = ()
    """What a person should know: ``spam_in_name``, ``year_contradicted``, ``year_from_signature``."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One report."""

    identity: Identity
    sections: tuple[SectionPart, ...]
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """Everything that belongs to it, in reading order."""

    def section(self, kind: SectionKind) -> SectionPart | None:
        """Return the first section of that kind."""
        return next((part for part in self.sections if part.kind is kind), None)

    def table_blocks(self, kind: TableKind) -> tuple[Block, ...]:
        """Return the blocks in which a table stands: of the sections that show its labels, else of all of its kind."""
        own = [part for part in self.sections if part.kind.value == kind.value]
        shown = [part for part in own if part.has_table]
        return tuple(block for part in shown or own for block in part.blocks)
