"""Tables three and four, which the 2019 and 2021 forms share but for the rows of (六)其他处理."""

from __future__ import annotations

from schemas.enums import TableKind, Witness
from schemas.form import Block, Column, Group, Row, SumRule, Table

__all__ = ["requests_table", "review_table"]

COLUMNS = (
    Column(key="natural_person", label="自然人"),
    Column(key="business", label="商业企业", spanner="legal_persons", aliases=("商业机构",)),
    Column(key="research", label="科研机构", spanner="legal_persons"),
    Column(key="nonprofit", label="社会公益组织", spanner="legal_persons", aliases=("社会公益",)),
    Column(key="legal_service", label="法律服务机构", spanner="legal_persons", aliases=("法律服务",)),
    Column(key="other", label="其他", spanner="legal_persons"),
    Column(key="total", label="总计", aliases=("合计",)),
)

GROUPS = (
    Group(key="outcomes", label="三、本年度办理结果", aliases=("本年度办理结果",)),
    Group(key="denied", label="(三)不予公开", aliases=("不予公开",)),
    Group(key="unavailable", label="(四)无法提供", aliases=("无法提供",)),
    Group(key="not_processed", label="(五)不予处理", aliases=("不予处理",)),
    Group(key="other_handling", label="(六)其他处理", aliases=("其他处理",)),
    Group(key="applicants", label="申请人情况"),
    Group(key="legal_persons", label="法人或其他组织"),
    Group(
        key="rule",
        label="(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
        aliases=("本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和",),
    ),
)

HEAD = (
    Row(
        key="received",
        label="一、本年新收政府信息公开申请数量",
        aliases=("本年新收政府信息公开申请数量", "本年新收申请数量"),
    ),
    Row(
        key="carried_in",
        label="二、上年结转政府信息公开申请数量",
        aliases=("上年结转政府信息公开申请数量", "上年结转申请数量"),
    ),
)

OUTCOMES = (
    Row(key="granted", label="(一)予以公开", aliases=("予以公开",), groups=("outcomes",)),
    Row(
        key="partially_granted",
        label="(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        aliases=("(二)部分公开", "部分公开", "部分公开(区分处理的,只计这一情形,不计其他情形)"),
        groups=("outcomes",),
    ),
    Row(key="denied.state_secret", label="1.属于国家秘密", aliases=("属于国家秘密",), groups=("outcomes", "denied")),
    Row(
        key="denied.prohibited_by_law",
        label="2.其他法律行政法规禁止公开",
        aliases=("其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.security_and_stability",
        label="3.危及“三安全一稳定”",
        aliases=("危及三安全一稳定", "3.危及三安全一稳定"),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.third_party_rights",
        label="4.保护第三方合法权益",
        aliases=("保护第三方合法权益",),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.internal_affairs",
        label="5.属于三类内部事务信息",
        aliases=("属于三类内部事务信息",),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.deliberative_process",
        label="6.属于四类过程性信息",
        aliases=("属于四类过程性信息",),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.enforcement_files",
        label="7.属于行政执法案卷",
        aliases=("属于行政执法案卷",),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="denied.administrative_inquiry",
        label="8.属于行政查询事项",
        aliases=("属于行政查询事项",),
        groups=("outcomes", "denied"),
    ),
    Row(
        key="unavailable.not_held",
        label="1.本机关不掌握相关政府信息",
        aliases=("本机关不掌握相关政府信息",),
        groups=("outcomes", "unavailable"),
    ),
    Row(
        key="unavailable.must_be_created",
        label="2.没有现成信息需要另行制作",
        aliases=("没有现成信息需要另行制作",),
        groups=("outcomes", "unavailable"),
    ),
    Row(
        key="unavailable.still_unclear",
        label="3.补正后申请内容仍不明确",
        aliases=("补正后申请内容仍不明确",),
        groups=("outcomes", "unavailable"),
    ),
    Row(
        key="not_processed.petition",
        label="1.信访举报投诉类申请",
        aliases=("信访举报投诉类申请",),
        groups=("outcomes", "not_processed"),
    ),
    Row(
        key="not_processed.duplicate",
        label="2.重复申请",
        aliases=("重复申请",),
        groups=("outcomes", "not_processed"),
    ),
    Row(
        key="not_processed.publication",
        label="3.要求提供公开出版物",
        aliases=("要求提供公开出版物",),
        groups=("outcomes", "not_processed"),
    ),
    Row(
        key="not_processed.excessive",
        label="4.无正当理由大量反复申请",
        aliases=("无正当理由大量反复申请",),
        groups=("outcomes", "not_processed"),
    ),
    Row(
        key="not_processed.confirmation",
        label="5.要求行政机关确认或重新出具已获取信息",
        aliases=("要求行政机关确认或重新出具已获取信息",),
        groups=("outcomes", "not_processed"),
    ),
)

TAIL = (
    Row(key="outcome_total", label="(七)总计", aliases=("(七)合计",), groups=("outcomes",)),
    Row(
        key="carried_out",
        label="四、结转下年度继续办理",
        aliases=("结转下年度继续办理", "四、结转下一年度继续办理", "四、结转下一年继续办理"),
    ),
)


def requests_table(other_handling: tuple[Row, ...]) -> Table:
    """Return 收到和处理政府信息公开申请情况 with the form's own rows of (六)其他处理.

    Args:
        other_handling: the single row of the 2019 form, or the three of the 2021 form.
    """
    outcomes = (*OUTCOMES, *other_handling)
    applicants = tuple(column.key for column in COLUMNS if column.key != "total")
    return Table(
        kind=TableKind.REQUESTS,
        label="三、收到和处理政府信息公开申请情况",
        groups=GROUPS,
        blocks=(Block(columns=COLUMNS, rows=(*HEAD, *outcomes, *TAIL)),),
        sums=(
            SumRule(kind=Witness.ROW_SUM, axis="row", left=applicants, right=("total",)),
            SumRule(
                kind=Witness.BALANCE,
                axis="column",
                left=("received", "carried_in"),
                right=("outcome_total", "carried_out"),
            ),
            SumRule(
                kind=Witness.OUTCOME_SUM,
                axis="column",
                left=tuple(row.key for row in outcomes),
                right=("outcome_total",),
            ),
        ),
    )


def review_table() -> Table:
    """Return 政府信息公开行政复议、行政诉讼情况: three rows of five, printed as fifteen numbers in one line."""
    columns = (
        Column(key="upheld", label="结果维持"),
        Column(key="corrected", label="结果纠正"),
        Column(key="other", label="其他结果"),
        Column(key="pending", label="尚未审结"),
        Column(key="total", label="总计", aliases=("合计",)),
    )
    rows = (
        Row(key="review", label="行政复议"),
        Row(
            key="direct_litigation",
            label="未经复议直接起诉",
            aliases=("行政诉讼未经复议直接起诉",),
            groups=("litigation",),
        ),
        Row(
            key="litigation_after_review",
            label="复议后起诉",
            aliases=("行政诉讼复议后起诉",),
            groups=("litigation",),
        ),
    )
    return Table(
        kind=TableKind.REVIEW_AND_LITIGATION,
        label="四、政府信息公开行政复议、行政诉讼情况",
        groups=(Group(key="litigation", label="行政诉讼"),),
        blocks=(Block(columns=columns, rows=rows),),
        sums=(
            SumRule(
                kind=Witness.REVIEW_SUM,
                axis="row",
                left=("upheld", "corrected", "other", "pending"),
                right=("total",),
            ),
        ),
        one_line=True,
    )
