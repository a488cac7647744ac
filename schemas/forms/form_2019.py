"""The form of 2019 and 2020, 国办公开办函〔2019〕60号."""

from __future__ import annotations

from schemas.enums import Quantity, TableKind
from schemas.form import Block, Column, Form, Row, Table
from schemas.forms._requests import requests_table, review_table

__all__ = ["FORM"]

_PREVIOUS = Column(
    key="previous_items", label="上一年项目数量", unit="项", aliases=("上年项目数量", "上一年度项目数量")
)
_CHANGE = Column(
    key="change",
    label="本年增/减",
    aliases=("本年增减", "本年度增/减"),
    quantity=Quantity.CHANGE,
    unit="项",
)
_DECISIONS = Column(key="decisions", label="处理决定数量", aliases=("本年处理决定数量",))

FORM = Form(
    id="2019",
    label="政府信息公开工作年度报告格式(试行)",
    issued="国办公开办函〔2019〕60号",
    first_year=2019,
    last_year=2020,
    tables=(
        Table(
            kind=TableKind.PROACTIVE_DISCLOSURE,
            label="二、主动公开政府信息情况",
            blocks=(
                Block(
                    key="article_20_1",
                    label="第二十条第(一)项",
                    columns=(
                        Column(key="made", label="本年新制作数量", aliases=("本年制作数量", "本年度新制作数量")),
                        Column(
                            key="newly_disclosed",
                            label="本年新公开数量",
                            aliases=("本年公开数量", "本年度新公开数量"),
                        ),
                        Column(key="total_disclosed", label="对外公开总数量", aliases=("对外公开数量", "对外公开总数")),
                    ),
                    rows=(
                        Row(key="regulations", label="规章", aliases=("行政规章",)),
                        Row(key="normative_documents", label="规范性文件", aliases=("行政规范性文件",)),
                        Row(key="other_documents", label="其他主动公开文件", optional=True),
                    ),
                ),
                Block(
                    key="article_20_5",
                    label="第二十条第(五)项",
                    columns=(_PREVIOUS, _CHANGE, _DECISIONS),
                    rows=(
                        Row(key="licensing", label="行政许可"),
                        Row(key="other_services", label="其他对外管理服务事项", aliases=("其他对外管理服务",)),
                    ),
                ),
                Block(
                    key="article_20_6",
                    label="第二十条第(六)项",
                    columns=(_PREVIOUS, _CHANGE, _DECISIONS),
                    rows=(Row(key="penalties", label="行政处罚"), Row(key="coercion", label="行政强制")),
                ),
                Block(
                    key="article_20_8",
                    label="第二十条第(八)项",
                    columns=(_PREVIOUS, _CHANGE),
                    rows=(Row(key="fees", label="行政事业性收费"),),
                ),
                Block(
                    key="article_20_9",
                    label="第二十条第(九)项",
                    columns=(
                        Column(key="items", label="采购项目数量", unit="个"),
                        Column(
                            key="amount",
                            label="采购总金额",
                            aliases=("采购总金额(万元)", "采购总金额(元)", "采购金额"),
                            quantity=Quantity.MONEY,
                            unit="元",
                        ),
                    ),
                    rows=(Row(key="procurement", label="政府集中采购", aliases=("政府采购",)),),
                ),
            ),
        ),
        requests_table(
            (
                Row(
                    key="other_handling",
                    label="(六)其他处理",
                    aliases=("(六)其他", "其他处理"),
                    groups=("outcomes",),
                ),
            )
        ),
        review_table(),
    ),
)
