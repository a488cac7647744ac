"""Options that belong together, given to a command as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

__all__ = ["Option", "grouped"]

R = TypeVar("R")
Option = Callable[[Callable[..., object]], Callable[..., object]]
"""What ``click.option`` returns."""


def grouped(
    options: Sequence[Option], names: Iterable[str], argument: str, make: Callable[..., Any]
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Return a decorator that adds options to a command, which gets one value for all of them.

    Args:
        options: in the order in which the command's help lists them.
        names: of what the options say, as click gives them.
        argument: the command's name for the value.
        make: from what the options say, by name, to the value.
    """
    names = tuple(names)

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(function)
        def command(*args: object, **values: object) -> R:
            mine = {name: values.pop(name) for name in names}
            return function(*args, **{argument: make(**mine)}, **values)

        decorated: Callable[..., object] = command
        for option in reversed(options):
            decorated = option(decorated)
        return command

    return decorate
