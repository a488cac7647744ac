"""Where something is published, and the words that say that it was (FORMS.md, "Facts")."""

from __future__ import annotations

import re

from schemas.facts import Metric

__all__ = ["ANY_CHANNEL", "CHANNELS", "PUBLISHED"]

CHANNELS: tuple[tuple[Metric, str], ...] = (
    (Metric.WECHAT_POSTS, r"微信公众号|微信|公众号|公众平台"),
    (Metric.WEIBO_POSTS, r"微博"),
    (Metric.GAZETTE_ISSUES, r"(?:政府|政务)?公报"),
    (
        Metric.OTHER_MEDIA_POSTS,
        r"报纸|报刊|日报|广播|电视|电台|头条|抖音|快手|视频号|短视频|直播|客户端|APP|app|公开栏|公示栏|宣传栏|公告栏|展板|短信|电子屏|显示屏|LED"
        r"|宣传单|宣传册|手册|明白纸|融媒体|新媒体|媒体|小程序|微视频|广播室|大喇叭|QQ群|微信群|简报",
    ),
    (
        Metric.WEBSITE_POSTS,
        r"网站|门户|网页|(?:校园|政府|公众|党建|专业|内|外|互联|本单位|部门)网(?!上|络|民|格|点|通|办|申)|信息网|政务网|公开网|官网|网上平台",
    ),
)
"""Where something is published; the earlier wins where two names stand at one place."""

ANY_CHANNEL = re.compile("|".join(pattern for _, pattern in CHANNELS))
"""Any of their names."""

PUBLISHED = re.compile(
    r"(?:发布|推送|发文|更新|编发|编写|刊发|刊登|刊载|刊播|上传|转发|转载|发送|播放|播出|推出|公开|公布|报道|制作|投放|登载|公示|采编|录用|发表|张贴|原创|维护)"
    r"|(?:信息|文章|稿件|动态|短视频|直播|消息|博文|图文|视频|推文|内容|作品|预警)"
)
"""Words that say that something was published."""
