"""The category or channel of a part, from the words in front of its number."""

from __future__ import annotations

import re

from extractor.rules.facts.channels import ANY_CHANNEL
from extractor.rules.facts.searching import last_match

__all__ = ["account_in", "scope_of"]

_LED = re.compile(
    r"^(?:其中|包括|包含|分别为|分别是|分别|主要是|主要为|主要|涉及|集中在|通过|利用|依托|以|在(?!线)|即|对|经|由|一是|二是|三是|四是|五是|同时|并|还|共|全年|全[市县区省镇局校委]"
    r"|本年度?|新增|今年|当年|20\d\d年度?|我[市县区省镇局校委单位街乡]|本[市县区省镇局校委单位]|开展|组织|举办|收到|收取|办理|获得?|累计|现(?!行)|加"
    r"|编制|形成|保留|发现并|向|我局|目前|从[^,;]{0,8}看|按[^,;]{1,8}分|申请内容|内容|最多的是|另有|另|及(?!时)|[、和与:·])+"
)
_TAIL = re.compile(
    r"(?:(?<=类)(?:政府|政务)?信息|共计|合计|总计|累计|全年|共|计|有|为|达到?|约|近|超|均|的|各|数量"
    r"|办结|受理|收取|方面|发布|(?<!予以)(?<!部分)(?<!不予)(?<!同意)公开|更新|推送|发送|申请量|数|占比?|报道|[·\"])+$"
)
_LONGEST = 20


def scope_of(left: str) -> str | None:
    """Return the scope that the words in front of a number name, or None where they name none.

    Args:
        left: canonical words between the number before and this one.
    """
    said = _TAIL.sub("", _LED.sub("", left))
    return said if 0 < len(said) <= _LONGEST else None


def account_in(text: str) -> str | None:
    """Return the account or channel that a text names last (``微信公众号``), or None."""
    last = last_match(ANY_CHANNEL, text)
    if last is None:
        return None
    return "微信公众号" if last.group() in ("微信", "公众号", "微信公众号") else last.group()
