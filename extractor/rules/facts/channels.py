"""Where something is published, and the words that say that it was (FORMS.md, "Facts")."""

from __future__ import annotations

import re

from schemas.facts import Metric

__all__ = ["ANOTHER_WAY", "ANY_CHANNEL", "CHANNELS", "PUBLISHED"]

CHANNELS: tuple[tuple[Metric, str], ...] = (
    (
        Metric.WECHAT_POSTS,
        r"微信公众号|微信订阅号|微信服务号|微信(?!视频号|群|小程序|工作群)|公众号|公众平台|订阅号|官微|推文",
    ),
    (Metric.WEIBO_POSTS, r"微博|博文|发博"),
    (Metric.GAZETTE_ISSUES, r"(?:政府|政务)?公报"),
    (
        Metric.OTHER_MEDIA_POSTS,
        r"报纸|报刊|[日晚晨早周时导]报|周刊|期刊|杂志|广播电视|广播电台|广播室|广播站|村村响|广播|电视台|电视|电台|头条号|头条|抖音号|抖音|快手|百家号|企鹅号|小红书|哔哩哔哩"
        r"|微信视频号|视频号|短视频|直播|客户端|APP|app|(?:公开|公示|宣传|公告|布告|阅报|告示)[栏牌墙板]|橱窗|黑板报|墙报|展板|展架|短信|彩信|横幅"
        r"|(?:电子|显示|滚动|触摸|宣传|户外)+大?屏|大屏|LED|触摸查询机|宣传[单册页栏]|折页|手册|明白[纸卡]|海报|融媒体|新媒体|(?<!自)媒体|微信小程序|小程序|微视频|大喇叭|喇叭"
        r"|QQ群|微信工作群|微信群|钉钉群|工作群|简报|学习强国|(?:人民|新华|光明|央视|央广|新浪|搜狐|腾讯|凤凰)网",
    ),
    (
        Metric.WEBSITE_POSTS,
        r"网站|门户|网页|(?:校园|政府|公众|党建|专业|内|外|互联|本单位|部门|政务|院)网(?!上|络|民|格|点|通|办|申)|信息网|政务网|公开网|官网|网上平台",
    ),
)
"""Where something is published; the earlier wins where two names stand at one place."""

ANY_CHANNEL = re.compile("|".join(pattern for _, pattern in CHANNELS))
"""Any of their names."""

ANOTHER_WAY = re.compile(r"(?:通过|以)?其[他它](?:公开)?(?:方式|渠道|形式|途径|媒介|载体)(?!申请|提交|提出)")
"""None of the channels that were named before."""

PUBLISHED = re.compile(
    r"(?:发布|推送|发文|更新|编发|编写|刊发|刊登|刊载|刊播|上传|转发|转载|发送|播放|播出|播报|推出|公开|公布|报道|制作|投放|登载|公示|采编|录用|发表|张贴|张榜|原创|维护"
    r"|挂网|挂出|展示|展出|播发|播送|宣传|登出|登报|上线|录制|拍摄|群发|悬挂|直播|发出|供稿|投稿|公告|通告|见报)"
    r"|(?:信息|文章|稿件|动态|短视频|直播|消息|博文|图文|视频|推文|内容|作品|预警|公告|通知|新闻|通告|帖子|公文)"
)
"""Words that say that something was published."""
