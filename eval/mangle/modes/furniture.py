"""What stands around a report on its page: metadata boxes, font sizes, sharing, navigation, footers (MESS.md 9)."""

from __future__ import annotations

from random import Random

from eval.mangle.draft import on_text
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

_BEFORE = (
    "首页 > 政务公开 > 政府信息公开年报",
    "当前位置：首页 >> 信息公开 >> 年度报告",
    "字号：[ 大 中 小 ] 【打印】 【关闭窗口】",
    "登录 注册 无障碍 老年模式 我要收藏",
    "点击收听年报语音朗读",
    "分享到：",
    "来源：办公室 作者：佚名 浏览次数：{views}",
    "{{{{ title }}}}",
)
_BOX = (
    "索引号：",
    "0{a}/{b}-00{c}",
    "分类：政府信息公开年报",
    "发布机构：",
    "发文日期：{y}-01-{d}",
    "文号：无",
    "有效性：有效",
)
_AFTER = (
    "用微信扫描二维码分享至好友和朋友圈",
    "上一篇：没有了",
    "附件：年度报告.docx",
    "扫一扫在手机打开当前页",
    "主办单位：办公室 ICP备{b}{a}号-1 网站标识码{b}{c}{a}",
    "联系电话：0{a}-{b}{c}",
)


def _around(text: str, suffix: str, strength: float, random: Random) -> str:
    names = {
        "a": random.randint(100, 999),
        "b": random.randint(10000, 99999),
        "c": random.randint(100, 999),
        "d": f"{random.randint(1, 28):02d}",
        "y": random.randint(2019, 2025),
        "views": random.randint(10, 9999),
    }
    before = random.sample(_BEFORE, round(2 + 3 * min(strength, 1.0)))
    if random.random() < 0.6:
        before += _BOX
    after = random.sample(_AFTER, round(1 + 3 * min(strength, 1.0)))
    above = [line.format(**names) for line in before]
    below = [line.format(**names) for line in after]
    if suffix != "html":
        return "\n".join([*above, text.rstrip("\n"), *below]) + "\n"
    head = "".join(f"<div class=nav>{line.replace('>', '&gt;')}</div>\n" for line in above)
    foot = "".join(f"<div class=foot>{line}</div>\n" for line in below)
    return text.replace("<body>", f"<body>\n{head}", 1).replace("</body>", f"{foot}</body>", 1)


MODES = (Mode("furniture", Stage.TEXT, on_text(_around), "page furniture around the report"),)
