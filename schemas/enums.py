"""The closed vocabularies of a result: every state, status, witness and finding kind there is.

Source: DESIGN.md "The result"; WITNESSES.md "Words" and "Status"; FORMS.md "What a cell can hold".
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "IDENTITY_KINDS",
    "READERS",
    "SIX_PARTS",
    "Blame",
    "ExplanationKind",
    "FindingKind",
    "Origin",
    "PlacedBy",
    "Quantity",
    "SectionKind",
    "SectionStatus",
    "Severity",
    "State",
    "Status",
    "TableKind",
    "Witness",
]


class State(StrEnum):
    """What a cell holds. Zero is a number; the other four are four different kinds of nothing."""

    NUMBER = "number"
    """A number is printed, units applied, notes set aside."""
    BLANK = "blank"
    """The cell stands and is empty."""
    MARK = "mark"
    """A mark stands for nothing: ``/``, ``-``, ``无``."""
    LOST = "lost"
    """The form has the cell, the source as it reached us does not."""
    UNREADABLE = "unreadable"
    """Something is printed that is no number and no mark."""


class Status(StrEnum):
    """How far a cell or fact may be believed, best first (WITNESSES.md, "Status")."""

    REPAIRED = "repaired"
    VERIFIED = "verified"
    READ = "read"
    DISPUTED = "disputed"
    UNREAD = "unread"


class Witness(StrEnum):
    """Who or what vouches for a reading: readers, the table's own grid, the form's arithmetic, a person."""

    RULES = "rules"
    MODEL = "model"
    OCR2 = "ocr2"
    """A second recognition by another engine, or the page picture read by a model."""
    GRID = "grid"
    """An existing empty cell in the source's own table."""
    ROW_SUM = "row_sum"
    BALANCE = "balance"
    OUTCOME_SUM = "outcome_sum"
    REVIEW_SUM = "review_sum"
    ANNEX_SUM = "annex_sum"
    HUMAN = "human"


READERS = (Witness.RULES, Witness.MODEL, Witness.OCR2)
"""The witnesses that read the source."""


class Origin(StrEnum):
    """How the source's characters came about."""

    DIGITAL = "digital"
    """HTML, DOCX, XLSX, drawn PDF text: what is printed is what the agency typed."""
    OCR = "ocr"
    """Recognised text, or text whose labels show the damage of recognition."""
    UNKNOWN = "unknown"
    """Plain text and Markdown: nobody can tell."""


class PlacedBy(StrEnum):
    """What put a token into its cell."""

    STRUCTURE = "structure"
    """Label and token stand in one row of the source's own table."""
    ORDER = "order"
    """Only the sequence of labels and tokens tells."""
    SUMS = "sums"
    """Several placements fitted; the identities chose one. Never more than ``read``."""


class TableKind(StrEnum):
    """The four tables that the official forms print."""

    PROACTIVE_DISCLOSURE = "proactive_disclosure"
    REQUESTS = "requests"
    REVIEW_AND_LITIGATION = "review_and_litigation"
    STATISTICS = "statistics"


class SectionKind(StrEnum):
    """The parts of a report: the six of the 2019 and 2021 forms, the annex, and what stands before them."""

    OPENING = "opening"
    OVERVIEW = "overview"
    PROACTIVE_DISCLOSURE = "proactive_disclosure"
    REQUESTS = "requests"
    REVIEW_AND_LITIGATION = "review_and_litigation"
    PROBLEMS = "problems"
    OTHER_MATTERS = "other_matters"
    STATISTICS = "statistics"
    NARRATIVE = "narrative"
    """A numbered part of the reports before 2019 that the later forms do not have."""


SIX_PARTS = (
    SectionKind.OVERVIEW,
    SectionKind.PROACTIVE_DISCLOSURE,
    SectionKind.REQUESTS,
    SectionKind.REVIEW_AND_LITIGATION,
    SectionKind.PROBLEMS,
    SectionKind.OTHER_MATTERS,
)
"""The parts of the 2019 and 2021 forms in the form's order; the first is 一."""


class SectionStatus(StrEnum):
    """What became of a section."""

    READ = "read"
    PARTIAL = "partial"
    EMPTY = "empty"
    MISSING = "missing"
    FAILED = "failed"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Blame(StrEnum):
    """Whose error a finding is."""

    SOURCE = "source"
    EXTRACTION = "extraction"
    UNKNOWN = "unknown"


