"""``gongkai eval``: the evaluation's own commands, imported when they run."""

from __future__ import annotations

from extractor.cli import EVAL_COMMANDS
from extractor.cli.lazy import LazyGroup

__all__ = ["group"]

group = LazyGroup(
    "eval",
    EVAL_COMMANDS,
    text="""Measure how well reports are read.

    \b
    gongkai eval run -o run.jsonl.gz
    gongkai eval score out.jsonl --gold samples/
    gongkai eval mangle --seed 1 --reports 20 -o mangled/
    gongkai eval plant --count 20 --clean 500
    gongkai eval agreement samples/annotations/a samples/annotations/b
    gongkai eval lie --kind independent --rate 0.05 --reports 200
    """,
)
