"""The words of a result in both languages, as the page shows them; the codes stay what they are in the data."""

from __future__ import annotations

from extractor.export.review.source_text import Absence
from extractor.export.wording import SEVERITY_WORDS, STATUS_WORDS
from extractor.reviewing.why_read import WhyRead
from schemas.enums import (
    Blame,
    ExplanationKind,
    FindingKind,
    Origin,
    PlacedBy,
    SectionKind,
    SectionStatus,
    Severity,
    State,
    Status,
    Witness,
)
from schemas.facts import METRIC_LABELS, Metric

__all__ = ["ABSENCES", "BLAMES", "SIGNS", "STATES", "STATUSES", "WITNESSES", "vocabulary"]

Pair = tuple[str, str]
"""English and Chinese."""

STATUSES = (Status.DISPUTED, Status.REPAIRED, Status.UNREAD, Status.READ, Status.VERIFIED)
"""Most doubtful first; the page's data name a status by its place here."""
STATES = tuple(State)
WITNESSES = tuple(Witness)

SIGNS: dict[str, str] = {
    Status.DISPUTED.value: "≠",
    Status.REPAIRED.value: "≈",
    Status.UNREAD.value: "?",
    Status.READ.value: "•",
    Status.VERIFIED.value: "✓",
    "decided": "✎",
    "broken": "✗",
}
"""What stands beside a status, so that none is told by its colour alone; every page has them from here. ``broken`` is no
status: it stands beside one where an error of the sums is placed on the cell."""

