"""All that is known of all cells before any of them is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.crosscheck.arrange import arrange
from extractor.crosscheck.books import Books, keep_books, plan_for
from extractor.crosscheck.evidence import CellReadings, Claim, Evidence, gather, recognition
from extractor.crosscheck.loose import LooseRun, loose_runs
from extractor.crosscheck.overdrawn import overdrawn
from extractor.crosscheck.placing import Suspect, opposition, suspects
from schemas import Number
from schemas.enums import Origin, State, Witness

__all__ = [
    "Survey",
    "counts_as_witness",
    "is_contested",
    "standing",
    "stands_alone",
    "supporting_sums",
    "survey",
    "votes",
]

_PRINTS_ZEROS = 4
"""Zeros, or marks that stand for them, that show that a table prints them."""
_FEW_BLANKS = 0.1
"""Blanks to a printed zero up to which an agency that prints zeros is not taken to leave cells empty as well."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The claims, the sums over them, and where broken sums cross."""

    evidence: Evidence
    cells: Mapping[str, CellReadings]
    books: Books
    demands: Mapping[str, Mapping[int, Number]]
    """By path: what each of its identities asks of the cell (``Books.demands``)."""
    suspects: Mapping[str, Suspect]
    """By table."""
    opposed: Mapping[str, frozenset[int]]
    """By path: the broken identities that speak against the cell."""
    loose: Mapping[str, LooseRun]
    contested: frozenset[str]
    """Cells that a token of the evidence's choices could belong to."""
    overdrawn: frozenset[str]
    """Cells of sums that cannot hold, whatever stands in their unread cells."""
    numberless: frozenset[str]
    """Tables in which no number and no mark stands: what empties a whole table looks like one that is blank."""
    few_blanks: frozenset[str]
    """Tables that print their zeros, or those of one column, and leave few cells empty: faint print may be gone there."""

    @property
    def origin(self) -> Origin:
        """How the source's characters came about."""
        return self.evidence.origin

    def suspect(self, path: str) -> Suspect | None:
        """Return the suspect of the cell's table, if it is this cell."""
        found = self.suspects.get(self.cells[path].table)
        return found if found is not None and found.path == path else None


def survey(evidence: Evidence) -> Survey:
    """Return what is known of the cells of one report."""
    cells = gather(evidence)
    chosen = arrange(evidence, cells) if evidence.choices else ()
    if chosen:
        cells = gather(evidence, chosen)
    books = keep_books(plan_for(frozenset(cells)), cells)
    placed = suspects(books)
    return Survey(
        evidence=evidence,
        cells=cells,
        books=books,
        demands={path: books.demands(path) for path in cells},
        suspects=placed,
        opposed=opposition(books, placed),
        loose=loose_runs(cells),
        contested=frozenset(path for choice in evidence.choices for path in choice.paths),
        overdrawn=overdrawn(books),
        numberless=_tables_without_numbers(cells),
        few_blanks=_tables_with_few_blanks(evidence),
    )


def _tables_without_numbers(cells: Mapping[str, CellReadings]) -> frozenset[str]:
    printed = {
        cell.table for cell in cells.values() if any(claim.state in (State.NUMBER, State.MARK) for claim in cell.claims)
    }
    return frozenset(cell.table for cell in cells.values()) - printed


def _tables_with_few_blanks(evidence: Evidence) -> frozenset[str]:
    """The tables where few cells of the whole, or of one column, are empty among printed zeros or marks."""
    zeros, blanks = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for reading in evidence.readings:
        if reading.reader is Witness.RULES:
            table, column = reading.path.partition(".")[0], reading.path.rpartition(".")[2]
            for line in ((table, ""), (table, column)):
                zeros[line] += reading.value == 0 or reading.state is State.MARK
                blanks[line] += reading.state is State.BLANK
    return frozenset(
        line[0]
        for line, count in blanks.items()
        if zeros[line] >= _PRINTS_ZEROS and 0 < count <= max(1, zeros[line] * _FEW_BLANKS)
    )


def is_contested(path: str, known: Survey) -> bool:
    """True where a token that could not be placed for certain may belong: a blank there may be its emptied cell.

    That the sums put it elsewhere changes nothing: what they place proves nothing.
    """
    return path in known.contested


def counts_as_witness(number: int, path: str, known: Survey) -> bool:
    """False for a sum of the total column beside the cell's own row: it follows from the others.

    It counts only where the row cannot be tested.
    """
    checks = known.books.checks
    if not checks[number].identity.derived:
        return True
    return not any(checks[other].identity.axis == "row" for other in known.demands[path])


def supporting_sums(claim: Claim, path: str, known: Survey) -> frozenset[int]:
    """Return the identities that witness a claim; none witnesses a blank, a mark or a cell that was lost.

    A cell into which the sums themselves put a token has none: they would witness themselves.
    """
    cell = known.cells[path]
    if claim.state is not State.NUMBER or not claim.firm or cell.lost or cell.placed_by_sums:
        return frozenset()
    holding = {number for number, value in known.demands[path].items() if value == claim.value}
    return frozenset(
        number for number in holding if counts_as_witness(number, path, known) and not stands_alone(number, path, known)
    )


def stands_alone(number: int, path: str, known: Survey) -> bool:
    """True where a sum holds over a term that another sum opposes or cannot pay, and no other sum of the cell holds.

    Then the doubtful term may be what makes it hold: a number that slipped along the row breaks no row.
    """
    checks, doubtful = known.books.checks, known.opposed.keys() | known.overdrawn
    if not any(other in doubtful and other != path for other in checks[number].identity.paths):
        return False
    return not any(checks[other].holds for other in known.books.touching(path) if other != number)


def votes(claim: Claim, path: str, known: Survey) -> int:
    """Return how many witnesses a claim has against the cell's other claims.

    An identity has a voice only where it tells the claims apart: it holds as well for a blank as for a 0.
    """
    eyes = {recognition(reading.reader, known.origin) for reading in claim.readings}
    others = [other for other in known.cells[path].claims if other is not claim and other.answers]
    sums: set[Witness] = set()
    if any(other.amount != claim.amount for other in others):
        sums = {known.books.checks[number].identity.kind for number in supporting_sums(claim, path, known)}
    return len(eyes) + len(sums)


def standing(path: str, known: Survey) -> Claim | None:
    """Return the claim that stands: always one that a reader gave, the one with most witnesses; None for a tie."""
    claims = known.cells[path].claims
    if len(claims) < 2:
        return claims[0] if claims else None
    counted = sorted(((votes(claim, path, known), claim) for claim in claims), key=lambda pair: -pair[0])
    return None if counted[0][0] == counted[1][0] else counted[0][1]
