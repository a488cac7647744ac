"""The form of 2021 onward, 国办公开办函〔2021〕30号."""

from __future__ import annotations

from schemas.enums import Quantity, TableKind
from schemas.form import Block, Column, Form, Row, Table
from schemas.forms._requests import requests_table, review_table

__all__ = ["FORM"]

_DECISIONS = (
    Column(
        key="decisions",
        label="本年处理决定数量",
        aliases=("本年度处理决定数量", "处理决定数量", "信息内容本年处理决定数量"),
    ),
)

_OTHER = ("outcomes", "other_handling")

FORM = Form(
    id="2021",
    label="政府信息公开工作年度报告格式(2021)",
    issued="国办公开办函〔2021〕30号",
    first_year=2021,
    last_year=None,
    tables=(
        Table(
            kind=TableKind.PROACTIVE_DISCLOSURE,
            label="二、主动公开政府信息情况",
            blocks=(
                Block(
                    key="article_20_1",
                    label="第二十条第(一)项",
                    columns=(
                        Column(
                            key="issued",
                            label="本年制发件数",
                            aliases=("本年度制发数", "本年制发数", "本年新制发数量", "本年度制发件数"),
                        ),
                        Column(
                            key="repealed",
                            label="本年废止件数",
                            aliases=("本年度废止数", "本年废止数", "本年新废止数量", "本年度废止件数"),
                        ),
                        Column(
                            key="in_force",
                            label="现行有效件数",
                            aliases=("现行有效数", "现行有效数量", "现行有效件"),
                        ),
                    ),
                    rows=(
                        Row(key="regulations", label="规章", aliases=("行政规章",)),
                        Row(key="normative_documents", label="行政规范性文件", aliases=("规范性文件",)),
                    ),
                ),
                Block(
                    key="article_20_5",
                    label="第二十条第(五)项",
                    columns=_DECISIONS,
                    rows=(Row(key="licensing", label="行政许可"),),
                ),
                Block(
                    key="article_20_6",
                    label="第二十条第(六)项",
                    columns=_DECISIONS,
                    rows=(Row(key="penalties", label="行政处罚"), Row(key="coercion", label="行政强制")),
                ),
                Block(
                    key="article_20_8",
                    label="第二十条第(八)项",
                    columns=(
                        Column(
                            key="amount",
                            label="本年收费金额(单位:万元)",
                            aliases=("本年收费金额", "本年度收费金额", "本年收费金额(万元)", "收费金额"),
                            quantity=Quantity.MONEY,
                            unit="元",
                            printed_unit="万元",
                        ),
                    ),
                    rows=(Row(key="fees", label="行政事业性收费"),),
                ),
            ),
        ),
        requests_table(
            (
                Row(
                    key="other_handling.not_corrected_in_time",
                    label="1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                    aliases=("1.逾期不补正", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
                    groups=_OTHER,
                ),
                Row(
                    key="other_handling.fee_unpaid",
                    label="2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    aliases=(
                        "2.逾期不缴费",
                        "2.逾期未缴费",
                        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    ),
                    groups=_OTHER,
                ),
                Row(key="other_handling.other", label="3.其他", groups=_OTHER),
            )
        ),
        review_table(),
    ),
)
