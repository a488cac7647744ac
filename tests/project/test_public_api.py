"""The library as others import it."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor import pipeline
from extractor.pipeline import Settings
from schemas.result import Extraction

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"


def test_every_public_name_is_there_and_no_other() -> None:
    for name in extractor.__all__:
        assert getattr(extractor, name) is not None
    assert sorted(extractor.__all__) == dir(extractor)
    with pytest.raises(AttributeError, match="nothing"):
        _ = extractor.nothing


def test_extract_takes_a_path_or_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[bytes, str, Settings | None]] = []

    def fake(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        calls.append((data, name, settings))
        return Extraction.from_json_line(EXAMPLE.read_text(encoding="utf-8").splitlines()[0])

    monkeypatch.setattr(pipeline, "extract", fake)
    place = tmp_path / "report.html"
    place.write_bytes(b"page")
    extractor.extract(place)
    extractor.extract(str(place), name="named.html", settings=Settings(lang="zh"))
    extractor.extract(b"bytes")
    extractor.extract(b"bytes", name="page.html")
    assert calls == [
        (b"page", str(place), None),
        (b"page", "named.html", Settings(lang="zh")),
        (b"bytes", "bytes", None),
        (b"bytes", "page.html", None),
    ]


def test_a_path_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(extractor.SourceError, match=r"gone\.html: cannot be opened") as caught:
        extractor.extract(tmp_path / "gone.html")
    assert caught.value.kind == "unreadable"
