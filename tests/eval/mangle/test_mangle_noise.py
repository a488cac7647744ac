"""Character damage: the label keeps what was printed; the damage is as strong as asked and spares the markup."""

from __future__ import annotations

import re

import pytest

from eval.mangle import all_modes, mangle, parse_modes
from eval.mangle.glyphs import DIGIT_FOR_DIGIT, DIGIT_FOR_OTHER, NEAR
from eval.truth import generate, to_label

NOISY = [mode.name for mode in all_modes().values() if mode.noisy]


def _texts(mode: str, seed: int) -> tuple[str, str]:
    """The clean text and the damaged one."""
    truth = generate(seed, form="2021", blank_policy="zeros")
    return tuple(mangle(truth, parse_modes(modes), seed).data.decode() for modes in ("pipes", f"{mode}+pipes"))  # type: ignore[return-value]


@pytest.mark.parametrize("name", NOISY)
def test_the_label_keeps_what_was_printed(name: str) -> None:
    for seed in range(8):
        truth = generate(seed, form="2021")
        mangled = mangle(truth, parse_modes(f"{name}+pipes"), seed)
        assert mangled.label["reports"][0]["cells"] == to_label(truth)["reports"][0]["cells"]
        assert not mangled.lossless
    assert any(_texts(name, seed)[0] != _texts(name, seed)[1] for seed in range(8))


@pytest.mark.parametrize("rate", [0.02, 0.2])
def test_digits_turn_at_the_rate_asked_for(rate: float) -> None:
    changed = digits = 0
    for seed in range(20):
        clean, damaged = _texts(f"digit_noise:{rate}", seed)
        assert len(clean) == len(damaged)
        for before, after in zip(clean, damaged, strict=True):
            if before.isdigit():
                digits += 1
                changed += before != after
                assert after == before or after in DIGIT_FOR_DIGIT[before]
            else:
                assert before == after
    assert changed / digits == pytest.approx(rate, rel=0.3)


def test_consistent_confusion_is_one_map_over_the_page() -> None:
    for seed in range(10):
        clean, damaged = _texts("ocr_consistent:1", seed)
        pairs = {(a, b) for a, b in zip(clean, damaged, strict=True) if a != b}
        assert len(pairs) <= 1
        for a, b in pairs:
            assert clean.replace(a, b) == damaged


def test_confusions_are_no_identities() -> None:
    for table in (DIGIT_FOR_DIGIT, DIGIT_FOR_OTHER, NEAR):
        assert all(key not in others and others for key, others in table.items())
    assert set(DIGIT_FOR_DIGIT) == set("0123456789")
    assert all(not any(c.isascii() and c.isdigit() for c in others) for others in DIGIT_FOR_OTHER.values())


def test_thin_digits_vanish() -> None:
    clean, damaged = _texts("thin_digits:1", 3)
    assert "1" in clean
    assert "1" not in damaged
    assert clean.replace("1", "") == damaged


def test_markup_is_spared() -> None:
    truth = generate(4, form="2021")
    clean = mangle(truth, parse_modes("html"), 4).data.decode()
    damaged = mangle(truth, parse_modes("ocr:0.5+html"), 4).data.decode()
    assert re.findall(r"<[^>]*>", clean) == re.findall(r"<[^>]*>", damaged)


def test_facts_whose_quote_is_damaged_are_optional() -> None:
    optional = 0
    for seed in range(15):
        mangled = mangle(generate(seed), parse_modes("near_labels:0.3+pipes"), seed)
        text = mangled.data.decode()
        for fact in mangled.label["reports"][0]["facts"]:
            assert fact.get("optional", False) == (fact["quote"] not in text)
            optional += fact.get("optional", False)
    assert optional > 10


def test_misread_encoding_looks_as_it_does_in_the_wild() -> None:
    truth = generate(1, form="2021")
    text = mangle(truth, parse_modes("mojibake+lines"), 1).data.decode()
    assert "涓€銆佹€讳綋鎯呭喌" in text or "涓€銆" in text
    assert not re.search("政府信息公开", text)
    digits = re.findall(r"(?m)^\d+$", text)
    assert digits == re.findall(r"(?m)^\d+$", mangle(truth, parse_modes("lines"), 1).data.decode())
