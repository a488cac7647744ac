"""A model that knows the truth of an invented report and lies about it, and what of its lies is believed.

It answers real requests with answers of the real schemas: what it says must be found in the source like the answer of
any other model. Two families of lies: independent ones, as a poor model makes them, and correlated ones, where it errs
exactly as the rules reader does.
"""

from __future__ import annotations
