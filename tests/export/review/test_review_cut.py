"""What is kept of a long source, and that every kept place is still the same text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.export.review.cut import CutText, cut_text
from extractor.export.review.source_record import source_record
from extractor.export.review.source_text import SourceText, TextCell, TextLine, TextRow, TextTable
from schemas import Span

TEXTS = st.text(alphabet="数字0 \n𠀀😀é", max_size=400)


def lines_of(text: str) -> SourceText:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(TextLine((start, start + len(line))))
        start += len(line) + 1
    return SourceText(text, tuple(blocks))


def units(cut: CutText, span: Span) -> str:
    """The text at a place of the page, as a browser's string has it."""
    place = cut.place(span)
    assert place is not None
    data = cut.text.encode("utf-16-le")
    return data[2 * place[0] : 2 * (place[0] + place[1])].decode("utf-16-le")


@given(TEXTS, st.data(), st.integers(10, 500))
@settings(max_examples=150)
def test_a_kept_place_holds_the_same_text(text: str, data: st.DataObject, limit: int) -> None:
    ends = st.integers(0, len(text))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=5))]
    cut = cut_text(lines_of(text), [(low, high) for low, high in spans], limit)
    assert len(cut.text) + cut.left_out == len(text)
    assert cut.text == "".join(text[low:high] for low, high in cut.ranges)
    for low, high in spans:
        kept = cut.pieces((low, high))
        if kept:
            assert units(cut, (low, high)) == text[slice(*kept[0])]
        else:
            assert cut.place((low, high)) is None


@given(TEXTS, st.integers(10, 60))
@settings(max_examples=100)
def test_the_blocks_of_a_cut_source_say_what_is_left_out(text: str, limit: int) -> None:
    source = lines_of(text)
    cut = cut_text(source, [(0, min(3, len(text)))], limit)
    record = source_record(source, cut)
    blocks = record["blocks"]
    assert isinstance(blocks, list)
    shown = "".join(units_of(cut.text, block[1], block[2]) for block in blocks if block[0] in (0, 1))
    assert shown == "".join(
        text[low:high] for line in source.blocks if isinstance(line, TextLine) for low, high in cut.pieces(line.span)
    )
    assert sum(block[1] for block in blocks if block[0] == 2) <= cut.left_out
    assert len(cut.text) <= max(limit, 400 + limit)


def units_of(text: str, start: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le")


def test_a_short_source_is_whole_and_a_long_one_keeps_windows_around_what_counts() -> None:
    text = "\n".join(f"第{number}行的文字" for number in range(5000))
    at = text.index("第2500行")
    whole = cut_text(lines_of(text), [(at, at + 5)], len(text))
    assert (whole.text, whole.left_out) == (text, 0)
    cut = cut_text(lines_of(text), [(at, at + 5)], 1000)
    assert 0 < len(cut.text) <= 1000
    assert units(cut, (at, at + 5)) == "第2500"
    assert "第1行" not in cut.text
    kinds = [block[0] for block in source_record(lines_of(text), cut)["blocks"]]  # type: ignore[attr-defined]
    assert kinds[0] == 2


def test_one_endless_line_is_cut_around_its_cells() -> None:
    text = "零" * 50_000 + "47" + "零" * 50_000
    cut = cut_text(SourceText(text, (TextLine((0, len(text))),)), [(50_000, 50_002)], 2000)
    assert units(cut, (50_000, 50_002)) == "47"
    assert len(cut.text) <= 2000


def test_more_places_than_the_limit_lose_the_last_ones() -> None:
    text = "".join(f"{number:05}" for number in range(20_000))
    spans = [(start, start + 5) for start in range(0, 100_000, 10)]
    cut = cut_text(SourceText(text, (TextLine((0, len(text))),)), spans, 1000)
    assert cut.place((0, 5)) == (0, 5)
    assert cut.place((99_990, 99_995)) is None
    assert len(cut.text) <= 1000


def test_a_tables_rows_are_kept_in_runs_and_spans_stay_inside_them() -> None:
    rows, text = [], ""
    for number in range(1000):
        start = len(text)
        text += f"{number:06}\t{'x' * 20}\n"
        first = TextCell((start, start + 6), number, 0, 1000 if number == 0 else 1)
        rows.append(TextRow((start, start + 27), (first, TextCell((start + 7, start + 27), number, 1))))
    source = SourceText(text, (TextTable(3, tuple(rows)),))
    cut = cut_text(source, [(0, 6), (14_000, 14_006)], 1000)
    blocks = source_record(source, cut)["blocks"]
    assert isinstance(blocks, list)
    assert [block[0] for block in blocks] == [3, 2, 3]
    assert [block[1] for block in blocks if block[0] == 3] == [3, 3]
    assert blocks[0][2][0][0][4] == len(blocks[0][2])
