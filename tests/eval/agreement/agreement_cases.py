"""Small labels for the tests of agreement."""

from __future__ import annotations

from eval.label_format import Label

CELLS = (
    "requests.received.natural_person",
    "requests.received.business",
    "requests.received.research",
    "requests.received.nonprofit",
)


def number(value: int, *, certain: bool = True) -> dict[str, object]:
    return {"printed": str(value), "value": value, "state": "number", "certain": certain}


def without(state: str, printed: str = "", *, certain: bool = True) -> dict[str, object]:
    return {"printed": printed, "value": None, "state": state, "certain": certain}


def fact(metric: str, value: int, quote: str, **more: object) -> dict[str, object]:
    said: dict[str, object] = {"metric": metric, "value": value, "unit": "件", "approximate": False, "scope": None}
    return {**said, "quote": quote, **more}


def label(*cells: dict[str, object] | None, facts: tuple[dict[str, object], ...] = (), **more: object) -> Label:
    """A label of one report with the cells of the first row, None where one is not listed."""
    listed = {path: cell for path, cell in zip(CELLS, cells, strict=False) if cell is not None}
    report = {"title": "云溪县水利局2022年报告", "organization": "云溪县水利局", "year": 2022, "form": "2021"}
    return Label.model_validate(
        {"source": "source.txt", "reports": [{**report, "cells": listed, "facts": facts, **more}]}
    )
