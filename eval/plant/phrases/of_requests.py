"""What section one says of requests, reviews and lawsuits; each has the form's tables to be held against."""

from __future__ import annotations

from eval.plant.phrases.phrase import Phrase, of

__all__ = ["NOTHING_SAID", "OF_REQUESTS"]

OF_REQUESTS: tuple[Phrase, ...] = (
    *of(
        "received",
        "{y}年，{we}共收到政府信息公开申请{received}件。",
        "本年新收政府信息公开申请{received}件。",
        "本年度新收到依申请公开件{received}件，均依法依规办理。",
        "全年收到信息公开申请{received}件，较好地满足了公众的信息需求。",
        "依申请公开方面，全年共收到公民、法人和其他组织提出的政府信息公开申请{received}件。",
        "{we}本年度收到各类政府信息公开申请共计{received}件。",
        "今年以来，共接收政府信息公开申请{received}件。",
        "本年度政府信息公开申请新收{received}件，办理流程进一步规范。",
        "共收到依申请公开事项{received}件，内容主要涉及征地补偿、规划许可等方面。",
        "年内收到政府信息公开申请的数量为{received}件。",
        "{y}年度，收到公众提交的政府信息公开申请{received:余}件。",
        "全年收到政府信息公开申请{received:近}件，数量保持平稳。",
        "{y}年收到政府信息公开申请{received:约}件。",
        "全年收到政府信息公开申请{received:超}件。",
        "按照《条例》规定，认真做好依申请公开工作，全年收到申请{received}件。",
    ),
    *of(
        "accepted",
        "全年共受理政府信息公开申请{accepted}件。",
        "{we}受理依申请公开{accepted}件，做到件件有登记、事事有回音。",
        "本年度共受理信息公开申请{accepted}件，主要集中在土地、住房等领域。",
        "政府信息公开申请受理总量为{accepted}件。",
        "规范依申请公开办理，{y}年受理政府信息公开申请{accepted}件。",
    ),
    *of(
        "handled",
        "全年共办理政府信息公开申请{handled}件。",
        "{y}年，{we}处理政府信息公开申请{handled}件，均在规定时限内。",
        "本年度依申请公开办理总量为{handled}件。",
    ),
    *of(
        "on_hand",
        "全年受理政府信息公开申请{on_hand}件（含上年结转{carried_in}件）。",
        "加上上年结转的{carried_in}件，本年度共需办理政府信息公开申请{on_hand}件。",
        "本年新收申请{received}件，上年结转{carried_in}件，合计{on_hand}件。",
    ),
    *of(
        "carried_in",
        "上年结转政府信息公开申请{carried_in}件。",
        "另有上年度结转申请{carried_in}件。",
        "新收申请{received}件，上年结转申请{carried_in}件。",
        "由上一年度结转至本年办理的政府信息公开申请{carried_in}件。",
        "从{ly}年结转至本年继续办理的申请{carried_in}件。",
        "结转自上年度的政府信息公开申请有{carried_in}件。",
    ),
    *of(
        "concluded",
        "全年共办结政府信息公开申请{concluded}件。",
        "本年度共办结依申请公开事项{concluded}件，答复质量不断提高。",
        "截至{y}年底，{we}已办结政府信息公开申请{concluded}件。",
        "全年办结信息公开申请的总数为{concluded}件。",
        "在法定期限内办结政府信息公开申请{concluded}件。",
        "依申请公开办结{concluded}件。",
    ),
    *of(
        "answered",
        "已答复政府信息公开申请{answered}件。",
        "截至{y}年12月31日，共答复政府信息公开申请{answered}件。",
        "全年作出政府信息公开申请答复{answered}件。",
        "{we}全年答复依申请公开{answered}件，答复率和规范性持续提升。",
        "对公众提出的申请，本年度予以答复{answered}件。",
    ),
    *of(
        "carried_out",
        "结转下年度继续办理{carried_out}件。",
        "年末尚有{carried_out}件申请结转下年度办理。",
        "未办结的{carried_out}件申请结转至{ny}年继续办理。",
        "转入下一年度继续办理的政府信息公开申请{carried_out}件。",
        "尚在办理中并结转下年的政府信息公开申请为{carried_out}件。",
        "另有{carried_out}件申请因答复期限未到，结转下一年度继续办理。",
    ),
    *of(
        "granted",
        "从办理结果看，予以公开{granted}件。",
        "决定予以公开的政府信息公开申请{granted}件。",
        "办理结果为予以公开的申请共{granted}件。",
        "对{granted}件申请作出予以公开的决定。",
        "在办结的申请中，予以公开{granted}件、部分公开{partial}件。",
        "政府信息公开申请予以公开的有{granted}件。",
    ),
    *of(
        "partial",
        "作出部分公开答复{partial}件。",
        "经区分处理后部分公开的政府信息公开申请{partial}件。",
        "在办结的申请中，依法部分公开{partial}件。",
    ),
    *of(
        "denied",
        "依法不予公开的政府信息公开申请{denied}件。",
        "收到的申请中，依据《条例》有关规定，不予公开{denied}件。",
        "作出不予公开决定{denied}件，均说明理由。",
    ),
    *of(
        "unavailable",
        "从申请的办理结果看，无法提供{unavailable}件。",
        "因各种原因无法提供的政府信息公开申请{unavailable}件。",
    ),
    *of(
        "not_processed",
        "在办结的申请中，不予处理{not_processed}件。",
        "按照规定不予处理的政府信息公开申请{not_processed}件。",
    ),
    *of(
        "reviews",
        "因政府信息公开引起的行政复议{reviews}件。",
        "全年发生政府信息公开行政复议案件{reviews}件。",
        "涉及政府信息公开的行政复议{reviews}件。",
        "{we}因政府信息公开工作被申请行政复议{reviews}件。",
        "政府信息公开类行政复议案件共{reviews}起。",
        "本年度政府信息公开行政复议{reviews}件、行政诉讼{litigations}件。",
        "行政复议方面，涉及信息公开的案件{reviews}宗。",
    ),
    *of(
        "litigations",
        "因政府信息公开引起的行政诉讼{litigations}件。",
        "全年发生政府信息公开行政诉讼案件{litigations}件。",
        "{we}因政府信息公开工作被提起行政诉讼{litigations}件。",
        "涉及政府信息公开的行政诉讼案件共{litigations}起。",
        "政府信息公开行政诉讼{litigations}件，均依法应诉。",
        "本年度有{litigations}件政府信息公开行政诉讼案件。",
    ),
)
"""``on_hand`` stands only where the sentence says itself that last year's are in it."""

NOTHING_SAID: dict[str, tuple[str, ...]] = {
    "received": (
        "本年度未收到政府信息公开申请。",
        "{y}年，{we}没有收到任何政府信息公开申请。",
        "全年未接到公民、法人或其他组织的信息公开申请。",
        "本年度无依申请公开事项，未收到依申请公开的申请。",
        "截至{y}年底，{we}尚未收到政府信息公开申请。",
        "全年政府信息公开申请零收件，未收到公开申请。",
    ),
    "reviews": (
        "未发生因政府信息公开引起的行政复议。",
        "本年度无因政府信息公开被申请行政复议的情况。",
        "全年没有发生政府信息公开行政复议案件。",
    ),
    "litigations": (
        "未发生因政府信息公开引起的行政诉讼。",
        "本年度没有因政府信息公开被提起行政诉讼的情况。",
        "全年无政府信息公开行政诉讼案件。",
    ),
}
"""A stated nothing, by what there is none of."""
