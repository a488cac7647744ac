"""The docstrings under the members of an enumeration, which Python itself does not keep."""

from __future__ import annotations

import ast
import inspect
from enum import Enum
from textwrap import dedent

__all__ = ["described"]


def described(enumeration: type[Enum]) -> dict[str, str]:
    """Return the docstring of each member that has one, by the member's name, on one line each."""
    body = ast.parse(dedent(inspect.getsource(enumeration))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if not isinstance(statement, ast.Assign) or not isinstance(following, ast.Expr):
            continue
        target, text = statement.targets[0], following.value
        if isinstance(target, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
            found[target.id] = " ".join(text.value.split())
    return found
