"""Reading beside a lying model: what is located, what is counted, whatever the number of processes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from eval.commands.lie import command
from eval.label_format import LabelCell
from eval.lying.causes import Cause, Loss, Sight, cause_of, is_one_map, loss_of
from eval.lying.field import Drawn, draw
from eval.lying.figures import error_lines, point_figures, point_table
from eval.lying.judge import believed_reading, tallies
from eval.lying.kind import Scene
from eval.lying.measure import measure
from eval.lying.model import Liar, shown_text, spoken
from eval.lying.registry import all_kinds
from eval.lying.script import script_of
from eval.lying.tally import Point, SilentCell, SilentFact, Tally
from eval.mangle import Mangled, ModeSpec, mangle
from eval.mangle.batch import mangled_reports
from eval.truth import generate
from extractor.errors import UsageError
from extractor.pipeline import extract, requests_about
from schemas.enums import FindingKind, State, Status, TableKind, Witness
from schemas.result import Cell, Report
from scripts.pages.lying import lying_page


@cache
def source(modes: str = "html", seed: int = 5) -> Mangled:
    return mangle(generate(seed, form="2021"), [ModeSpec(name) for name in modes.split("+")], seed)


def read(made: Mangled, *kinds: str, rate: float = 1.0) -> tuple[Report, Liar]:
    liar = Liar([(truth, Scene()) for truth in made.truths], [all_kinds()[kind] for kind in kinds], rate, "s")
    (report, *_) = extract(made.data, made.name, model=liar).reports
    return report, liar


def test_without_a_lie_every_cell_is_vouched_for() -> None:
    report, _ = read(source())
    assert {cell.status for cell in report.cells.values()} == {Status.VERIFIED}
    assert all(Witness.MODEL in cell.witnesses for cell in report.cells.values() if cell.printed)


def test_what_is_not_printed_is_rejected_on_the_way_of_any_answer() -> None:
    report, liar = read(source(), "glyph", "paraphrase")
    assert liar.told[0].values != script_of(source().truths[0]).values
    assert FindingKind.MODEL_REJECTED in {finding.kind for finding in report.findings}
    assert not any(Witness.MODEL in fact.witnesses for fact in report.facts)


def test_a_label_that_stands_there_damaged_is_given_as_it_stands() -> None:
    made = source("html")
    data = made.data.decode().replace("不掌握相关政府信息", "不掌握相关攻府信息").encode()
    (request,) = [r for r in requests_about(data, made.name) if r.prompt_id == "requests"]
    labels = [row.label for block in spoken(script_of(made.truths[0]), request).blocks for row in block.rows]
    assert [label for label in labels if "攻" in label]
    assert "不掌握相关攻府信息" in shown_text(request)
    assert "数字列的列名" in request.user
    assert "数字列的列名" not in shown_text(request)


def test_columns_that_are_not_printed_are_named_only_by_the_lie() -> None:
    made = source("header_lost")
    (request,) = [r for r in requests_about(made.data, made.name) if r.prompt_id == "requests"]
    script = script_of(made.truths[0])
    (block,) = [b for b in spoken(script, request).blocks if b.table is TableKind.REQUESTS]
    assert block.columns == ()
    lied = all_kinds()["form_columns"].lie(script, Scene(), 1.0, Random(1))
    (block,) = [b for b in spoken(lied, request).blocks if b.table is TableKind.REQUESTS]
    assert len(block.columns) == 7


def test_a_source_of_two_reports_is_answered_report_by_report() -> None:
    made = source("several_reports")
    liar = Liar([(truth, Scene()) for truth in made.truths])
    extraction = extract(made.data, made.name, model=liar)
    assert len(extraction.reports) == len(made.truths) == len(liar.told) > 1
    for report, truth in zip(extraction.reports, made.truths, strict=True):
        seen = {p: c.value for p, c in report.cells.items() if Witness.MODEL in c.witnesses and c.printed}
        assert len(seen) > 30
        assert seen == {path: truth.cells[path].value for path in seen}


def test_every_mess_is_drawn_and_each_number_is_another_report() -> None:
    drawn = [draw(3, number) for number in range(25)]
    assert {item.mess for item in drawn} == {"intact", "lossy", "noisy"}
    assert len({item.recipe for item in drawn}) == 25
    assert any("--agency-errors 1" in item.recipe for item in drawn)
    assert draw(3, 4).mangled.data == drawn[4].mangled.data


POINTS = (Point("independent", 0.2), Point("correlated", 1.0), Point("zero_to_blank", 1.0))


def test_any_number_of_processes_finds_the_same() -> None:
    seen: list[int] = []
    one = measure(POINTS, 3, 77, progress=seen.append)
    assert seen == [1, 2, 3]
    assert measure(POINTS, 3, 77, jobs=2) == one
    assert measure(POINTS[:1], 3, 77) == one[:1]


def test_counts_of_one_source() -> None:
    points = [Point("honest", 0), Point("header_exchange", 1), Point("zero_to_blank", 1)]
    honest, exchanged, blanks = tallies(Drawn(source(), "--seed 5", "intact"), points, 1)
    assert honest.counts["lies"] == honest.counts["facts_lied"] == 0
    assert honest.counts["main.believed"] > 100
    assert honest.withdrawn == []
    assert {item.loss for item in exchanged.withdrawn} == {Loss.TABLE}
    assert exchanged.counts["main.believed"] < honest.counts["main.believed"]
    assert blanks.counts["lies"] > 50
    assert blanks.counts["answers"] == honest.counts["answers"]


def test_a_page_damaged_without_a_trace_is_told_by_its_print() -> None:
    modes = [ModeSpec("ocr_consistent"), ModeSpec("annex_run")]
    item = Drawn(next(mangled_reports(950100036, 1, modes)), "--seed 950100036", "noisy")
    honest, echo = tallies(item, [Point("honest", 0.0), Point("correlated", 1.0)], 9501)
    assert (honest.cells, honest.facts) == ([], [])
    assert {(found.cause, found.main, found.answered) for found in echo.cells} == {(Cause.WRONG_IN_PRINT, False, "4")}
    assert {fact.cause for fact in echo.facts} == {Cause.WRONG_IN_PRINT}
    assert echo.misread_main == []


def cell(value: int | None, *witnesses: str, status: str = "verified", candidates: int = 0) -> Cell:
    state = State.BLANK if value is None else State.NUMBER
    others = [{"value": n, "printed": str(n), "by": ["model"]} for n in range(candidates)]
    return Cell.model_validate(
        {
            **{"printed": "" if value is None else str(value), "value": value, "state": state, "status": status},
            **{"witnesses": list(witnesses), "span": None, "at": None, "candidates": others},
        }
    )


def label(value: int | None, state: str = "number") -> LabelCell:
    printed = "" if value is None else str(value)
    return LabelCell.model_validate({"printed": printed, "value": value, "state": state})


WRONG = Sight("requests.granted.other", label(3), "3", cell(8), cell(8), "8", "3", noisy=False, one_map=False)


@pytest.mark.parametrize(
    ("cause", "sight"),
    [
        (Cause.OTHER_REPORT, replace(WRONG, of_report=False)),
        (Cause.OTHER_FORM, replace(WRONG, label=None)),
        (Cause.FILLED_LOST, replace(WRONG, label=label(None, "lost"))),
        (Cause.REPAIRED, replace(WRONG, beside=cell(8, status="repaired"))),
        (Cause.CHOSEN_AGAINST_RULES, replace(WRONG, alone=cell(3))),
        (Cause.CHOSEN_AGAINST_RULES, replace(WRONG, alone=None)),
        (Cause.PRINT_GONE, replace(WRONG, alone=cell(None), beside=cell(None))),
        (Cause.ONE_GLYPH, replace(WRONG, beside=cell(8, "row_sum"), noisy=True, one_map=True)),
        (Cause.WRONG_IN_PRINT, replace(WRONG, beside=cell(8, "row_sum"), noisy=True)),
        (Cause.WRONG_IN_PRINT, replace(WRONG, noisy=True, one_map=True)),
        (Cause.CORRELATED_PLACEMENT, WRONG),
        (Cause.SHARED_PLACEMENT, replace(WRONG, answered="3")),
        (Cause.SHARED_PLACEMENT, replace(WRONG, answered="7")),
        (Cause.OTHER_NOTHING, replace(WRONG, label=label(0), printed="0", alone=cell(0), beside=cell(0), honest="0")),
        (Cause.AGREED_LIE, replace(WRONG, printed="8", honest="3")),
        (Cause.WITHOUT_A_LIE, replace(WRONG, printed="8", answered="3")),
    ],
)
def test_causes(cause: Cause, sight: Sight) -> None:
    assert cause_of(sight) is cause


def test_one_map_of_digits() -> None:
    assert is_one_map({"a": ("101", "202"), "b": ("1", "2"), "c": ("0", "0"), "d": ("7", "7")})
    assert not is_one_map({"a": ("101", "202"), "b": ("1", "1")})
    assert not is_one_map({"a": ("10", "2")})
    assert not is_one_map({"a": ("10", "10")})


@pytest.mark.parametrize(
    ("loss", "beside", "mismatched"),
    [
        (Loss.OWN_ANSWER, cell(3, status="disputed", candidates=1), frozenset({TableKind.REQUESTS})),
        (Loss.OWN_ANSWER, cell(4, status="disputed"), frozenset()),
        (Loss.TABLE, cell(3, status="disputed"), frozenset({TableKind.REQUESTS})),
        (Loss.SUM_OPPOSES, cell(3, status="disputed"), frozenset({TableKind.STATISTICS})),
        (Loss.SUM_OPEN, cell(3, status="read"), frozenset()),
    ],
)
def test_losses(loss: Loss, beside: Cell, mismatched: frozenset[TableKind]) -> None:
    assert loss_of(cell(3), beside, TableKind.REQUESTS, mismatched) is loss


def test_figures_name_every_silent_error() -> None:
    point = Point("glyph", 0.5)
    main = SilentCell(
        "--seed 1", ("glyph",), "requests.a.b", Cause.PRINT_GONE, "1", "blank", None, "verified", ("rules",), True
    )
    other = replace(main, path="statistics.a", cause=Cause.AGREED_LIE, without_model=False)
    fact = SilentFact("--seed 2", ("glyph",), "other", "3", "共3件", Cause.AGREED_LIE)
    tally = Tally(cells=[other, main], facts=[fact])
    tally.counts.update({"sources": 2, "main.numbers": 4, "main.verified": 1})
    figures: dict[str, Any] = point_figures(point, tally)
    assert figures["silent"]["causes"] == {
        "requests_and_review": {"print_gone": 1},
        "elsewhere": {"agreed_lie": 1},
        "facts": {"agreed_lie": 1},
    }
    silent = figures["silent"]
    assert (silent["without_model"], silent["of_them_printed_so"], silent["upper_bound_per_report"]) == (1, 1, 1.5)
    assert (tally.silent_main, tally.misread_main) == ([main], [])
    tally.cells.append(replace(main, cause=Cause.REPAIRED))
    misread: dict[str, Any] = point_figures(point, tally)
    assert misread["silent"]["upper_bound_per_report"] is None
    tally.cells.pop()
    assert point_figures(point, Tally(tally.counts))["silent"]["upper_bound_per_report"] == 1.5  # type: ignore[index]
    assert json.loads(json.dumps(figures))["cells"][1]["cause"] == "print_gone"
    lines = error_lines(point, tally)
    assert [line.split(": ")[1] for line in lines] == ["print_gone", "agreed_lie", "agreed_lie"]
    assert "25.0%" in point_table([point], [tally])


def test_the_command_prints_and_files_the_figures(tmp_path: Path) -> None:
    place = tmp_path / "lying.json"
    options = ["--kind", "glyph", "--rate", "0.5", "--reports", "2", "--seed", "3", "--errors", "--json", str(place)]
    result = CliRunner().invoke(command, options, catch_exceptions=False)
    assert result.exit_code == 0
    assert "glyph 50 %" in result.stdout
    assert "2 of 2" in result.stderr
    written = json.loads(place.read_text(encoding="utf-8"))
    assert (written["seed"], [point["sources"] for point in written["points"]]) == (3, [2])
    listed = CliRunner().invoke(command, ["--list"]).stdout
    assert [kind for kind in all_kinds() if f"\n{kind} " not in listed] == []
    with pytest.raises(UsageError, match="no kind of lie 'white'"):
        CliRunner().invoke(command, ["--kind", "white"], catch_exceptions=False)


def test_the_page_shows_the_figures_of_a_record(tmp_path: Path) -> None:
    points = [Point("honest", 0.0), Point("correlated", 1.0)]
    kinds = [Point("header_exchange", 1.0)]
    figures = {
        name: {"seed": 9, "points": [point_figures(p, t) for p, t in zip(some, measure(some, 3, 9), strict=True)]}
        for name, some in (("lying_curves", points), ("lying_kinds", kinds))
    }
    place = tmp_path / "lying.json"
    place.write_text(json.dumps({"commit": "0" * 40, "figures": figures}), encoding="utf-8")
    page = lying_page(place)
    for text in ("Seed 9, 3 sources a point", "| correlated 100 % |", "| `header_exchange` |", "table ", "{"):
        assert (text in page) is (text != "{")


def test_a_repaired_number_is_the_same_whoevers_print_is_kept() -> None:
    """`o` repaired to 0 and `0` repaired to 0 believe the same; 0 and a blank do not, nor do 0 and 1."""

    def cell(state: State, value: int | None, status: Status) -> Cell:
        return Cell(
            printed="", value=value, state=state, status=status, witnesses=[], span=None, at=None, candidates=[]
        )

    torn = cell(State.UNREADABLE, 0, Status.REPAIRED)
    assert believed_reading(torn) == believed_reading(cell(State.NUMBER, 0, Status.REPAIRED))
    assert believed_reading(torn) == believed_reading(cell(State.NUMBER, 0, Status.VERIFIED))
    assert believed_reading(torn) != believed_reading(cell(State.NUMBER, 1, Status.VERIFIED))
    assert believed_reading(torn) != believed_reading(cell(State.BLANK, None, Status.VERIFIED))
