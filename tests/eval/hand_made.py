"""Runs made by hand: their parts with everything that a test says nothing of."""

from __future__ import annotations

from collections.abc import Mapping

from eval.label_format import Label, LabelCell
from eval.runs.format import Asked, Header, Reader, RunDocument
from schemas.enums import State
from schemas.result import SCHEMA_VERSION, Cell, ErrorResult, Extraction, Report, Run

__all__ = ["AGENCY", "asked", "extraction_of", "header", "label_cell", "report_of", "run_document"]

AGENCY = "云溪县水利局"


def label_cell(value: int | None, *, certain: bool = True) -> LabelCell:
    """A number, or a blank."""
    state = State.BLANK if value is None else State.NUMBER
    return LabelCell(printed="" if value is None else str(value), value=value, state=state, certain=certain)


def report_of(cells: Mapping[str, Cell], **about: object) -> Report:
    """A report of the 2021 form that was read."""
    said: dict[str, object] = {
        "title": None,
        "organization": AGENCY,
        "region": None,
        "year": 2022,
        "form": "2021",
        "period_start": None,
        "period_end": None,
        "facts": [],
        "problems": [],
        "improvements": [],
        "findings": [],
        "sections": [],
    }
    return Report.model_validate({**said, **about, "cells": dict(cells)})


def extraction_of(*reports: Report, source: str = "source.txt", error: ErrorResult | None = None) -> Extraction:
    """One result."""
    return Extraction(
        source=source,
        sha256="0",
        schema_version=SCHEMA_VERSION,
        origin=None,
        error=error,
        run=Run(version="0", settings="0", model=None, prompts={}),
        reports=list(reports),
    )


def run_document(name: str, label: Label, extractions: Mapping[Reader, Extraction], **about: object) -> RunDocument:
    """A document of the samples, for development."""
    said = {"gold": "samples", "split": "dev", "mess": None, "source_kind": "text", "text": None, "usage": None}
    return RunDocument.model_validate({**said, **about, "id": name, "label": label, "extractions": dict(extractions)})


def asked(prompts: Mapping[str, str]) -> Asked:
    """A model that was asked about everything, with prompts of these hashes."""
    return Asked(
        preset="relay-model",
        model="relay-model",
        resolved=None,
        use="full",
        prompts=dict(prompts),
        prompts_from=None,
        cassettes=True,
    )


def header(name: str, documents: int, **about: object) -> Header:
    """The header of a run by the cross-check alone."""
    said: dict[str, object] = {
        "version": "0",
        "gold": (),
        "split": "all",
        "readers": (Reader.CROSSCHECK,),
        "asked": None,
        "settings": "0",
        "seed": 1,
        "repeat": 1,
        "usage": None,
    }
    return Header.model_validate({**said, **about, "name": name, "documents": documents})
