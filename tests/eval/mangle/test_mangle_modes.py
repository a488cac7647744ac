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
RENDERERS = [mode for mode in LOSSLESS if mode.stage is Stage.RENDER]
SEEDS = range(1, 13)


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
    for seed in SEEDS[:3]:
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
        mark = f"invented, seed {truth.seed}"
        report = next(r for r in mangled.label["reports"] if r["notes"].split(";")[0] == mark)
        wanted = to_label(truth)["reports"][0]["cells"]
        assert list(report["cells"]) == list(wanted)
        for path, cell in report["cells"].items():
            assert (cell["value"], cell["state"]) == (wanted[path]["value"], wanted[path]["state"]), path
            assert cell.get("certain", True), path
        assert (report["organization"], report["year"]) == (truth.organization, truth.year)


@pytest.mark.parametrize("mode", RENDERERS, ids=lambda mode: mode.name)
def test_every_number_stands_in_the_source_as_often_as_it_is_printed(mode: Mode) -> None:
    for seed in SEEDS:
        truth, mangled = _mangled(mode, seed)
        expected = Counter[str]()
        for block in compose(truth).blocks:
            texts = [block.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]
            for text in texts:
                expected += _tokens(text)
        assert sum(expected.values()) > 50
        assert _tokens(_visible(mangled)) == expected
