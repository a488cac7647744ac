"""A page as a browser saved it: styles, scripts, comments and menus many times the size of the text."""

from __future__ import annotations

from random import Random

from eval.mangle.draft import on_text
from eval.mangle.mode import Mode, Stage

__all__ = ["MODES"]

_RULES = ("margin", "padding", "line-height", "text-indent", "mso-pagination", "font-size", "border-width")
_MENU = ("首页", "走进我们", "政务公开", "政务服务", "互动交流", "数据开放", "通知公告", "领导之窗", "机构职能")


def _style(random: Random, size: int) -> str:
    rules: list[str] = []
    while sum(map(len, rules)) < size:
        body = ";".join(f"{name}:{random.randint(0, 40)}.{random.randint(0, 9999):04d}pt" for name in _RULES)
        rules.append(f"p.p{random.randint(0, 999)}{{{body}}}")
    return "<style>\n" + "\n".join(rules) + "\n</style>"


def _script(random: Random, size: int) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        lines.append(
            f'var v{random.randint(0, 9999)}={{"id":{random.randint(10**6, 10**7)},"n":"总计","t":{random.randint(0, 99)}}};'
        )
    return "<script>\n" + "\n".join(lines) + "\n</script>"


def _menu(random: Random) -> str:
    items = "".join(f'<li><a href="/col/{random.randint(100, 9999)}.html">{name}</a></li>' for name in _MENU)
    return f'<div class="nav"><ul>{items}</ul></div>'


def _save(text: str, suffix: str, strength: float, random: Random) -> str:
    size = int(strength * 1000 / 3)
    if suffix != "html":
        # As plain text the styles come along as lines of their own.
        style = _style(random, 2 * size).removeprefix("<style>").removesuffix("</style>").strip()
        return f"{style}\n{text}"
    comment = f"<!-- saved from url=(00{random.randint(10, 99)}) 收到申请 {random.randint(1, 99)} 件 -->"
    text = text.replace("</head>", f"{_style(random, size)}\n{comment}\n{_script(random, size)}\n</head>", 1)
    body = f"<body>\n{_menu(random)}\n<!-- {random.randint(1, 9)} -->\n{_style(random, size)}"
    return text.replace("<body>", body, 1)


MODES = (
    Mode(
        "saved_page",
        Stage.TEXT,
        on_text(_save),
        "styles, scripts and menus around the report; kilobytes",
        strength=90,
    ),
)
