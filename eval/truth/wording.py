"""The labels that the reports print, by key, with the variants that real reports show (FORMS.md; MESS.md 3 to 5).

Canonical labels are written with half-width brackets and commas; ``draw_wording`` puts a whole report into one
bracket, comma and ordinal style and replaces some labels by a variant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from eval.truth.annex_wording import ANNEX_GROUPS, ANNEX_LABELS

__all__ = ["REQUEST_COLUMNS", "REQUEST_GROUPS", "REVIEW_COLUMNS", "REVIEW_ROWS", "draw_wording", "request_rows"]

REQUEST_COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
REVIEW_COLUMNS = ("upheld", "corrected", "other", "pending", "total")
REVIEW_ROWS = ("review", "direct_litigation", "litigation_after_review")
REQUEST_GROUPS = ("denied", "unavailable", "not_processed", "other_handling")

_ROWS = [
    "received",
    "carried_in",
    "granted",
    "partially_granted",
    "denied.state_secret",
    "denied.prohibited_by_law",
    "denied.security_and_stability",
    "denied.third_party_rights",
    "denied.internal_affairs",
    "denied.deliberative_process",
    "denied.enforcement_files",
    "denied.administrative_inquiry",
    "unavailable.not_held",
    "unavailable.must_be_created",
    "unavailable.still_unclear",
    "not_processed.petition",
    "not_processed.duplicate",
    "not_processed.publication",
    "not_processed.excessive",
    "not_processed.confirmation",
]
_OTHER_2021 = ("other_handling.not_corrected_in_time", "other_handling.fee_unpaid", "other_handling.other")


def request_rows(single_other: bool) -> tuple[str, ...]:
    """Return the row keys of ``requests`` in printed order.

    Args:
        single_other: True for the one row (六)其他处理 of the 2019 form, False for the three of the 2021 form.
    """
    other = ("other_handling",) if single_other else _OTHER_2021
    return (*_ROWS, *other, "outcome_total", "carried_out")


# key: (canonical, variants). A variant is drawn seldom, so most reports print most labels canonically.
_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "heading.overview": (
        "一、总体情况",
        ("一、概述", "一、工作概述", "一、总体概述", "一、总体公开情况", "一、信息公开总体情况", "一、主要工作概述"),
    ),
    "heading.disclosure": (
        "二、主动公开政府信息情况",
        ("二、行政机关主动公开政府信息情况", "二、政府信息主动公开情况"),
    ),
    "heading.requests": (
        "三、收到和处理政府信息公开申请情况",
        ("三、政府信息依申请公开办理情况", "三、行政机关收到和处理政府信息公开申请情况", "三、依申请公开政府信息情况"),
    ),
    "heading.review": (
        "四、政府信息公开行政复议、行政诉讼情况",
        (
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "四、政府信息公开行政复议和行政诉讼情况",
            "四、政府信息公开行政复议行政诉讼情况",
        ),
    ),
    "heading.problems": (
        "五、存在的主要问题及改进情况",
        (
            "五、政府信息公开工作存在的主要问题及改进情况",
            "五、存在问题及改进情况",
            "五、政府信息公开工作存在的主要问题及改进措施",
            "五、存在的主要问题和改进情况",
        ),
    ),
    "heading.other_matters": ("六、其他需要报告的事项", ("六、其他需要报告事项",)),
    "disclosure.caption.article_20_1": (
        "第二十条第(一)项",
        ("第二十条 第(一)项", "第二十条(一)项", "第二十条第(一项)"),
    ),
    "disclosure.caption.article_20_5": (
        "第二十条第(五)项",
        ("第二十条 第(五)项", "第二十条(五)项", "第二十条第(五项)"),
    ),
    "disclosure.caption.article_20_6": (
        "第二十条第(六)项",
        ("第二十条 第(六)项", "第二十条(六)项", "第二十条第(六项)"),
    ),
    "disclosure.caption.article_20_8": (
        "第二十条第(八)项",
        ("第二十条 第(八)项", "第二十条(八)项", "第二十条第(八项)"),
    ),
    "disclosure.caption.article_20_9": (
        "第二十条第(九)项",
        ("第二十条 第(九)项", "第二十条(九)项", "第二十条第(九项)"),
    ),
    "disclosure.content": ("信息内容", ()),
    "disclosure.row.regulations": ("规章", ("行政规章",)),
    "disclosure.row.normative_documents": ("行政规范性文件", ("规范性文件",)),
    "disclosure.row.normative_documents.2019": ("规范性文件", ("行政规范性文件",)),
    "disclosure.row.other_documents": ("其他主动公开文件", ()),
    "disclosure.row.licensing": ("行政许可", ()),
    "disclosure.row.other_services": ("其他对外管理服务事项", ()),
    "disclosure.row.penalties": ("行政处罚", ()),
    "disclosure.row.coercion": ("行政强制", ()),
    "disclosure.row.fees": ("行政事业性收费", ()),
    "disclosure.row.procurement": ("政府集中采购", ()),
    "disclosure.column.issued": ("本年制发件数", ("本年度制发数", "本年新制发数量")),
    "disclosure.column.repealed": ("本年废止件数", ("本年废止数", "本年新废止数量")),
    "disclosure.column.in_force": ("现行有效件数", ("现行有效数量", "现行有效数")),
    "disclosure.column.decisions": ("本年处理决定数量", ("本年度处理决定数量",)),
    "disclosure.column.decisions.2019": ("处理决定数量", ("本年处理决定数量",)),
    "disclosure.column.fee_amount": ("本年收费金额(单位:万元)", ("本年收费金额(万元)", "本年收费金额(单位: 万元)")),
    "disclosure.column.made": ("本年新制作数量", ("本年制作数量",)),
    "disclosure.column.newly_disclosed": ("本年新公开数量", ("本年公开数量",)),
    "disclosure.column.total_disclosed": ("对外公开总数量", ("对外公开数量",)),
    "disclosure.column.previous_items": ("上一年项目数量", ("上年项目数量",)),
    "disclosure.column.change": ("本年增/减", ("本年增减",)),
    "disclosure.column.items": ("采购项目数量", ()),
    "disclosure.column.amount": ("采购总金额", ()),
    "requests.corner": (
        "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
        ("本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", ""),
    ),
    "requests.applicants": ("申请人情况", ()),
    "requests.legal_persons": ("法人或其他组织", ()),
    "requests.column.natural_person": ("自然人", ("自 然 人",)),
    "requests.column.business": ("商业企业", ("商业 企业",)),
    "requests.column.research": ("科研机构", ("科研 机构",)),
    "requests.column.nonprofit": ("社会公益组织", ("社会 公益 组织",)),
    "requests.column.legal_service": ("法律服务机构", ("法律 服务 机构",)),
    "requests.column.other": ("其他", ()),
    "requests.column.total": ("总计", ("总 计",)),
    "requests.group.outcomes": ("三、本年度办理结果", ()),
    "requests.group.denied": ("(三)不予公开", ()),
    "requests.group.unavailable": ("(四)无法提供", ()),
    "requests.group.not_processed": ("(五)不予处理", ()),
    "requests.group.other_handling": ("(六)其他处理", ("(六)其他",)),
    "requests.row.received": ("一、本年新收政府信息公开申请数量", ()),
    "requests.row.carried_in": ("二、上年结转政府信息公开申请数量", ()),
    "requests.row.granted": ("(一)予以公开", ()),
    "requests.row.partially_granted": ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", ("(二)部分公开",)),
    "requests.row.denied.state_secret": ("1.属于国家秘密", ()),
    "requests.row.denied.prohibited_by_law": ("2.其他法律行政法规禁止公开", ("2.其他法律、行政法规禁止公开",)),
    "requests.row.denied.security_and_stability": (
        "3.危及“三安全一稳定”",
        ('3.危及"三安全一稳定"', "3.危及三安全一稳定"),
    ),
    "requests.row.denied.third_party_rights": ("4.保护第三方合法权益", ()),
    "requests.row.denied.internal_affairs": ("5.属于三类内部事务信息", ()),
    "requests.row.denied.deliberative_process": ("6.属于四类过程性信息", ()),
    "requests.row.denied.enforcement_files": ("7.属于行政执法案卷", ()),
    "requests.row.denied.administrative_inquiry": ("8.属于行政查询事项", ()),
    "requests.row.unavailable.not_held": ("1.本机关不掌握相关政府信息", ()),
    "requests.row.unavailable.must_be_created": ("2.没有现成信息需要另行制作", ()),
    "requests.row.unavailable.still_unclear": ("3.补正后申请内容仍不明确", ()),
    "requests.row.not_processed.petition": ("1.信访举报投诉类申请", ()),
    "requests.row.not_processed.duplicate": ("2.重复申请", ()),
    "requests.row.not_processed.publication": ("3.要求提供公开出版物", ()),
    "requests.row.not_processed.excessive": ("4.无正当理由大量反复申请", ()),
    "requests.row.not_processed.confirmation": ("5.要求行政机关确认或重新出具已获取信息", ()),
    "requests.row.other_handling": ("(六)其他处理", ("(六)其他",)),
    "requests.row.other_handling.not_corrected_in_time": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ("1.申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
    ),
    "requests.row.other_handling.fee_unpaid": (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ("2.申请人逾期未按收费通知要求缴纳费用,行政机关不再处理其政府信息公开申请", "2.逾期不缴费"),
    ),
    "requests.row.other_handling.other": ("3.其他", ()),
    "requests.row.outcome_total": ("(七)总计", ()),
    "requests.row.carried_out": ("四、结转下年度继续办理", ("四、结转下一年度继续办理", "四、结转下一年继续办理")),
    "review.review": ("行政复议", ()),
    "review.litigation": ("行政诉讼", ()),
    "review.direct_litigation": ("未经复议直接起诉", ()),
    "review.litigation_after_review": ("复议后起诉", ()),
    "review.column.upheld": ("结果维持", ("结果 维持",)),
    "review.column.corrected": ("结果纠正", ("结果 纠正",)),
    "review.column.other": ("其他结果", ("其他 结果",)),
    "review.column.pending": ("尚未审结", ("尚未 审结",)),
    "review.column.total": ("总计", ("总 计",)),
}


def draw_wording(random: Random) -> Mapping[str, str]:
    """Return every label as one invented report prints it, by key."""
    rate = random.choice((0.0, 0.0, 0.06, 0.2))
    full = random.random() < 0.55
    ordinal = random.choices((".", "．", "、", ". "), weights=(80, 6, 6, 8))[0]
    wording: dict[str, str] = {}
    for key, (canonical, variants) in {**_LABELS, **ANNEX_LABELS, **ANNEX_GROUPS}.items():
        label = random.choice(variants) if variants and random.random() < rate else canonical
        wording[key] = _style(label, full, ordinal)
    if random.random() < 0.05:
        # One document mixes half- and full-width brackets.
        for key in [k for k in wording if random.random() < 0.3]:
            wording[key] = _style(_half(wording[key]), not full, ordinal)
    return wording


def _style(label: str, full: bool, ordinal: str) -> str:
    label = re.sub(r"^(\d)\.", lambda m: m.group(1) + ordinal, label)
    return label.translate(str.maketrans("(),:", "（），：")) if full else label


def _half(label: str) -> str:
    return label.translate(str.maketrans("（），：．", "(),:."))
