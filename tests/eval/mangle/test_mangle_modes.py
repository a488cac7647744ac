"""Every mode: deterministic, honest in its label, nothing printed twice or not at all where it says so."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest

from eval.labels import Label
from eval.mangle import Mangled, Mode, ModeSpec, Stage, all_modes, mangle
from eval.mangle.compose import compose
from eval.mangle.document import Paragraph
from eval.truth import Truth, generate, to_label

MODES = list(all_modes().values())
LOSSLESS = [mode for mode in MODES if mode.lossless]
RENDERERS = [mode for mode in LOSSLESS if mode.stage is Stage.RENDER and not mode.binary]
SEEDS = range(1, 5)


def _mangled(mode: Mode, seed: int) -> tuple[Truth, Mangled]:
    truth = generate(seed, form=mode.forms[seed % len(mode.forms)])
    return truth, mangle(truth, [ModeSpec(mode.name)], seed)


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"[0-9][0-9,.]*", text))


def _visible(mangled: Mangled) -> str:
    text = mangled.data.decode("utf-8")
    if mangled.name.endswith("html"):
        text = re.sub(r"<head>.*?</head>", "", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(td|p|h1)>", "\n", text)))
    return text


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_the_same_arguments_give_the_same_bytes(mode: Mode) -> None:
    for seed in SEEDS[:2]:
        assert _mangled(mode, seed) == _mangled(mode, seed)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_labels_are_valid(mode: Mode) -> None:
    for seed in SEEDS:
        label = Label.model_validate(_mangled(mode, seed)[1].label)
        assert label.reports


@pytest.mark.parametrize("mode", LOSSLESS, ids=lambda mode: mode.name)
def test_a_lossless_mode_keeps_the_label(mode: Mode) -> None:
    for seed in SEEDS:
        truth, mangled = _mangled(mode, seed)
        assert mangled.lossless
        assert len(mangled.truths) == len(mangled.label["reports"])
        for now, report in zip(mangled.truths, mangled.label["reports"], strict=True):
            wanted = to_label(now)["reports"][0]["cells"]
            # A mode may print more than the form asks for (subtotals), never less.
            assert set(wanted) <= set(report["cells"])
            for path, cell in wanted.items():
                assert (report["cells"][path]["value"], report["cells"][path]["state"]) == (
                    cell["value"],
                    cell["state"],
                )
            assert all(cell.get("certain", True) for cell in report["cells"].values())
            assert report["organization"] in (now.organization, None)
            assert report["year"] == now.year
        if mode.stage is not Stage.TRUTH:
            assert mangled.truths == (truth,)


def _printed(truth: Truth) -> tuple[Counter[str], Counter[str]]:
    """The numbers of the tables' cells, and those of everything."""
    cells = Counter[str]()
    everything = Counter[str]()
    for block in compose(truth).blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]
        for text in texts:
            everything += _tokens(text)
            cells += Counter() if isinstance(block, Paragraph) else _tokens(text)
    return cells, everything


@pytest.mark.parametrize("mode", RENDERERS, ids=lambda mode: mode.name)
def test_every_number_stands_in_the_source_as_often_as_it_is_printed(mode: Mode) -> None:
    for seed in SEEDS:
        truth, mangled = _mangled(mode, seed)
        cells, everything = _printed(truth)
        assert sum(cells.values()) > 20
        seen = _tokens(_visible(mangled))
        if mode.name == "layout":
            # Lines break inside the numbers of the prose, and pages are numbered.
            assert not cells - seen
        else:
            assert seen == everything