class FindingKind(StrEnum):
    """What can be found wrong or odd; one page each in docs/findings.md."""

    ROW_SUM = "row_sum"
    BALANCE = "balance"
    OUTCOME_SUM = "outcome_sum"
    REVIEW_SUM = "review_sum"
    ANNEX_SUM = "annex_sum"
    SUBTOTAL = "subtotal"
    """A printed parent differs from the children printed beside it."""
    HIDDEN_CONTENT = "hidden_content"
    """Text that a person would not see was removed before reading."""
    REPEATED_TABLE = "repeated_table"
    """Two tables of one kind stand in one report without year headings of their own."""
    UNASSIGNED_NUMBER = "unassigned_number"
    """A number stands in a table and belongs to no cell of the form."""
    MIXED_FORM = "mixed_form"
    """Parts of two forms stand in one report."""
    UNIT_UNKNOWN = "unit_unknown"
    """An amount of money is printed without a unit."""
    ENCODING = "encoding"
    """Bytes could not be decoded, or were decoded against their declaration."""
    BUDGET = "budget"
    """Reading stopped at a limit of work; what was read until then is kept."""
    NOT_READ = "not_read"
    """Something was not read: a picture or form field in a cell, a formula without a value, a document in the document."""
    CONVERTED = "converted"
    """An old office file was turned into one that is read by a program of the machine."""
    YEAR_CONTRADICTED = "year_contradicted"
    """The title names another year than the report itself; the title's stands."""
    NAME_SPOILT = "name_spoilt"
    """Foreign words were spliced into the agency's name; no name is given."""
    TABLE_LOST = "table_lost"
    """A section's heading stands but its table does not, or no number stands in the table."""
    UPSTREAM_MISMATCH = "upstream_mismatch"
    """The model saw another year, organization or other columns than a table was read with: all of it is disputed."""
    MODEL_UNANSWERED = "model_unanswered"
    """The model was asked about a section and gave no answer that can be used."""
    MODEL_REJECTED = "model_rejected"
    """The model gave values or quotes that stand nowhere in their place; they count for nothing."""
    BLANK_ZERO = "blank_zero"
    """The report leaves cells blank where its own sums need a zero: said once a table, nothing is filled in."""
    VALUE_KIND = "value_kind"
    """A cell holds what its quantity cannot be: a count below zero or not whole, words where a number belongs."""
    PART_EXCEEDS = "part_exceeds"
    """A part (其中) is larger than the whole that it is a part of."""
    COLUMNS_REORDERED = "columns_reordered"
    """The header names the form's columns in another order than the form's."""
    PROSE_TABLE = "prose_table"
    """The prose states another number than the table for the same thing and scope."""
    PROSE_SUM = "prose_sum"
    """Parts that the prose enumerates do not add up to the whole that it states."""
    PERCENTAGE = "percentage"
    """A percentage does not follow from the numbers that it is stated with."""
    FEE_PROSE = "fee_prose"
    """What the report says of information fees contradicts itself or its table."""
    CONTRADICTION = "contradiction"
    """A statement without a number contradicts the table, such as 均已办结 beside requests carried out."""
    YEAR_TYPO = "year_typo"
    """A sentence about the report's own year names another year."""
    HEADING_ORDER = "heading_order"
    """The form's sections do not stand in the form's order."""
    HEADING_NUMBER = "heading_number"
    """A section's printed ordinal is not the one that the form gives it, is missing or is used twice."""
    SECTION_MISSING = "section_missing"
    """A section that the form prescribes has no heading and no content."""
    SECTION_EMPTY = "section_empty"
    """A section's heading stands with nothing, or next to nothing, under it."""
    CARRY_CHAIN = "carry_chain"
    """Between two reports of one agency: carried in this year is not carried out the year before."""
    STOCK_CHAIN = "stock_chain"
    """Between two reports of one agency: last year's stock and this year's changes do not give this year's stock."""
    DUPLICATE_REPORT = "duplicate_report"
    """Two sources hold a report of the same agency and year."""


IDENTITY_KINDS = frozenset(
    {
        FindingKind.ROW_SUM,
        FindingKind.BALANCE,
        FindingKind.OUTCOME_SUM,
        FindingKind.REVIEW_SUM,
        FindingKind.ANNEX_SUM,
    }
)
"""The findings that say that an identity of the form is broken."""


class ExplanationKind(StrEnum):
    """What kind of slip would explain a broken sum; closed, so that a program can count them."""

    SINGLE_CELL = "single_cell"
    """One cell with another value mends every broken sum of its table."""
    SPLIT_DIGITS = "split_digits"
    """Two neighbouring cells hold the digits of one number: ``2 | 0`` for ``20``."""
    SWAPPED_COLUMNS = "swapped_columns"
    """Two cells of one row, or of one column, hold each other's numbers."""
    BLANK_CELL = "blank_cell"
    """A blank cell stands where the sums need a number."""


class Quantity(StrEnum):
    """What kind of number a cell holds; decides how its print is read."""

    COUNT = "count"
    """A whole number, zero or more."""
    CHANGE = "change"
    """A signed whole number: ``-8``, ``增8``, ``减8``."""
    MONEY = "money"
    """An amount; its value is in yuan."""
