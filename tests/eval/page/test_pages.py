"""The pages by what stands in them: figures, errors with their places, what differs and why; and nothing that acts."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from eval.compare.compare import compare
from eval.figures import figures
from eval.page.entries import run_listing
from eval.page.from_comparison import comparison_view
from eval.page.from_scores import run_view
from eval.page.page import render_page
from eval.page.view import Lead, PageView
from eval.page.wording import cell_label
from eval.runs.format import Reader, RunFile
from schemas.result import ErrorResult
from tests.eval.page.conftest import DOUBTED, GONE, IDS, SILENT, read


def parsed(page: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(page.decode("utf-8"))


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def rows(tree: LexborHTMLParser, section: str, first: str) -> list[list[str]]:
    """The rows of a section's tables whose group begins with these words."""
    bodies = [body for body in tree.css(f"{section} tbody") if body.attributes.get("data-row") == first]
    return [[cell.text().strip() for cell in row.css("th, td")] for body in bodies for row in body.css("tr")]


@pytest.fixture(scope="module")
def run_tree(run_page: bytes) -> LexborHTMLParser:
    return parsed(run_page)


@pytest.fixture(scope="module")
def comparison_tree(comparison_page: bytes) -> LexborHTMLParser:
    return parsed(comparison_page)


def test_a_run_begins_with_its_silent_errors(run_tree: LexborHTMLParser) -> None:
    assert one(run_tree, "#verdict").text().startswith("Cross-check: 1 silent error in ")
    assert one(run_tree, "#verdict").text().endswith("in 1 of 3 reports.")
    silent = rows(run_tree, "main", "reports with a silent error")
    assert [row[-3:-1] for row in silent] == [["cross-check", "1 of 3"], ["rules alone", "0 of 3"]]
    assert [row[-1] for row in silent] == ["≤ 86.5 %", "≤ 63.2 %"]


def test_what_is_not_known_says_so_and_is_no_0(run_tree: LexborHTMLParser) -> None:
    assert "not known" in one(run_tree, "#usage").text()
    assert "Undefined" in one(run_tree, "#common").text()
    assert "Not known: model that answered." in one(run_tree, "#made").text()
    assert "not known" not in one(run_tree, "#made").text()  # no row of its own
    facts = rows(run_tree, "main", "silent facts, of verified facts")
    assert [row[-2] for row in facts] == ["undefined", "undefined"]
    for node in run_tree.css("td, dd"):
        assert "None" not in node.text() and "nan" not in node.text()


def test_worst_cells_come_first_with_label_place_and_all_answers(run_tree: LexborHTMLParser) -> None:
    entries = run_tree.css(".entry")
    assert [one(entry, "code").text() for entry in entries[:3]] == [SILENT, GONE, DOUBTED]
    first = entries[0]
    assert one(first, "h3").text().startswith(cell_label(SILENT))
    assert "silent error" in one(first, "h3").text()
    answers = {row.attributes["data-reader"]: row for row in first.css(".answer")}
    assert set(answers) == {"rules", "crosscheck"}
    assert "data-silent" in answers["crosscheck"].attributes and "data-silent" not in answers["rules"].attributes
    assert answers["crosscheck"].attributes["data-outcome"] == "wrong"
    cell = read(IDS[1])[0].reports[0].cells[SILENT]
    assert one(first, "mark").text() == cell.printed
    assert one(first, "blockquote .note").text() == "cross-check, rules alone"
    gone = {row.attributes["data-reader"]: row for row in entries[1].css(".answer")}
    assert "nothing given" in gone["crosscheck"].text()


def test_cells_that_nobody_has_wrong_are_data_alone(run_page: bytes, bad: RunFile, run_tree: LexborHTMLParser) -> None:
    data = json.loads(one(run_tree, "#rest-cells").text())
    listed = len(run_tree.css(".entry"))
    cells = sum(
        len({path for report in document.extractions[Reader.RULES].reports for path in report.cells})
        for document in bad.documents
    )
    assert len(data["rows"]) + listed >= cells
    assert data["readers"] == ["rules", "crosscheck"]
    assert f"The other {len(data['rows'])} cells" in one(run_tree, "#cells > p").text()
    assert "left out" in one(run_tree, "#cells > p").text()


def test_a_comparison_says_first_which_is_better_and_why(comparison_tree: LexborHTMLParser) -> None:
    lead = one(comparison_tree, ".lead").text()
    assert one(comparison_tree, "#verdict").text().strip()
    assert "silent errors in cells: A 0 in 3 reports, B 1 in 3 reports" in lead
    assert "The prompt “requests” differs: 3 of 3 changed cells" in lead
    assert one(comparison_tree, "#verdict").text() == (
        "Changed, not established: B broke 3 cells and mended none (1 now silently wrong), in 1 of 3 reports "
        f"({IDS[1]}): one report carries it all; with so few reports chance is not ruled out; but B has 1 silent error "
        "more: look at them."
    )
    assert one(comparison_tree, ".also").text() == "Rules alone: identical in every cell and fact."
    assert "answers were replayed from recordings in both runs" in one(comparison_tree, ".subtitle").text()
    headline = rows(comparison_tree, "main", "silent errors in cells")[0]
    assert headline[1:3] == ["0 in 3 reports", "1 in 3 reports"]
    assert "not established" in headline[3]