_STATES: dict[State, Pair] = {
    State.NUMBER: ("number", "数字"),
    State.BLANK: ("blank", "空白"),
    State.MARK: ("mark", "符号"),
    State.LOST: ("not found", "未找到"),
    State.UNREADABLE: ("unreadable", "无法辨认"),
}
_WITNESSES: dict[Witness, Pair] = {
    Witness.RULES: ("rules reader", "规则读取"),
    Witness.MODEL: ("model reader", "模型读取"),
    Witness.OCR2: ("second recognition", "第二次识别"),
    Witness.GRID: ("the table's own empty cell", "表格空格"),
    Witness.ROW_SUM: ("row sum", "行合计"),
    Witness.BALANCE: ("balance of requests", "收办平衡"),
    Witness.OUTCOME_SUM: ("sum of outcomes", "办理结果合计"),
    Witness.REVIEW_SUM: ("sum of reviews", "复议诉讼合计"),
    Witness.ANNEX_SUM: ("sum of the annex", "统计表合计"),
    Witness.HUMAN: ("a person", "人工"),
}
_ORIGINS: dict[Origin, Pair] = {
    Origin.DIGITAL: ("digital", "数字原文"),
    Origin.OCR: ("recognised (OCR)", "识别文本（OCR）"),
    Origin.UNKNOWN: ("origin unknown", "来历不明"),
}
BLAMES: dict[Blame, Pair] = {
    Blame.SOURCE: ("in the report itself", "报告本身"),
    Blame.EXTRACTION: ("in the reading", "读取过程"),
    Blame.UNKNOWN: ("whose error is open", "责任未定"),
}
_FINDINGS: dict[FindingKind, Pair] = {
    FindingKind.ROW_SUM: ("row sum", "行合计"),
    FindingKind.BALANCE: ("balance of requests", "收办平衡"),
    FindingKind.OUTCOME_SUM: ("sum of outcomes", "办理结果合计"),
    FindingKind.REVIEW_SUM: ("sum of reviews and lawsuits", "复议诉讼合计"),
    FindingKind.ANNEX_SUM: ("sum of the annex", "统计表合计"),
    FindingKind.SUBTOTAL: ("subtotal", "小计"),
    FindingKind.HIDDEN_CONTENT: ("hidden text", "隐藏文字"),
    FindingKind.REPEATED_TABLE: ("table repeated", "表格重复"),
    FindingKind.UNASSIGNED_NUMBER: ("number without a cell", "数字无处归属"),
    FindingKind.MIXED_FORM: ("two forms mixed", "两种格式混用"),
    FindingKind.UNIT_UNKNOWN: ("unit unknown", "单位不明"),
    FindingKind.ENCODING: ("encoding", "编码"),
    FindingKind.BUDGET: ("reading stopped at a limit", "读取达到上限"),
    FindingKind.NOT_READ: ("something was not read", "部分内容未读"),
    FindingKind.CONVERTED: ("file converted", "文件经过转换"),
    FindingKind.YEAR_CONTRADICTED: ("year contradicted", "年度不一"),
    FindingKind.NAME_SPOILT: ("agency's name spoilt", "单位名称有误"),
    FindingKind.TABLE_LOST: ("table lost", "表格缺失"),
    FindingKind.UPSTREAM_MISMATCH: ("the model saw another year, agency or columns", "模型所见年度、单位或列不同"),
    FindingKind.MODEL_UNANSWERED: ("the model gave no answer", "模型未作答"),
    FindingKind.MODEL_REJECTED: ("the model's answer stands nowhere", "模型所答无出处"),
    FindingKind.BLANK_ZERO: ("blank for zero", "以空白代零"),
    FindingKind.VALUE_KIND: ("no possible value", "数值不合理"),
    FindingKind.PART_EXCEEDS: ("part larger than the whole", "其中数大于总数"),
    FindingKind.COLUMNS_REORDERED: ("columns in another order", "列序不同"),
    FindingKind.PROSE_TABLE: ("prose against table", "正文与表不符"),
    FindingKind.PROSE_SUM: ("sum in the prose", "正文合计"),
    FindingKind.PERCENTAGE: ("percentage", "百分比"),
    FindingKind.FEE_PROSE: ("fees in the prose", "正文所述收费"),
    FindingKind.CONTRADICTION: ("contradiction", "前后矛盾"),
    FindingKind.YEAR_TYPO: ("year in a sentence", "文中年份"),
    FindingKind.HEADING_ORDER: ("order of headings", "标题顺序"),
    FindingKind.HEADING_NUMBER: ("number of a heading", "标题序号"),
    FindingKind.SECTION_MISSING: ("section missing", "缺少部分"),
    FindingKind.SECTION_EMPTY: ("section empty", "部分为空"),
    FindingKind.CARRY_CHAIN: ("carried from year to year", "结转衔接"),
    FindingKind.STOCK_CHAIN: ("stock from year to year", "存量衔接"),
    FindingKind.DUPLICATE_REPORT: ("report found twice", "报告重复"),
}
_EXPLANATIONS: dict[ExplanationKind, Pair] = {
    ExplanationKind.SINGLE_CELL: ("one number is another", "单格有误"),
    ExplanationKind.SPLIT_DIGITS: ("two cells hold the digits of one number", "一数拆入两格"),
    ExplanationKind.SWAPPED_COLUMNS: ("two numbers have changed places", "两数互换"),
    ExplanationKind.BLANK_CELL: ("a blank stands for a number", "空白处应有数字"),
}
_PLACED: dict[PlacedBy, Pair] = {
    PlacedBy.STRUCTURE: ("by the table's structure", "按表格结构"),
    PlacedBy.ORDER: ("by the order of labels", "按先后顺序"),
    PlacedBy.SUMS: ("by the sums alone", "仅按合计"),
}
_WHY_READ: dict[WhyRead, Pair] = {
    WhyRead.ALONE: (
        "one reader alone says so: no sum and no second reader bears it out",
        "仅一方读出，无合计或另一方佐证",
    ),
    WhyRead.MODEL_ALONE: (
        "the model alone read it: a sum that holds does not prove what only the model gives",
        "仅模型读出：合计成立不足以证实仅由模型给出的数字",
    ),
    WhyRead.ONE_TEXT: (
        "both readers read the same recognised text (OCR), so they count as one witness: what was recognised wrong, both read wrong",
        "两方读的是同一份识别文本（OCR），只算一个佐证：识别若有误，两方同误",
    ),
    WhyRead.RECOGNISED_SUM: (
        "in recognised text a sum that holds proves no number: the same digit recognised wrong on both sides keeps it",
        "识别文本中合计成立不足以证实数字：两侧同一数字均误识时合计仍成立",
    ),
    WhyRead.RECOGNISED_ZERO: (
        "in recognised text a zero is proved only where its place is sure, all of its sums hold, at least two of them "
        "independent, and no other digit may have been taken for a zero: not all of this is given here",
        "识别文本中的零，须位置确定、各项合计均成立（至少两项互相独立）、且无他字误识为零之虞方可证实，此处未全具备",
    ),
    WhyRead.PLACED_BY_SUMS: (
        "it fits more than one cell, and the sums chose this one: so they cannot bear it out as well",
        "可填入多格，由合计选定此格，故合计不能再作佐证",
    ),
    WhyRead.UNIT: ("its unit is not known", "单位不明"),
    WhyRead.FRACTION: ("a count is a whole number, and this is none", "件数应为整数，此处不是"),
    WhyRead.BLANK: (
        "it is empty, but it is not sure that it is this cell, or that no number is missing from it",
        "此处为空，但不能确定就是此格，或不能确定未缺数字",
    ),
    WhyRead.PLACE: (
        "what is printed is borne out, but not that it belongs to this cell: the readers see the same order of labels and "
        "numbers, and a sum can hold although numbers have changed their places",
        "所印数字有佐证，但不能确定属于此格：各方所见先后次序相同，数字错位后合计仍可能成立",
    ),
    WhyRead.PLACE_OR_SUM: (
        "a sum holds with it, but it is not sure that it belongs to this cell, or that its other sums can hold: a number of "
        "theirs was not read",
        "有合计成立，但不能确定属于此格，或其他合计因有数字未读出而不能确定成立",
    ),
}
_SECTIONS: dict[SectionKind, Pair] = {
    SectionKind.OPENING: ("opening", "开头"),
    SectionKind.OVERVIEW: ("overview", "总体情况"),
    SectionKind.PROACTIVE_DISCLOSURE: ("proactive disclosure", "主动公开政府信息情况"),
    SectionKind.REQUESTS: ("requests", "收到和处理政府信息公开申请情况"),
    SectionKind.REVIEW_AND_LITIGATION: ("review and litigation", "行政复议、行政诉讼情况"),
    SectionKind.PROBLEMS: ("problems and improvements", "存在的主要问题及改进情况"),
    SectionKind.OTHER_MATTERS: ("other matters", "其他需要报告的事项"),
    SectionKind.STATISTICS: ("statistics annex", "情况统计表"),
    SectionKind.NARRATIVE: ("narrative", "其他叙述"),
}
_SECTION_STATUSES: dict[SectionStatus, Pair] = {
    SectionStatus.READ: ("read", "已读"),
    SectionStatus.PARTIAL: ("read in part", "部分读出"),
    SectionStatus.EMPTY: ("empty", "空"),
    SectionStatus.MISSING: ("missing", "缺少"),
    SectionStatus.FAILED: ("failed", "未能读取"),
}
ABSENCES: dict[Absence, Pair] = {
    Absence.MISSING: ("the source was not found", "未找到原文件"),
    Absence.CHANGED: ("the source is no longer the file that was read", "原文件已改动，与读取时不同"),
    Absence.UNREADABLE: ("no text can be got from the source", "无法从原文件得到文字"),
}


