"""General wordings: numbers of none of the listed metrics, and publishing without a channel."""

from __future__ import annotations

from extractor.rules.facts.quantities import MONEY
from extractor.rules.facts.units import CASES, ITEMS, PEOPLE, SESSIONS
from extractor.rules.facts.wording import Cue, Role, cue
from schemas.facts import Metric

__all__ = ["GENERAL_CUES"]

_NEW_HEAD = r"(?![^,;、]{0,6}(?:信息|文章|稿件|内容|动态|推文|消息))"
"""What is counted is not named by the wording but by another noun behind it (``流程等信息380条``)."""

GENERAL_CUES: tuple[Cue, ...] = (
    # Numbers that look like another fact and are none.
    cue(
        Metric.OTHER,
        r"(?:建议|提案)(?!书)[^,;]{0,6}",
        CASES | {"条"},
        right=r"[^,;。、]{0,8}(?:建议|提案)",
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:较|比|同比)(?:上年|去年|上一?年度?|同期|往年|前年|20\d\d年)?[^,;]{0,10}?(?:增加|增长|净增|新增|增|减少|下降|上升|提高|减|多出?|少)了?|同比[^,;]{0,6}|[净增减](?:增|少|加|长)了",
        ITEMS | CASES | PEOPLE | frozenset({MONEY}),
        right=None,
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        rf"(?:意见|民意|问卷|征集){_NEW_HEAD}[^,;]{{0,6}}|(?:访问|浏览|点击|阅读|观看|点赞|访客|搜索|查阅|评论|转评赞){_NEW_HEAD}[^,;]{{0,8}}"
        r"|(?:(?:播放|转载|转发|下载|引用|收听|曝光)(?:总)?(?:量|次数?|数)|(?:累计|总|共)(?:播放|阅读|点击|访问))",
        ITEMS | PEOPLE | CASES,
        right=r"[^,;。、]{0,6}(?:意见|建议)",
    ),
    cue(Metric.OTHER, r"(?:不予公开|依申请公开|不公开)(?:类)?的?(?:政府)?信息数?", frozenset("条件"), right=None),
    cue(
        Metric.OTHER,
        r"(?:不予公开|依申请公开|不公开)类?的?(?=[共计有为约]*$)",
        CASES | {"条"},
        right=None,
        before=r"公文|发文|文件",
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:专栏|栏目|专题|专区|公开栏|宣传栏|公示栏|公告栏|查阅点|查询点|查阅场所|查阅室|查询机|一体机|账号|公众号|新媒体|微博|微信|网站|电子屏|显示屏|平台|门户|意见箱)(?![^,;]{0,6}(?:发布|推送|更新|刊|上传|制作|播|展示))[^,;]{0,4}",
        frozenset("个家处块所台"),
        right=r"[^,;。、]{0,10}(?:专栏|栏目|账号|公众号|网站|专区|查阅点|查阅场所|新媒体|公开栏|公示栏|意见箱)",
    ),
    cue(
        Metric.OTHER,
        r"(?:赠阅|发放|印制|印刷|免费|寄送|派发|分发|散发)[^,;]{0,10}",
        frozenset("份册本张期个条"),
        right=None,
    ),
    cue(
        Metric.OTHER,
        r"(?:清理|下架|删除|纠正|整改|修正|撤下|撤除)[^,;]{0,16}(?:信息|内容|栏目|链接|网页|附件|问题|字|链|断链)[共计达]*$",
        ITEMS | frozenset("处"),
        right=None,
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER,
        r"(?:上报|报送|移交|(?:被|经)[^,;]{0,8}(?:采[用纳]|录用)|(?:国家|省|市|州|县|区)级?(?:采[用纳]|录用))(?!媒体)[^,;]{0,6}",
        ITEMS - {None},
        right=None,
        role=Role.FIRM,
    ),
    cue(
        Metric.OTHER, r"公开(?:答复|回复)(?:数)?|回应[^,;]{0,8}(?:评论|关切|热点)[^,;]{0,4}", ITEMS | CASES, right=None
    ),
    cue(
        Metric.OTHER,
        rf"(?:通报|检查|督查|巡查|抽查|督导|测评|评查|评估|考核|调研|访谈|专访|采访|改版|升级|开放日|公开日|主题日|听证|互动|演练|自查|整改|错敏词|错别字|问题|案例|制度|清单|指南|目录|流程图?)"
        rf"{_NEW_HEAD}[^,;、]{{0,6}}",
        ITEMS | SESSIONS | frozenset("处家轮"),
        right=r"[^,;。、]{0,6}(?:通报|检查|督查|巡查|抽查|督导|调研|访谈|开放日|听证|评查|问题|案例)",
    ),
    # General wordings: only where no other word stands there.
    cue(
        Metric.DISCLOSED_ITEMS,
        r"主动公开[^,;]{0,24}|(?:公开|发布|公布|更新|录入|上传|公示|公告|披露|刊发|登载|推送|发送|挂网|编发)[^,;]{0,30}?(?:信息|内容|文件|公文|动态|公告|通告|消息|稿件|数据|资料|材料)[^,;]{0,10}"
        r"|公开(?:总)?(?:数|量|条目)[^,;]{0,4}|其[他它](?:政府|政务)信息[^,;]{0,4}|信息(?:公开(?:总)?(?:数量|条数|总数|数|量)?|(?:发布|公布)?(?:总)?(?:数量|条数|总数|数|量))[共合总计有为达]*$",
        ITEMS,
        right=r"(?:政府|政务|各类|公开)*信息(?:公开)?",
        role=Role.WEAK,
    ),
    cue(
        Metric.DISCLOSED_ITEMS,
        r"(?<!不予)(?<!不)(?<!申请)公开(?!答复|回复)[^,;]{0,20}$",
        frozenset("条篇则") | {"条次"},
        right=None,
        role=Role.WEAK,
    ),
)
"""Strong wordings of no listed metric, and the weak ones of publishing without a channel."""
