"""The annex 政府信息公开情况统计表 of the reports for 2013/14 to 2018: indicator, unit, number."""

from __future__ import annotations

from schemas.enums import Quantity, TableKind, Witness
from schemas.form import Block, Column, Form, Group, Row, SumRule, Table

__all__ = ["FORM"]


def _money(key: str, label: str, *aliases: str) -> Row:
    return Row(key=key, label=label, aliases=aliases, quantity=Quantity.MONEY, unit="元")


ROWS = (
    Row(
        key="disclosed",
        label="(一)主动公开政府信息数",
        unit="条",
        aliases=(
            "(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)",
            "主动公开政府信息数",
        ),
    ),
    Row(
        key="disclosed.normative_documents",
        label="其中:主动公开规范性文件数",
        unit="条",
        aliases=("主动公开规范性文件数",),
    ),
    Row(key="normative_documents_issued", label="制发规范性文件总数", unit="件"),
    Row(
        key="channels",
        label="(二)通过不同渠道和方式公开政府信息的情况",
        unit="条",
        optional=True,  # a heading that sometimes prints the sum
    ),
    Row(key="channels.gazette", label="1.政府公报公开政府信息数", unit="条", aliases=("政府公报公开政府信息数",)),
    Row(key="channels.website", label="2.政府网站公开政府信息数", unit="条", aliases=("政府网站公开政府信息数",)),
    Row(key="channels.weibo", label="3.政务微博公开政府信息数", unit="条", aliases=("政务微博公开政府信息数",)),
    Row(key="channels.wechat", label="4.政务微信公开政府信息数", unit="条", aliases=("政务微信公开政府信息数",)),
    Row(key="channels.other", label="5.其他方式公开政府信息数", unit="条", aliases=("其他方式公开政府信息数",)),
    Row(
        key="responses",
        label="(一)回应公众关注热点或重大舆情数",
        unit="次",
        aliases=(
            "(一)回应公众关注热点或重大舆情数(不同方式回应同一热点或舆情计1次)",
            "回应公众关注热点或重大舆情数",
        ),
    ),
    Row(
        key="interpretation.press_conferences",
        label="1.参加或举办新闻发布会总次数",
        unit="次",
        aliases=("参加或举办新闻发布会总次数",),
    ),
    Row(
        key="interpretation.press_conferences.by_principal",
        label="其中:主要负责同志参加新闻发布会次数",
        unit="次",
        aliases=("主要负责同志参加新闻发布会次数",),
    ),
    Row(
        key="interpretation.online_interviews",
        label="2.政府网站在线访谈次数",
        unit="次",
        aliases=("政府网站在线访谈次数",),
    ),
    Row(
        key="interpretation.online_interviews.by_principal",
        label="其中:主要负责同志参加政府网站在线访谈次数",
        unit="次",
        aliases=("主要负责同志参加政府网站在线访谈次数",),
    ),
    Row(key="interpretation.articles", label="3.政策解读稿件发布数", unit="篇", aliases=("政策解读稿件发布数",)),
    Row(key="interpretation.social_media", label="4.微博微信回应事件数", unit="次", aliases=("微博微信回应事件数",)),
    Row(key="interpretation.other", label="5.其他方式回应事件数", unit="次", aliases=("其他方式回应事件数",)),
    Row(key="requests.received", label="(一)收到申请数", unit="件", aliases=("收到申请数",)),
    Row(key="requests.received.in_person", label="1.当面申请数", unit="件", aliases=("当面申请数",)),
    Row(key="requests.received.fax", label="2.传真申请数", unit="件", aliases=("传真申请数",)),
    Row(key="requests.received.online", label="3.网络申请数", unit="件", aliases=("网络申请数", "网上申请数")),
    Row(key="requests.received.letter", label="4.信函申请数", unit="件", aliases=("信函申请数",)),
    Row(
        key="requests.received.other",
        label="5.其他形式申请数",
        unit="件",
        aliases=("5.其他", "5.其他申请数"),
        optional=True,
    ),
    Row(key="requests.concluded", label="(二)申请办结数", unit="件", aliases=("申请办结数",)),
    Row(key="requests.concluded.on_time", label="1.按时办结数", unit="件", aliases=("按时办结数",)),
    Row(key="requests.concluded.extended", label="2.延期办结数", unit="件", aliases=("延期办结数",)),
    Row(key="requests.answered", label="(三)申请答复数", unit="件", aliases=("申请答复数",)),
    Row(
        key="requests.answered.already_public",
        label="1.属于已主动公开范围数",
        unit="件",
        aliases=("属于已主动公开范围数", "1.已主动公开范围数"),
    ),
    Row(key="requests.answered.granted", label="2.同意公开答复数", unit="件", aliases=("同意公开答复数",)),
    Row(
        key="requests.answered.partially_granted",
        label="3.同意部分公开答复数",
        unit="件",
        aliases=("同意部分公开答复数",),
    ),
    Row(key="requests.answered.denied", label="4.不同意公开答复数", unit="件", aliases=("不同意公开答复数",)),
    Row(
        key="requests.answered.denied.state_secret",
        label="其中:涉及国家秘密",
        unit="件",
        aliases=("涉及国家秘密", "其中:1.涉及国家秘密"),
    ),
    Row(key="requests.answered.denied.trade_secret", label="涉及商业秘密", unit="件", aliases=("2.涉及商业秘密",)),
    Row(key="requests.answered.denied.privacy", label="涉及个人隐私", unit="件", aliases=("3.涉及个人隐私",)),
    Row(
        key="requests.answered.denied.security_and_stability",
        label="危及国家安全、公共安全、经济安全和社会稳定",
        unit="件",
        aliases=("4.危及国家安全、公共安全、经济安全和社会稳定",),
    ),
    Row(
        key="requests.answered.denied.not_government_information",
        label="不是《条例》所指政府信息",
        unit="件",
        aliases=("5.不是《条例》所指政府信息",),
    ),
    Row(
        key="requests.answered.denied.prohibited_by_law",
        label="法律法规规定的其他情形",
        unit="件",
        aliases=("6.法律法规规定的其他情形",),
    ),
    Row(
        key="requests.answered.not_this_agency",
        label="5.不属于本行政机关公开数",
        unit="件",
        aliases=("不属于本行政机关公开数",),
    ),
    Row(key="requests.answered.does_not_exist", label="6.申请信息不存在数", unit="件", aliases=("申请信息不存在数",)),
    Row(
        key="requests.answered.asked_to_amend", label="7.告知作出更改补充数", unit="件", aliases=("告知作出更改补充数",)
    ),
    Row(
        key="requests.answered.other_channel",
        label="8.告知通过其他途径办理数",
        unit="件",
        aliases=("告知通过其他途径办理数",),
    ),
    Row(key="review", label="四、行政复议数量", unit="件", aliases=("行政复议数量",)),
    Row(
        key="review.upheld",
        label="(一)维持具体行政行为数",
        unit="件",
        aliases=("维持具体行政行为数",),
        groups=("review",),
    ),
    Row(key="review.corrected", label="(二)被依法纠错数", unit="件", aliases=("被依法纠错数",), groups=("review",)),
    Row(key="review.other", label="(三)其他情形数", unit="件", aliases=("其他情形数",), groups=("review",)),
    Row(key="litigation", label="五、行政诉讼数量", unit="件", aliases=("行政诉讼数量",)),
    Row(
        key="litigation.upheld",
        label="(一)维持具体行政行为或者驳回原告诉讼请求数",
        unit="件",
        aliases=("维持具体行政行为或者驳回原告诉讼请求数", "维持具体行政行为或驳回原告诉讼请求数"),
        groups=("litigation",),
    ),
    Row(
        key="litigation.corrected",
        label="(二)被依法纠错数",
        unit="件",
        aliases=("被依法纠错数",),
        groups=("litigation",),
    ),
    Row(key="litigation.other", label="(三)其他情形数", unit="件", aliases=("其他情形数",), groups=("litigation",)),
    Row(key="complaints", label="六、举报投诉数量", unit="件", aliases=("举报投诉数量", "六、被举报投诉数量")),
    _money("fees_charged", "七、依申请公开信息收取的费用", "依申请公开信息收取的费用"),
    Row(
        key="organization.offices",
        label="(一)政府信息公开工作专门机构数",
        unit="个",
        aliases=("政府信息公开工作专门机构数",),
    ),
    Row(
        key="organization.reading_points",
        label="(二)设置政府信息公开查阅点数",
        unit="个",
        aliases=("设置政府信息公开查阅点数",),
    ),
    Row(
        key="organization.staff",
        label="(三)从事政府信息公开工作人员数",
        unit="人",
        aliases=("从事政府信息公开工作人员数",),
    ),
    Row(
        key="organization.staff.full_time",
        label="1.专职人员数",
        unit="人",
        aliases=("1.专职人员数(不包括政府公报及政府网站工作人员数)", "专职人员数"),
    ),
    Row(key="organization.staff.part_time", label="2.兼职人员数", unit="人", aliases=("兼职人员数",)),
    _money(
        "organization.budget",
        "(四)政府信息公开专项经费",
        "(四)政府信息公开专项经费(不包括用于政府公报编辑管理及政府网站建设维护等方面的经费)",
        "政府信息公开专项经费",
    ),
    Row(
        key="training.meetings",
        label="(一)召开政府信息公开工作会议或专题会议数",
        unit="次",
        aliases=("召开政府信息公开工作会议或专题会议数",),
    ),
    Row(key="training.courses", label="(二)举办各类培训班数", unit="次", aliases=("举办各类培训班数",)),
    Row(key="training.attendees", label="(三)接受培训人员数", unit="人次", aliases=("接受培训人员数",)),
)


