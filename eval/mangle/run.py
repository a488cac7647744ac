"""``mangle``: an invented report and some modes to a source and the label of what can still be got from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from eval.mangle.draft import Draft, ReportDraft
from eval.mangle.mode import Mode, ModeSpec, Stage, all_modes
from eval.truth import FactLabel, Label, ReportLabel, Truth

__all__ = ["Mangled", "mangle"]

_DEFAULT_RENDERER = "html"


@dataclass(frozen=True, slots=True)
class Mangled:
    """A source and its label."""

    name: str
    """Suggested file name."""
    data: bytes
    truths: tuple[Truth, ...]
    """The reports that stand there, as their agencies printed them; modes of stage ``TRUTH`` may have changed them."""
    label: Label
    """What a careful reader gets from the source alone; after character noise, what was printed before it."""
    modes: tuple[ModeSpec, ...]
    """Those that ran, in order, the default renderer among them."""
    lossless: bool
    """True where every mode is: the cells' labels equal the truth."""
    displaced: tuple[frozenset[str], ...]
    """For each report the paths of cells whose place does not show: torn labels, lost headers, repeated rows."""


def mangle(truth: Truth, modes: Sequence[ModeSpec], seed: int) -> Mangled:
    """Return the source that the modes make of the report, with its label.

    The same report, modes and seed give the same bytes. Each mode has its own chance, drawn from seed and name,
    so adding one does not change what the others do.

    Raises:
        ValueError: an unknown mode, two renderers or encodings, or a mode that the report's form does not have.
    """
    chosen = _chosen(modes)
    for mode, _ in chosen:
        if truth.form not in mode.forms:
            raise ValueError(f"mode {mode.name!r} is for forms {', '.join(mode.forms)}, the report is {truth.form!r}")
    draft = Draft((ReportDraft.of(truth),))
    for mode, spec in chosen:
        strength = mode.strength if spec.strength is None else spec.strength
        draft = mode.apply(draft, strength, Random(f"{seed}:{truth.seed}:{mode.name}"))
    name = f"source.{draft.suffix}"
    return Mangled(
        name=name,
        data=draft.data if draft.data is not None else draft.text.encode(),
        truths=tuple(report.truth for report in draft.reports),
        label=Label(source=name, reports=_labels(draft)),
        modes=tuple(spec for _, spec in chosen),
        lossless=all(mode.lossless for mode, _ in chosen),
        displaced=tuple(report.displaced for report in draft.reports),
    )


def _labels(draft: Draft) -> list[ReportLabel]:
    """The reports' labels; a fact whose quote no longer stands in the text as it was is optional."""
    seen = re.sub(r"<[^>]*>", "", draft.text) if draft.suffix == "html" else draft.text
    labels: list[ReportLabel] = []
    for report in draft.reports:
        facts = [
            fact if fact["quote"] in seen else FactLabel(**{**fact, "optional": True}) for fact in report.label["facts"]
        ]
        labels.append({**report.label, "facts": facts})
    return labels


def _chosen(specs: Sequence[ModeSpec]) -> list[tuple[Mode, ModeSpec]]:
    modes = all_modes()
    for spec in specs:
        if spec.name not in modes:
            raise ValueError(f"no mode {spec.name!r}; there are {', '.join(modes)}")
    chosen = [(modes[spec.name], spec) for spec in specs]
    given = {spec.name for spec in specs}
    chosen += [(modes[name], ModeSpec(name)) for mode, _ in chosen for name in mode.implies if name not in given]
    if not any(mode.stage is Stage.RENDER for mode, _ in chosen):
        wanted = [mode.renderer for mode, _ in chosen if mode.renderer != _DEFAULT_RENDERER]
        renderer = wanted[0] if wanted else _DEFAULT_RENDERER
        chosen.append((modes[renderer], ModeSpec(renderer)))
    for stage in (Stage.RENDER, Stage.ENCODE):
        names = [mode.name for mode, _ in chosen if mode.stage is stage]
        if len(names) > 1:
            raise ValueError(f"at most one mode of stage {stage.name.lower()} can run, not {', '.join(names)}")
    _check_sharing([mode for mode, _ in chosen])
    _check_binary([mode for mode, _ in chosen])
    return sorted(chosen, key=lambda pair: (pair[0].stage, pair[0].shares_document))


def _check_binary(modes: list[Mode]) -> None:
    """After a renderer of bytes no mode can change the text or its encoding."""
    for renderer in (mode for mode in modes if mode.binary):
        for mode in modes:
            if mode.stage > Stage.RENDER:
                raise ValueError(f"mode {mode.name!r} changes text, and {renderer.name!r} makes none")


def _check_sharing(modes: list[Mode]) -> None:
    """Where two prints of a cell share a document, nothing else may change or lose cells."""
    for strict in (mode for mode in modes if mode.shares_document):
        for mode in modes:
            before = mode.stage is Stage.TRUTH and not mode.shares_document
            after = mode.stage >= Stage.RENDER and mode.lossless
            if mode is not strict and not before and not after:
                raise ValueError(f"mode {strict.name!r} cannot be combined with {mode.name!r}: it shares a document")