def vocabulary() -> dict[str, object]:
    """Return all words as JSON: group, code, ``[English, Chinese]``; codes named by place are listed in order."""
    groups: dict[str, dict[str, Pair]] = {
        "status": {status.value: STATUS_WORDS[status] for status in STATUSES},
        "state": {state.value: _STATES[state] for state in STATES},
        "witness": {witness.value: _WITNESSES[witness] for witness in WITNESSES},
        "severity": {severity.value: SEVERITY_WORDS[severity] for severity in Severity},
        "origin": {origin.value: _ORIGINS[origin] for origin in Origin},
        "blame": {blame.value: BLAMES[blame] for blame in Blame},
        "finding": {kind.value: _FINDINGS[kind] for kind in FindingKind},
        "explanation": {kind.value: _EXPLANATIONS[kind] for kind in ExplanationKind},
        "why_read": {why.value: _WHY_READ[why] for why in WhyRead},
        "placed": {placed.value: _PLACED[placed] for placed in PlacedBy},
        "section": {kind.value: _SECTIONS[kind] for kind in SectionKind},
        "section_status": {status.value: _SECTION_STATUSES[status] for status in SectionStatus},
        "absence": {absence.value: ABSENCES[absence] for absence in Absence},
        "metric": {metric.value: (metric.value.replace("_", " "), METRIC_LABELS[metric]) for metric in Metric},
    }
    return {
        **groups,
        "signs": SIGNS,
        "order": {"status": STATUSES, "state": STATES, "witness": WITNESSES, "why_read": tuple(WhyRead)},
    }