def _children(parent: str) -> SumRule:
    """Return the rule that the parent equals its direct children."""
    depth = parent.count(".") + 1
    children = tuple(row.key for row in ROWS if row.key.startswith(parent + ".") and row.key.count(".") == depth)
    return SumRule(kind=Witness.ANNEX_SUM, axis="column", left=children, right=(parent,))


FORM = Form(
    id="statistics",
    label="政府信息公开情况统计表",
    issued="国务院办公厅政府信息公开工作年度报告统计表(2014)",
    first_year=2013,
    last_year=2018,
    tables=(
        Table(
            kind=TableKind.STATISTICS,
            label="政府信息公开情况统计表",
            groups=(
                Group(key="part_1", label="一、主动公开情况"),
                Group(
                    key="part_2",
                    label="二、回应解读情况",
                    aliases=("二、回应解读情况(不同方式回应同一热点或舆情计1次)",),
                ),
                Group(key="part_2_2", label="(二)通过不同渠道和方式回应解读的情况"),
                Group(key="part_3", label="三、依申请公开情况"),
                Group(key="part_8", label="八、机构建设和保障经费情况"),
                Group(
                    key="part_9",
                    label="九、政府信息公开会议和培训情况",
                ),
                Group(key="review", label="四、行政复议数量"),
                Group(key="litigation", label="五、行政诉讼数量"),
            ),
            blocks=(Block(columns=(Column(key="", label="统计数", aliases=("统计数据", "数量")),), rows=ROWS),),
            sums=(
                _children("requests.answered.denied"),
                _children("requests.received"),
                _children("requests.concluded"),
                _children("requests.answered"),
                _children("review"),
                _children("litigation"),
                _children("organization.staff"),
            ),
        ),
    ),
)