def test_a_comparison_names_what_differs(comparison_tree: LexborHTMLParser) -> None:
    assert rows(comparison_tree, "#settings", "prompt “requests”") == [
        ["prompt “requests”", "a" * 16 + "…", "b" * 16 + "…"]
    ]
    assert rows(comparison_tree, "#origin", "requests")[0][2] == "1 now silently wrong, 2 broken"


def test_flips_have_both_answers_and_their_place(comparison_tree: LexborHTMLParser) -> None:
    entries = comparison_tree.css(".entry")
    assert [entry.attributes["data-kind"] for entry in entries] == ["now_silent", "broken", "broken"]
    assert [row.attributes["data-reader"] for row in entries[0].css(".answer")] == ["A", "B"]
    assert "A and B" in one(entries[0], "blockquote .note").text()
    form = {entry.attributes["data-form"] for entry in entries}
    assert form == {"2021"}


def test_a_run_against_itself_changes_nothing(good: RunFile) -> None:
    tree = parsed(render_page(comparison_view(compare(good, good, resamples=50))))
    assert one(tree, "#verdict").text() == "Identical: nothing changed in any cell or fact of 3 reports."
    assert "same" in (one(tree, ".lead").attributes["class"] or "")
    assert tree.css("#filters") == [] and tree.css("td.strip") == []
    assert rows(tree, "#differences", "wrong")[0][3] == "no change"
    assert "no change in any of 3 parts" in one(tree, "#parts").text()
    assert one(tree, "#entries").text() == "Nothing changed."
    assert "no setting differs" in one(tree, "#settings").text()


def test_which_side_a_plot_favours(comparison_tree: LexborHTMLParser) -> None:
    body = next(
        body
        for body in comparison_tree.css("main > .wide tbody")
        if body.attributes["data-row"] == "silent errors in cells"
    )
    mark = one(body, "circle")
    assert float((mark.attributes["cx"] or "").rstrip("%")) < 50  # more errors in B: left, where A is better
    assert [node.text() for node in one(comparison_tree, ".sides").css("span > span")] == ["← A better", "B better →"]


@pytest.mark.parametrize("name", ["run_page", "comparison_page"])
def test_nothing_of_a_source_acts_and_no_other_place_is_named(name: str, request: pytest.FixtureRequest) -> None:
    page: bytes = request.getfixturevalue(name)
    tree = parsed(page)
    kept = {node.tag for node in tree.css("*")}
    assert not kept & {"img", "iframe", "object", "embed", "link", "base", "template", "foreignobject"}
    assert [script.attributes.get("type") for script in tree.css("script")] in (
        [None],
        ["application/json", None],
    )
    for node in tree.css("*"):
        attributes = node.attributes
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "style", "srcset", "srcdoc")]
        assert (attributes.get("href") or "#").startswith("#")
    text = page.decode("utf-8")
    assert not re.findall(r"https?:|//[a-z]+\.|@import|url\(", text)
    assert "<script>window.stolen" in html.unescape(text)  # it is shown
    assert "\u202e" not in text and "\u2028" not in text and "\x07" not in text


@pytest.mark.parametrize("name", ["run_page", "comparison_page"])
def test_only_its_own_script_and_style_may_run(name: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(name).decode("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = html.unescape(found.group(1))
    assert policy.startswith("default-src 'none'")
    for tag in ('<script id="program">', "<style>"):
        inner = page.split(tag, 1)[1].split("</", 1)[0]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()}'" in policy


def test_the_same_run_gives_the_same_bytes(bad: RunFile, run_page: bytes) -> None:
    assert render_page(run_view(bad, figures(bad, resamples=200))) == run_page


def test_a_run_without_readings_or_texts_is_a_page_too(good: RunFile) -> None:
    lone = good.documents[0]
    failed = lone.extractions[Reader.RULES].model_copy(
        update={"reports": [], "error": ErrorResult(kind="encoding", message="<no> text")}
    )
    document = lone.model_copy(update={"text": None, "extractions": {Reader.RULES: failed}})
    header = good.header.model_copy(update={"readers": (Reader.RULES,), "asked": None, "documents": 1})
    run = RunFile(header=header, documents=(document,))
    tree = parsed(render_page(run_view(run, figures(run, resamples=50))))
    assert "undefined" in one(tree, "#verdict").text()
    assert "could not be read: encoding: <no> text" in one(tree, "#made").text()
    assert "No place in the source is shown." in one(tree, ".entry").text()
    nothing = RunFile(header=header.model_copy(update={"readers": (), "documents": 0}), documents=())
    assert "nothing is measured" in parsed(render_page(run_view(nothing, figures(nothing, resamples=50)))).text()


def test_forty_documents_stay_below_five_megabytes(bad: RunFile) -> None:
    documents = tuple(
        bad.documents[number % len(IDS)].model_copy(update={"id": f"document-{number}"}) for number in range(40)
    )
    listing = run_listing(RunFile(header=bad.header.model_copy(update={"documents": 40}), documents=documents))
    assert len(listing.entries) >= 39
    assert listing.rest is not None and len(listing.rest.rows) > 4_000
    page = render_page(PageView("t", "s", Lead("v", "open", ()), (), listing))
    assert len(page) < 2_000_000  # of the five; wrong cells take about two kilobytes each
