"""Names of uploads: nothing of anybody's machine, nothing that climbs, nothing that cannot be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.service.jobs.names import clean_name, is_system_file


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("年报.html", "年报.html"),
        ("2024/年报.html", "2024/年报.html"),
        ("./2024//年报.html", "2024/年报.html"),
        ("C:\\Users\\me\\年报.doc", "年报.doc"),
        ("C:年报.doc", "年报.doc"),
        ("\\\\server\\share\\年报.doc", "年报.doc"),
        ("/etc/passwd", "passwd"),
        ("../../etc/passwd", "passwd"),
        ("a/../../b.html", "b.html"),
        ("..", "unnamed"),
        ("C:..", "unnamed"),
        ("/a/C:.", "unnamed"),
        ("a/..", "unnamed"),
        ("", "unnamed"),
        (" / ", "unnamed"),
        ("re\u0301port.html", "réport.html"),
        ("line\nbreak\0.html", "line\ufffdbreak\ufffd.html"),
        ("\u202elmth.exe", "\ufffdlmth.exe"),
        ("\udcff.html", "\ufffd.html"),
        ("x" * 400 + ".html", "…" + "x" * 249 + ".html"),
    ],
)
def test_cleaned(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


@given(st.text() | st.text(alphabet="./\\C:a\0", max_size=12))
def test_any_name_is_clean_and_stays_so(name: str) -> None:
    clean = clean_name(name)
    parts = clean.split("/")
    assert 1 <= len(clean) <= 255
    assert all(part.strip() not in ("", ".", "..") for part in parts)
    assert "\\" not in clean
    assert clean.isprintable() or any(not character.isprintable() for character in name)
    assert clean_name(clean) == clean


@pytest.mark.parametrize("name", ["__MACOSX/a/b.html", "x/__MACOSX/b", "a/._b.html", ".DS_Store", "a/Thumbs.db"])
def test_what_systems_add(name: str) -> None:
    assert is_system_file(name)


def test_a_document_is_none_of_it() -> None:
    assert not is_system_file("thumbs/DS_Store.html")
