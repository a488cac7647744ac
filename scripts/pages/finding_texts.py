"""What each kind of finding fires on, how grave it is, whose error, and what it does not say: for its page."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.enums import FindingKind

__all__ = ["TEXTS", "About"]

_SOURCE = "`source` where the numbers are well read; `unknown` in bare text; `extraction` where a reader is in doubt."
_AGENCY = "`source` on a page; `unknown` in bare text."
_ANY = "As the finding says: it is about the file as it came."


@dataclass(frozen=True, slots=True)
class About:
    """The hand-written part of a page."""

    fires: str
    severity: str
    blame: str
    does_not_mean: str


_SUM = "That the total is the wrong number: any cell of the sum may be. `explanations` name the changes that mend it."

TEXTS: dict[FindingKind, About] = {
    FindingKind.ROW_SUM: About(
        "A row of `requests` has a total that its six applicant columns do not add up to.", "`error`", _SOURCE, _SUM
    ),
    FindingKind.BALANCE: About(
        "In a column of `requests`, received and carried in are not concluded and carried out.",
        "`error`",
        _SOURCE,
        _SUM,
    ),
    FindingKind.OUTCOME_SUM: About(
        "In a column of `requests`, the outcomes do not add up to (七)总计.", "`error`", _SOURCE, _SUM
    ),
    FindingKind.REVIEW_SUM: About(
        "Of a kind of proceeding, the four results do not add up to the total.", "`error`", _SOURCE, _SUM
    ),
    FindingKind.ANNEX_SUM: About(
        "An indicator of the annex is not the sum of the parts that the annex divides it into.",
        "`warning`",
        _SOURCE,
        "That the form forbids it: the annex lists some parts that agencies did not count alike.",
    ),
    FindingKind.SUBTOTAL: About(
        "A row and the rows that it is divided into are both printed, and differ.",
        "`warning`",
        _SOURCE,
        "That a sum of the form is broken: those take the children and leave the parent out.",
    ),
    FindingKind.HIDDEN_CONTENT: About(
        "A page holds text that a browser would not show: styled away, off-screen, white on white, a commented table.",
        "`warning`",
        _ANY,
        "Ill will: editors leave old tables behind. What is hidden is not read.",
    ),
    FindingKind.REPEATED_TABLE: About(
        "Two tables of one kind stand in one report, no year heading between them, and differ.",
        "`warning`",
        _ANY,
        "That either is wrong. Numbers that differ are disputed.",
    ),
    FindingKind.UNASSIGNED_NUMBER: About(
        "A row or column of a table is none of the form's, and holds a number.",
        "`warning`",
        _ANY,
        "That a number of the form was lost: local rows are common.",
    ),
    FindingKind.MIXED_FORM: About(
        "A table of one form keeps columns or a row of the form before.",
        "`note`",
        _AGENCY,
        "That a number is wrong: each keeps the path of what is printed.",
    ),
    FindingKind.UNIT_UNKNOWN: About(
        "An amount is printed and neither its cell nor its header names 元 or 万元.",
        "`warning`",
        _ANY,
        "That the amount is wrong. It is kept as printed, and may be ten thousand times as much.",
    ),
    FindingKind.ENCODING: About(
        "Bytes are no text in the file's encoding, or text was once read in a wrong one and saved.",
        "`warning`",
        _ANY,
        "That numbers are lost: digits survive most of it. A wrong declaration alone is passed over.",
    ),
    FindingKind.BUDGET: About(
        "A file is far larger than any report, and the rest of it was not looked at.",
        "`warning`",
        _ANY,
        "That the report is cut: it usually stands in front.",
    ),
    FindingKind.YEAR_CONTRADICTED: About(
        "The title names a year, and period and sentences name another.",
        "`warning`",
        _AGENCY,
        "Which of them is right. The title's year stands.",
    ),
    FindingKind.NAME_SPOILT: About(
        "Words that belong to no agency stand in the middle of its name, as hijacked copies have them.",
        "`warning`",
        _ANY,
        "That the numbers were changed.",
    ),
    FindingKind.TABLE_LOST: About(
        "A heading of section two to four stands, and no table under it is recognised, or not one number stands in the table.",
        "`warning`",
        "`unknown`: the table may be a picture, or may have been dropped on the way.",
        "That the agency published none.",
    ),
    FindingKind.UPSTREAM_MISMATCH: About(
        "A model that was shown a table named another year, organization or other columns than it was read with.",
        "`warning`",
        _ANY,
        "That the model is right.",
    ),
    FindingKind.MODEL_UNANSWERED: About(
        "A model was asked about a section and refused, failed or broke the schema.",
        "`warning`",
        _ANY,
        "Anything about the report: it is as without a model.",
    ),
    FindingKind.MODEL_REJECTED: About(
        "A model gave values or quotes that do not stand where it said.",
        "`warning`",
        _ANY,
        "That the report is wrong. What was rejected counts for nothing.",
    ),
    FindingKind.BLANK_ZERO: About(
        "Cells of a table are blank or hold a mark, and every sum that can be tested holds with 0 in them.",
        "`note`",
        _AGENCY,
        "That anything is filled in: a blank stays a blank. Reports that fill in totals alone are not named.",
    ),
    FindingKind.VALUE_KIND: About(
        "A count is below zero or not whole, an amount is below zero, or words stand where a number belongs.",
        "`warning`",
        "`source` where the file has a table of its own; `unknown` otherwise.",
        "That a mark such as `/` or 无 is wrong: those are marks. 本年增/减 may be below zero.",
    ),
    FindingKind.PART_EXCEEDS: About(
        "A row 其中 is larger than the row that it is a part of.",
        "`warning`",
        _SOURCE,
        "Which of the two is wrong.",
    ),
    FindingKind.COLUMNS_REORDERED: About(
        "The header names the form's columns, in another order.",
        "`note`",
        _AGENCY,
        "That numbers are misplaced: they were read by the names above them.",
    ),
    FindingKind.PROSE_TABLE: About(
        "A sentence states a number of the tables, for the same scope and year, and in no usual reading is it theirs.",
        "`warning`",
        _AGENCY,
        "Which is right. 受理 and 办理 may count last year's requests too; parts, other agencies, running totals and "
        "other years are never compared; 余 and 近 have their natural tolerance.",
    ),
    FindingKind.PROSE_SUM: About(
        "A sentence divides a number into all of its parts, and they do not add up to it.",
        "`warning`",
        _AGENCY,
        "Anything of sentences that name some parts only (主要涉及, 等).",
    ),
    FindingKind.PERCENTAGE: About(
        "A percentage or growth stands beside the two numbers that it is of, and does not follow from them, rounded "
        "to the digits printed.",
        "`warning`",
        _AGENCY,
        "Anything of percentages whose numbers are not stated.",
    ),
    FindingKind.FEE_PROSE: About(
        "Nothing was charged for information in one place, and an amount in another; or two amounts; or the annex's "
        "依申请公开信息收取的费用 against the prose.",
        "`warning`",
        _AGENCY,
        "That 信息处理费 has to do with 行政事业性收费 of table two: that is another thing.",
    ),
    FindingKind.CONTRADICTION: About(
        "The prose says that all is concluded, or nothing carried over, and the table carries requests out.",
        "`warning`",
        _AGENCY,
        "That a number is misprinted: often the sentence was copied from last year.",
    ),
    FindingKind.YEAR_TYPO: About(
        "A sentence about the report's own year names the year before or after.",
        "`warning`",
        _AGENCY,
        "Anything of comparisons, plans, document numbers, laws and publication dates, which name other years rightly.",
    ),
    FindingKind.HEADING_ORDER: About(
        "The six sections are there, and not in the form's order.",
        "`warning`",
        _AGENCY,
        "That their content is wrong.",
    ),
    FindingKind.HEADING_NUMBER: About(
        "The six sections are there, and one bears another ordinal than the form's, none, or one that stands twice.",
        "`warning`",
        _AGENCY,
        "Anything of topics inside a section that are numbered 一、二、 themselves.",
    ),
    FindingKind.SECTION_MISSING: About(
        "A section of the form has neither heading nor content.",
        "`warning`",
        _AGENCY,
        "That it never was published: a copy may have lost it.",
    ),
    FindingKind.SECTION_EMPTY: About(
        "A heading stands with nothing, or a mere placeholder, under it.",
        "`warning`",
        _AGENCY,
        "Anything of section six: 无 is a full answer there.",
    ),
    FindingKind.CARRY_CHAIN: About(
        "Of two reports of one agency for consecutive years, the later carries in what the earlier does not carry out. "
        "One finding a pair, with every column that differs.",
        "`warning`",
        _AGENCY,
        "Which of the two reports is wrong.",
    ),
    FindingKind.STOCK_CHAIN: About(
        "Of two such reports on one form, last year's stock with this year's changes is not this year's stock "
        "(in force; items of the year before).",
        "`warning`",
        _AGENCY,
        "Which is wrong. Reports on different forms are not compared.",
    ),
    FindingKind.DUPLICATE_REPORT: About(
        "Two files hold a report of the same agency and year.",
        "`note` where the numbers are the same, `warning` where they differ.",
        "`source` or `unknown`.",
        "Which of them is the published one.",
    ),
    FindingKind.NOT_READ: About(
        "A cell of the form holds a picture, a form field or a place that a script fills; a sheet's formula has no value kept"
        " with it; a file holds macros, a shape or a file of its own with text in it.",
        "`warning`",
        "`extraction`.",
        "That the report is wrong: what was passed over may hold nothing of the form. Macros are never run.",
    ),
    FindingKind.CONVERTED: About(
        "A DOC, WPS, RTF, XLS or ET file was turned into DOCX or XLSX by LibreOffice before it was read.",
        "`note`",
        "`extraction`.",
        "That anything was lost: `antiword` is asked beside it, and where it sees more the finding says so.",
    ),
}
