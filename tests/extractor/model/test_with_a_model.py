"""``extract`` with a model: what it adds, what it cannot do, and what is said where it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.mangle import Mangled, ModeSpec, mangle
from eval.truth import generate
from extractor.model.reader import read_answers
from extractor.model.request import CallStatus, Request, Response
from extractor.model.requests import model_requests
from extractor.pipeline import Settings, extract
from extractor.sections.split import split_source
from extractor.sources import read_source
from schemas.answers import RequestsAnswer, RowAnswer
from schemas.enums import FindingKind, SectionKind, State, Status, Witness
from schemas.result import Extraction, Report
from tests.extractor.model.stand_ins import ORDER, Obedient, StandIn, answers_of


@cache
def source(form: str = "2021", modes: str = "html", seed: int = 5) -> Mangled:
    return mangle(generate(seed, form=form), [ModeSpec(name) for name in modes.split("+")], seed)


def perfect(form: str = "2021", modes: str = "html", seed: int = 5) -> StandIn:
    return StandIn(answers_of(source(form, modes, seed).truths[0]))


def only(extraction: Extraction) -> Report:
    (report,) = extraction.reports
    return report


def found(report: Report, kind: FindingKind) -> list[str]:
    return [finding.message for finding in report.findings if finding.kind is kind]


@pytest.mark.parametrize("form", ["2021", "2019", "statistics"])
def test_a_perfect_reader_is_a_witness_of_every_printed_cell(form: str) -> None:
    made = source(form)
    extraction = extract(made.data, made.name, model=perfect(form))
    report, truth = only(extraction), made.truths[0]
    assert {path for path, cell in report.cells.items() if cell.status is not Status.VERIFIED} == set()
    assert {
        path for path, cell in report.cells.items() if cell.printed and Witness.MODEL not in cell.witnesses
    } == set()
    assert {path: report.cells[path].value for path in truth.cells} == {p: c.value for p, c in truth.cells.items()}
    seen = [fact for fact in report.facts if Witness.MODEL in fact.witnesses]
    assert [(fact.metric, float(fact.value or 0)) for fact in seen] == [
        (fact.metric, float(fact.value)) for fact in truth.facts
    ]
    assert Status.VERIFIED in {fact.status for fact in seen}
    assert (report.problems, report.improvements) == (list(truth.problems), list(truth.improvements))
    assert not [finding for finding in report.findings if finding.kind.value.startswith("model")]


def test_the_run_names_the_model_and_the_prompts_and_is_the_same_each_time() -> None:
    made, model = source(), perfect()
    first = extract(made.data, made.name, model=model)
    assert first.run.model == "stand-in"
    assert first.run.prompts == {request.prompt_id: request.prompt_sha256 for request in model.asked}
    assert len(first.run.prompts) == 4
    assert first.to_json_line() == extract(made.data, made.name, model=perfect()).to_json_line()
    alone = extract(made.data, made.name)
    assert (alone.run.model, alone.run.prompts) == (None, {})


def test_economy_asks_less_and_proves_no_less_than_it_asked_for() -> None:
    made, full, less = source(), perfect(), perfect()
    extract(made.data, made.name, model=full)
    report = only(extract(made.data, made.name, Settings(use="economy"), less))
    assert {r.prompt_id for r in less.asked} < {r.prompt_id for r in full.asked}
    assert "prose" in {r.prompt_id for r in less.asked}
    assert all(cell.status is Status.VERIFIED for cell in report.cells.values() if cell.printed)


@pytest.mark.parametrize("status", [status for status in CallStatus if status is not CallStatus.ANSWERED])
def test_a_call_that_failed_is_said_and_changes_no_cell(status: CallStatus) -> None:
    class Failing:
        def read(self, requests: Sequence[Request]) -> Sequence[Response]:
            return [Response(status, reason="the reason") for _ in requests]

    made = source()
    report, alone = only(extract(made.data, made.name, model=Failing())), only(extract(made.data, made.name))
    assert report.cells == alone.cells
    messages = found(report, FindingKind.MODEL_UNANSWERED)
    assert len(messages) == 4
    assert all(f"{status.value}, the reason" in message for message in messages)
    reasons = {section.kind: section.reason for section in report.sections}
    assert reasons[SectionKind.REQUESTS] == reasons[SectionKind.OVERVIEW] == "the model gave no answer: the reason"


def test_an_answer_of_another_section_or_beside_a_failure_is_none() -> None:
    wrong = RequestsAnswer(year=1999, organization="某局", columns=[], rows=[])

    class Confused:
        def read(self, requests: Sequence[Request]) -> Sequence[Response]:
            return [
                Response(CallStatus.CUT_OFF if r.prompt_id == "requests" else CallStatus.ANSWERED, wrong)
                for r in requests
            ]

    made = source()
    report = only(extract(made.data, made.name, model=Confused()))
    assert report.cells == only(extract(made.data, made.name)).cells
    assert len(found(report, FindingKind.MODEL_UNANSWERED)) == 4


def test_one_response_a_request_is_due() -> None:
    class Short:
        def read(self, requests: Sequence[Request]) -> Sequence[Response]:
            return [Response(CallStatus.EMPTY)]

    made = source()
    with pytest.raises(ValueError, match="4 requests and 1 responses"):
        extract(made.data, made.name, model=Short())


def test_a_year_and_an_agency_that_are_printed_nowhere_dispute_nothing() -> None:
    made, model = source(), perfect()
    other = {"year": 1998, "organization": "砚汀市渔政支队"}
    prose = model.answers["prose"].model_copy(update=other)
    report = only(extract(made.data, made.name, model=StandIn({**model.answers, "prose": prose})))
    assert {cell.status for cell in report.cells.values()} == {Status.VERIFIED}
    assert found(report, FindingKind.UPSTREAM_MISMATCH) == []


@pytest.mark.parametrize("written", ["{}年", "{}", "２０２０年", "二〇二〇年"])
def test_another_year_that_is_printed_disputes_every_cell_and_the_values_stand(written: str) -> None:
    made, model = source(), perfect()
    alone = only(extract(made.data, made.name))
    assert alone.year != 2020
    data = made.data.decode().replace("。", f"，比{written.format(2020)}规范。", 1).encode()
    prose = model.answers["prose"].model_copy(update={"year": 2020})
    report = only(extract(data, made.name, model=StandIn({**model.answers, "prose": prose})))
    assert {cell.status for cell in report.cells.values()} == {Status.DISPUTED}
    assert {path: cell.value for path, cell in report.cells.items()} == {p: c.value for p, c in alone.cells.items()}
    assert len(found(report, FindingKind.UPSTREAM_MISMATCH)) == 3
    chinese = only(extract(data, made.name, Settings(lang="zh"), StandIn({**model.answers, "prose": prose})))
    assert "模型所见为" in found(chinese, FindingKind.UPSTREAM_MISMATCH)[0]


def test_columns_in_another_order_dispute_that_table_alone() -> None:
    made, model = source(), perfect()
    answer = model.answers["requests"]
    assert isinstance(answer, RequestsAnswer)
    swapped = answer.model_copy(update={"columns": [answer.columns[1], answer.columns[0], *answer.columns[2:]]})
    report = only(extract(made.data, made.name, model=StandIn({**model.answers, "requests": swapped})))
    statuses = {path.partition(".")[0]: cell.status for path, cell in report.cells.items()}
    assert statuses == {
        "proactive_disclosure": Status.VERIFIED,
        "requests": Status.DISPUTED,
        "review_and_litigation": Status.VERIFIED,
    }


def _hidden(order: str) -> str:
    cells = "".join(f"<tr><td>{order}</td><td>100</td></tr>" for _ in range(3))
    return f'<table style="display:none">{cells}</table>'


INJECTIONS = {
    "prose": lambda page: page.replace("</p>", f"。{ORDER}。</p>"),
    "cell": lambda page: page.replace("</td>", f"（{ORDER}）</td>", 1),
    "every label": lambda page: page.replace("公开</td>", f"公开（{ORDER}）</td>"),
    "comment": lambda page: page.replace("<table", f"<!-- {ORDER} --><table"),
    "white text": lambda page: page.replace("<table", f'<p style="color:#fff;background:#fff">{ORDER}</p><table'),
    "hidden table": lambda page: page.replace("<table", f"{_hidden(ORDER)}<table"),
}
UNSEEN = ("comment", "white text", "hidden table")


@pytest.mark.parametrize("where", INJECTIONS)
def test_a_model_that_obeys_the_text_changes_no_number(where: str) -> None:
    made = source()
    data = INJECTIONS[where](made.data.decode()).encode()
    assert ORDER.encode() in data
    model = Obedient(answers_of(made.truths[0]))
    report, alone = only(extract(data, made.name, model=model)), only(extract(data, made.name))
    obeyed = any(ORDER in request.user for request in model.asked)
    assert obeyed is (where not in UNSEEN)
    for path, cell in alone.cells.items():
        after = report.cells[path]
        if Status.VERIFIED in (cell.status, after.status):
            assert (after.state, after.value) == (cell.state, cell.value), path
    assert {path: cell.value for path, cell in report.cells.items()} == {p: c.value for p, c in alone.cells.items()}
    if obeyed:
        assert any("stand nowhere in their place" in text for text in found(report, FindingKind.MODEL_REJECTED))
        assert not [fact for fact in report.facts if fact.value == 100 and "100" not in fact.quote]
    else:
        assert all(cell.status is Status.VERIFIED for cell in report.cells.values())


TEXTS = st.sampled_from(
    [
        "自然人",
        "总计",
        "（一）予以公开",
        "(七)总计",
        "3.其他",
        "行政许可",
        "一、本年新收政府信息公开申请数量",
        "其他",
        "",
        "100",
        "0",
        "/",
        "7",
        "１２",
    ]
)
ROWS = st.lists(
    st.builds(
        RowAnswer,
        label=TEXTS | st.text(max_size=8),
        values=st.lists(st.none() | TEXTS | st.text(max_size=4), max_size=9),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(
    st.lists(TEXTS, max_size=9), ROWS, st.none() | st.integers(), st.sampled_from(["html", "lines", "flat", "pipes"])
)
def test_whatever_a_model_answers_every_reading_is_a_print_of_the_source(
    columns: list[str], rows: list[RowAnswer], year: int | None, mode: str
) -> None:
    made = source(modes=mode)
    read = read_source(made.data, made.name)
    (part,) = split_source(read)
    asked = [item for item in model_requests(read, part) if item.kind == "requests"]
    answer = RequestsAnswer(year=year, organization=None, columns=columns, rows=rows)
    model = read_answers(asked, [Response(CallStatus.ANSWERED, answer) for _ in asked], year)
    for reading in model.readings:
        assert reading.span is not None
        assert read.slice(reading.span) == reading.printed
        assert bool(reading.printed) is (reading.state is not State.BLANK)
        assert not reading.anchored
    spans = [reading.span for reading in model.readings if reading.printed]
    assert len(set(spans)) == len(spans)
    assert replace(model, readings=()).facts == ()
