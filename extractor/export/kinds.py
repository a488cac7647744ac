"""What each kind of finding means and what to do about it, in a sentence or two: the rules of a SARIF log."""

from __future__ import annotations

from schemas.enums import FindingKind

__all__ = ["KIND_HELP"]

KIND_HELP: dict[FindingKind, tuple[str, str]] = {
    FindingKind.ROW_SUM: (
        "A row of table three does not add up: the six applicant columns and 总计 differ. Check the row.",
        "表三一行各列之和与总计不一致，请核对该行。",
    ),
    FindingKind.BALANCE: (
        "A column of table three does not balance: 本年新收 plus 上年结转 must be 总计 plus 结转下年度. Check the column.",
        "表三一列“新收＋上年结转”与“总计＋结转下年度”不一致，请核对该列。",
    ),
    FindingKind.OUTCOME_SUM: (
        "The outcomes of a column of table three do not add up to (七)总计. Check the column.",
        "表三一列各项办理结果之和与（七）总计不一致，请核对该列。",
    ),
    FindingKind.REVIEW_SUM: (
        "A group of table four does not add up to its 总计. Check its five numbers.",
        "表四一组结果之和与总计不一致，请核对该组五个数字。",
    ),
    FindingKind.ANNEX_SUM: (
        "An indicator of the annex is not the sum of the parts that the annex divides it into.",
        "统计表某项与其分项之和不一致。",
    ),
    FindingKind.SUBTOTAL: (
        "A printed subtotal differs from the rows that are printed below it.",
        "小计与其下各行之和不一致。",
    ),
    FindingKind.HIDDEN_CONTENT: (
        "Text that nobody sees on the page was left out before reading. Remove it from the page.",
        "页面上有看不见的文字，读取时已删除，请清理页面。",
    ),
    FindingKind.REPEATED_TABLE: (
        "Two tables of one kind stand in one report; nobody can tell which one counts.",
        "同一报告中同一种表出现两次，无法判断以哪一张为准。",
    ),
    FindingKind.UNASSIGNED_NUMBER: (
        "A number stands in a table and belongs to no cell of the form. Check the table's rows and columns.",
        "表中有数字无法归入任何一格，请核对表格行列。",
    ),
    FindingKind.MIXED_FORM: (
        "Parts of two official forms stand in one report. Use the form of the report's year.",
        "报告混用两种法定格式，请使用报告年度对应的格式。",
    ),
    FindingKind.UNIT_UNKNOWN: (
        "An amount of money has no unit. Say 元 or 万元 beside it or in the header.",
        "金额未注明单位，请在数字旁或表头注明元或万元。",
    ),
    FindingKind.ENCODING: (
        "Bytes of the file could not be decoded as declared. Save it as UTF-8.",
        "文件编码有误，请另存为 UTF-8。",
    ),
    FindingKind.BUDGET: (
        "Reading stopped at a limit of work; what was read until then is kept. Split the file.",
        "读取达到工作量上限而停止，已读内容保留，请拆分文件。",
    ),
    FindingKind.NOT_READ: (
        "Something in an office file was not read: a formula without a value, macros, a document inside the document.",
        "办公文件中有内容未读取：没有计算结果的公式、宏、内嵌的文档。",
    ),
    FindingKind.CONVERTED: (
        "An old office file was turned into one that is read by a program of the machine.",
        "旧格式的办公文件先由本机程序转换后读取。",
    ),
    FindingKind.YEAR_CONTRADICTED: (
        "The title names another year than the report itself. Check both.",
        "标题年份与正文不一致，请核对。",
    ),
    FindingKind.NAME_SPOILT: (
        "Foreign words stand in the agency's name: the page may have been tampered with.",
        "机关名称中混入无关文字，页面可能被篡改。",
    ),
    FindingKind.TABLE_LOST: (
        "A section's heading stands, its table does not. The table may be a picture or an attachment.",
        "有标题而无表格，表格可能是图片或附件。",
    ),
    FindingKind.UPSTREAM_MISMATCH: (
        "The model saw another year, agency or header than a table was read with; all of the table is disputed.",
        "模型所见的年度、机关或表头与读表时不同，整张表存疑。",
    ),
    FindingKind.MODEL_UNANSWERED: (
        "The model was asked about a section and gave no answer that can be used.",
        "模型未对该部分给出可用的回答。",
    ),
    FindingKind.MODEL_REJECTED: (
        "The model gave values that stand nowhere in their place; they count for nothing.",
        "模型给出的值在原文相应位置找不到，不予采信。",
    ),
    FindingKind.BLANK_ZERO: (
        "Cells are blank where the table's own sums need a zero. Print 0.",
        "表格留空处按勾稽关系应为零，请填写 0。",
    ),
    FindingKind.VALUE_KIND: (
        "A cell holds what it cannot: a count below zero or not whole, or words where a number belongs.",
        "单元格内容不合要求：件数为负或不是整数，或应填数字处为文字。",
    ),
    FindingKind.PART_EXCEEDS: (
        "A part (其中) is larger than the whole that it is a part of.",
        "“其中”项大于其总项。",
    ),
    FindingKind.COLUMNS_REORDERED: (
        "The header names the columns in another order than the official form.",
        "表头各列顺序与法定格式不同。",
    ),
    FindingKind.PROSE_TABLE: (
        "The prose states another number than the table for the same thing. Check which one is right.",
        "正文数字与表格不一致，请核对。",
    ),
    FindingKind.PROSE_SUM: (
        "Parts that a sentence enumerates do not add up to the whole that it states.",
        "正文分项之和与其总数不一致。",
    ),
    FindingKind.PERCENTAGE: (
        "A percentage does not follow from the numbers that it is stated with.",
        "百分比与所依据的数字不符。",
    ),
    FindingKind.FEE_PROSE: (
        "What the report says of information fees (信息处理费) contradicts itself or its table.",
        "信息处理费的表述前后不一致或与表格不符。",
    ),
    FindingKind.CONTRADICTION: (
        "A statement such as 均已办结 contradicts the table.",
        "“均已办结”等表述与表格不符。",
    ),
    FindingKind.YEAR_TYPO: (
        "A sentence about the report's own year names another year.",
        "叙述本年度工作的句子写成了其他年份。",
    ),
    FindingKind.HEADING_ORDER: (
        "The form's six sections do not stand in the form's order.",
        "六个部分的顺序与法定格式不同。",
    ),
    FindingKind.HEADING_NUMBER: (
        "A section's ordinal is not the one that the form gives it, is missing or is used twice.",
        "部分标题的序号有误、缺失或重复。",
    ),
    FindingKind.SECTION_MISSING: (
        "A section that the form prescribes has no heading and no content.",
        "缺少法定格式规定的部分。",
    ),
    FindingKind.SECTION_EMPTY: (
        "A section's heading stands with nothing, or next to nothing, under it.",
        "部分标题下没有内容。",
    ),
    FindingKind.CARRY_CHAIN: (
        "上年结转 of a report is not 结转下年度 of the same agency's report of the year before. Check both reports.",
        "上年结转与本单位上一年报告的结转下年度不一致，请核对两年报告。",
    ),
    FindingKind.STOCK_CHAIN: (
        "A stock does not follow from last year's report of the same agency and the changes since. Check both reports.",
        "现行有效件数或项目数量与本单位上一年报告不衔接，请核对两年报告。",
    ),
    FindingKind.DUPLICATE_REPORT: (
        "Two sources hold a report of the same agency and year; with other numbers, only one of them can be right.",
        "同一单位同一年度有两份报告；数字不同时只有一份可能正确。",
    ),
}
"""In English and Chinese."""
