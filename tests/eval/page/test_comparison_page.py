"""The page of a comparison: what is announced of other readers, groups of changes, prompts side by side, no figure."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from eval.compare.compare import compare
from eval.figures import figures
from eval.page.from_comparison import comparison_view
from eval.page.from_scores import run_view
from eval.page.page import render_page
from eval.runs.format import Reader
from tests.eval.page.conftest import IDS
from tests.eval.page.many import BROKEN, broken_run, model_run


def parsed(page: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(page.decode("utf-8"))


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found is not None, selector
    return found


@pytest.fixture(scope="module")
def crosscheck() -> LexborHTMLParser:
    return parsed(render_page(comparison_view(compare(model_run(), broken_run(), resamples=50))))


@pytest.fixture(scope="module")
def model() -> LexborHTMLParser:
    found = compare(model_run(), broken_run(), reader=Reader.MODEL, resamples=50, shipped={"a" * 64: "一\n二\n三\n"})
    return parsed(render_page(comparison_view(found)))


def test_changes_of_another_reader_are_announced_at_the_top_and_found_below(crosscheck: LexborHTMLParser) -> None:
    assert one(crosscheck, "#verdict").text().startswith("Identical:")
    said = [item.text() for item in crosscheck.css(".also li")]
    assert said[0].startswith(
        f"Model alone: Changed, not established: B broke {len(BROKEN)} cells and mended none, in 1 of"
    )
    assert said[0].endswith("The cross-check is not affected. Its changes")
    assert said[1] == "Rules alone: identical in every cell and fact."
    assert one(crosscheck, ".also a").attributes["href"] == "#reader-model"
    part = one(crosscheck, "#reader-model")
    assert f"{len(BROKEN)} broken" in one(part, "table").text()
    assert one(part, "pre").text() == "gongkai eval report A.jsonl B.jsonl --reader model -o model.html"
    assert "changed nothing for this reader" in one(crosscheck, ".reasons").text()


def test_changes_of_one_report_table_and_kind_stand_together_and_all_but_three_are_folded(
    model: LexborHTMLParser,
) -> None:
    group = one(model, "#entries > .entry-group")
    assert one(group, "h3").text().startswith(f"{len(BROKEN)} broken ")
    assert IDS[0] in one(group, "h3").text()
    assert len(group.css(".entry")) == len(BROKEN)
    assert len(one(group, "details").css(".entry")) == len(BROKEN) - 3
    assert one(group, "summary").text() == f"{len(BROKEN) - 3} more"
    assert "All alike. A: right, read. B: wrong, read." in group.text()
    assert (
        model.css("#filter-kind, #filter-table, #filter-form, #filter-document, #filter-status") == []
    )  # one choice is none
    choices = [option.attributes["value"] for option in model.css("#filter-outcome option")]
    assert choices == ["", "error", "wrong", "right"]


def test_what_rests_on_belief_is_not_applicable_to_the_model_alone(model: LexborHTMLParser) -> None:
    lead = one(model, ".reasons").text()
    assert (
        "Not applicable, this reader alone is never believed: silent errors in cells; silent errors in facts;" in lead
    )
    row = next(
        body for body in model.css("#differences tbody") if body.attributes["data-row"] == "printed numbers verified"
    )
    assert [cell.text() for cell in row.css("td")][:3] == [
        "not applicable",
        "not applicable",
        "this reader alone is never believed",
    ]
    assert one(row, "td span").attributes["title"] == "this reader alone is never believed"


def test_a_report_with_broken_cells_is_not_tied_by_all_cells(model: LexborHTMLParser) -> None:
    rows = [[cell.text() for cell in row.css("th, td")] for row in model.css("#reports table")[0].css("tbody tr")]
    assert [row[0] for row in rows] == ["non-zero cells", "all cells"]
    assert rows[1][1:4] == ["0", "1", "0"]
    assert "1 report with a changed cell" in one(model, "#reports").text()


def test_prompts_are_shown_side_by_side_where_both_texts_are_known(
    model: LexborHTMLParser, crosscheck: LexborHTMLParser
) -> None:
    diff = one(model, ".diff")
    assert one(diff, "summary").text() == "Prompt “requests”: 1 line added, 1 removed"
    assert ([line.text() for line in diff.css("ins")], [line.text() for line in diff.css("del")]) == (
        ["+四\n"],
        ["-二\n"],
    )
    assert "Raw replies of the model are not kept" in diff.text()
    assert "open" not in diff.attributes
    assert crosscheck.css(".diff") == []  # what ships was not given
    assert "its text in A is not known" in one(crosscheck, "main").text()


def test_the_words_are_explained_and_folded(model: LexborHTMLParser) -> None:
    words = one(model, "#words details")
    assert "open" not in words.attributes
    terms = [term.text() for term in words.css("dt")]
    assert {"broken", "mended", "witnesses", "believed", "silent error", "verified", "read", "unread", "disputed"} <= {
        *terms
    }


def test_one_is_not_many(model: LexborHTMLParser) -> None:
    for said in ("1 reports", "1 cells", "1 facts", "1 documents", "1 lines"):
        assert f" {said}" not in one(model, "main").text()


def test_a_run_page_says_what_is_not_applicable_and_that_answers_were_replayed() -> None:
    run = model_run()
    tree = parsed(render_page(run_view(run, figures(run, resamples=50))))
    assert "answers were replayed from recordings" in one(tree, ".subtitle").text()
    silent = [body for body in tree.css("tbody") if body.attributes.get("data-row") == "reports with a silent error"]
    assert [cell.text() for cell in silent[0].css("tr")[-1].css("td")] == ["model alone", "not applicable", ""]
    assert "Not applicable to model alone: never believed" in one(tree, "main").text()
    assert tree.css("#words dt") != []
    alone = run.model_copy(
        update={
            "header": run.header.model_copy(update={"readers": (Reader.MODEL,)}),
            "documents": tuple(
                each.model_copy(update={"extractions": {Reader.MODEL: each.extractions[Reader.MODEL]}})
                for each in run.documents
            ),
        }
    )
    said = one(parsed(render_page(run_view(alone, figures(alone, resamples=50)))), ".lead").text()
    assert "Model alone: silent errors are not applicable, this reader alone is never believed." in said
    assert "verified" not in said
