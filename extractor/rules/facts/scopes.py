"""The category or channel of a part, from the words in front of its number."""

from __future__ import annotations

import re

__all__ = ["scope_of"]

_LED = re.compile(
    r"^(?:其中|包括|包含|分别为|分别是|分别|主要是|主要为|主要|涉及|集中在|通过|以|在|即|一是|二是|三是|四是|[、和与及:·]|加|共)+"
)
_TAIL = re.compile(
    r"(?:(?<=类)(?:政府|政务)?信息|共计|合计|总计|累计|共|计|有|为|达到?|约|近|均|的|各|办结|受理|收取|方面|发布|公开|[·\"])+$"
)
_LONGEST = 20


def scope_of(left: str) -> str | None:
    """Return the scope that the words in front of a number name, or None where they name none.

    Args:
        left: canonical words between the number before and this one.
    """
    said = _LED.sub("", left)
    said = _TAIL.sub("", said)
    return said if 0 < len(said) <= _LONGEST else None
