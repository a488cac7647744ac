"""Sources in every kind of mess, made from invented reports, each with the label of what can still be read.

The label is the oracle: it holds what a careful reader gets from the mangled source alone. A mode that loses
something says which cells are ``lost`` and which nobody could decide (``certain: false``, the printed value kept
beside it). Character noise is the exception: the label keeps what was printed, because that is what right means.
"""

from __future__ import annotations

from eval.mangle.mode import Mode, ModeSpec, Stage, all_modes, parse_modes
from eval.mangle.run import Mangled, mangle

__all__ = ["Mangled", "Mode", "ModeSpec", "Stage", "all_modes", "mangle", "parse_modes"]
