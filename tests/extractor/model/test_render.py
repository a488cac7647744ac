"""What a model is shown: the source's own rows and lines, with the way back to each field."""

from __future__ import annotations

import pytest

from extractor.model.render import Rendered, render
from extractor.sources import read_source
from schemas.reading import Address

PAGE = """<html><body><p>说明：见下表。</p><table>
<tr><td rowspan="2" colspan="2">事项</td><td colspan="2">甲</td></tr>
<tr><td>自然人</td><td>总计</td></tr>
<tr><td colspan="2">一、本年新收</td><td>１,234</td><td></td></tr>
<tr><td>三</td><td>（一）予以公开</td><td>/</td><td> 0 </td></tr>
</table></body></html>"""


def shown(text: str, name: str, longest: int = 10_000) -> tuple[Rendered, ...]:
    source = read_source(text.encode(), name)
    return render(source, source.blocks, longest)


def test_cells_stand_once_between_pipes_and_empty_ones_are_empty() -> None:
    (rendered,) = shown(PAGE, "page.html")
    assert rendered.text.split("\n") == [
        "说明：见下表。",
        "| 事项 | 甲 |",
        "| 自然人 | 总计 |",
        "| 一、本年新收 | １,234 |  |",
        "| 三 | （一）予以公开 | / | 0 |",
    ]


def test_every_field_leads_back_to_the_source() -> None:
    (rendered,) = shown(PAGE, "page.html")
    fields = {rendered.source.slice(field.span): field for field in rendered.fields if field.cell}
    assert fields["１,234"].at == Address(table=0, row=2, column=2)
    assert fields["事项"].width == 2
    empty = fields[""]
    assert (empty.at, empty.span[0]) == (Address(table=0, row=2, column=3), empty.span[1])


def test_a_line_stands_as_it_is_with_what_is_in_front_of_it() -> None:
    text = "行政许可   12（其中 3 件）  /\n\n\n      规章 0 0\n"
    (rendered,) = shown(text, "report.txt")
    assert rendered.text == text.rstrip("\n")
    texts = [rendered.source.slice(field.span) for field in rendered.fields]
    assert texts == ["行政许可", "12（其中 3 件）", "/", "规章", "0", "0"]


@pytest.mark.parametrize("longest", [1, 60, 200])
def test_long_sections_are_cut_at_rows_and_header_rows_are_repeated(longest: int) -> None:
    rows = "".join(f"<tr><td>第{number}行</td><td>{number}</td></tr>" for number in range(40))
    page = f"<table><tr><td>事项</td><td>自然人</td></tr>{rows}</table>"
    parts = shown(page, "page.html", longest)
    assert len(parts) > 1
    assert all(part.text.startswith("| 事项 | 自然人 |") for part in parts)
    lines = [line for part in parts for line in part.text.split("\n") if "事项" not in line]
    assert lines == [f"| 第{number}行 | {number} |" for number in range(40)]


def test_a_long_text_is_cut_between_lines_and_loses_none() -> None:
    lines = [f"第{number}句话。" * 3 for number in range(30)]
    parts = shown("\n".join(lines), "report.txt", 100)
    assert [line for part in parts for line in part.text.split("\n")] == lines
    assert max(len(part.text) for part in parts) <= 100


def test_what_has_no_text_is_not_shown() -> None:
    assert shown("<table><tr><td></td><td></td></tr><tr><td></td><td></td></tr></table>", "page.html") == ()
