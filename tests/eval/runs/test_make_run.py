"""Runs: every reader's result is what that reader gives, asked once, the same bytes; nothing is missed in silence."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from eval.runs.file import read_run, write_run
from eval.runs.format import Reader, RunFile
from eval.runs.make import make_run, repeats, without_recording
from eval.runs.samples import load_samples
from extractor.cli.asking import Asker
from extractor.errors import UsageError
from extractor.model.client import ModelClient
from extractor.model.presets import Price
from extractor.model.request import CallStatus, Request, Response
from extractor.pipeline import Settings, extract, extract_by_model_alone, requests_about
from prompts import PROMPT_IDS, load_drafts
from schemas.result import Extraction
from tests.eval.runs.run_cases import (
    CASSETTES,
    FEW,
    ROOT,
    few_samples,
    live,
    loaded,
    plan_of,
    recordings,
    replaying_server,
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFile:
    return make_run(loaded(tmp_path_factory.mktemp("gold")), plan_of(recordings(), naive=True))


def test_each_reading_is_what_that_reader_gives(run: RunFile) -> None:
    model = recordings()
    settings = Settings(model=model.identity)
    assert [document.id for document in run.documents] == list(FEW)
    with ModelClient(model) as client:
        for document in run.documents:
            name = document.extractions[Reader.RULES].source
            data = (ROOT / "samples" / name).read_bytes()
            about = Asker(client).about(name)
            assert document.extractions[Reader.RULES] == extract(data, name)
            assert document.extractions[Reader.CROSSCHECK] == extract(data, name, settings, about)
            assert document.extractions[Reader.MODEL] == extract_by_model_alone(data, name, settings, about)


def test_the_header_says_what_run_it_is(run: RunFile) -> None:
    header = run.header
    assert header.readers == tuple(Reader)
    assert (header.gold[0].name, header.gold[0].documents, header.gold[0].reports) == ("few", 3, 3)
    assert header.asked is not None
    assert (header.asked.model, header.asked.resolved, header.asked.cassettes) == ("relay-model", "relay-model", True)
    assert set(header.asked.prompts) == {"naive", "prose", "proactive_disclosure", "requests", "review_and_litigation"}
    assert header.asked.prompt_texts is None  # they ship
    assert [(document.split, document.mess is None) for document in run.documents] == [
        ("test", False),
        ("dev", False),
        ("dev", False),
    ]
    assert str(ROOT) not in header.model_dump_json()


def test_replayed_requests_have_the_characters_of_the_recording(run: RunFile) -> None:
    for document in run.documents:
        recorded = json.loads((CASSETTES / f"{document.id}.json").read_text(encoding="utf-8"))["interactions"]
        usage = document.usage
        assert usage is not None
        assert usage.recorded is not None
        assert (usage.requests, usage.replayed, usage.calls, usage.unanswered) == (len(recorded), len(recorded), 0, 0)
        answers = [one["response"]["body"]["choices"][0]["message"]["content"] for one in recorded]
        assert usage.characters_received == usage.recorded.characters_received == sum(map(len, answers))
        texts = [m["content"] for one in recorded for m in one["request"]["body"]["messages"]]
        assert usage.characters_sent > sum(map(len, texts))
        assert (usage.tokens_sent, usage.cost, usage.seconds, usage.recorded.tokens_sent) == (None,) * 4
    total = run.header.usage
    assert total is not None
    assert total.requests == sum(document.usage.requests for document in run.documents if document.usage)


def test_the_naive_baseline_is_read_where_its_answer_is_recorded(run: RunFile) -> None:
    first, *others = run.documents
    assert Reader.NAIVE in first.extractions
    assert first.naive_usage is not None
    assert first.naive_usage.requests == 1
    assert first.extractions[Reader.NAIVE].reports[0].cells
    assert [(Reader.NAIVE in one.extractions, one.naive_usage) for one in others] == [(False, None)] * 2
    assert run.header.naive_usage == first.naive_usage


def test_the_same_bytes_whatever_the_number_of_processes(run: RunFile, tmp_path: Path) -> None:
    again = make_run(loaded(tmp_path), plan_of(recordings(), naive=True), jobs=2)
    write_run(run, tmp_path / "1.jsonl.gz")
    write_run(again, tmp_path / "2.jsonl.gz")
    assert (tmp_path / "1.jsonl.gz").read_bytes() == (tmp_path / "2.jsonl.gz").read_bytes()
    assert read_run(tmp_path / "1.jsonl.gz") == run


def test_a_model_is_asked_once_a_document(tmp_path: Path) -> None:
    samples = loaded(tmp_path)
    asked = sum(len(requests_about(sample.data, sample.name)) for sample in samples)
    with replaying_server() as server:
        found = make_run(samples, plan_of(live(server, price=Price(1.0, 10.0, None, "CNY"))), jobs=2)
        assert len(server.calls) == asked
    usage = found.header.usage
    assert usage is not None
    assert (usage.requests, usage.calls, usage.replayed, usage.unanswered) == (asked, asked, 0, 0)
    assert (usage.tokens_sent, usage.tokens_received) == (100 * asked, 20 * asked)
    assert usage.cost == pytest.approx(asked * (100 * 1.0 + 20 * 10.0) / 1e6)
    assert usage.currency == "CNY"
    assert usage.seconds is not None
    assert usage.seconds > 0
    assert usage.recorded is None


def test_live_and_replayed_give_the_same_readings(run: RunFile, tmp_path: Path) -> None:
    with replaying_server() as server:
        found = make_run(loaded(tmp_path), plan_of(live(server), naive=True))
    for ours, theirs in zip(run.documents[:1], found.documents[:1], strict=True):
        assert ours.extractions == theirs.extractions
    assert Reader.NAIVE in found.documents[1].extractions  # asked live, and not answered by this endpoint
    assert found.documents[1].extractions[Reader.NAIVE].error is not None


def test_kept_answers_are_counted_as_replayed_with_what_they_took(tmp_path: Path) -> None:
    samples = loaded(tmp_path)
    with replaying_server() as server:
        model = live(server, cache_dir=tmp_path / "answers")
        first = make_run(samples, plan_of(model)).header.usage
        again = make_run(samples, plan_of(model)).header.usage
    assert first is not None
    assert again is not None
    assert (again.calls, again.replayed, again.tokens_sent, again.cost) == (0, first.requests, None, None)
    assert again.recorded is not None
    assert (again.recorded.tokens_sent, again.recorded.tokens_received) == (first.tokens_sent, first.tokens_received)
    assert again.characters_sent == first.characters_sent


def test_repeats_are_asked_anew_and_are_runs_of_the_same_settings(tmp_path: Path) -> None:
    samples = loaded(tmp_path)
    with replaying_server() as server:
        plans = repeats(plan_of(live(server, cache_dir=tmp_path / "answers")), 3)
        runs = [make_run(samples, plan) for plan in plans]
        calls = len(server.calls)
    usages = [found.header.usage for found in runs]
    assert [usage and (usage.replayed, usage.calls) for usage in usages] == [(0, calls // 3)] * 3
    assert [found.header.repeat for found in runs] == [1, 2, 3]
    assert len({found.header.settings for found in runs}) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"cassettes": CASSETTES}, "measure the recording"), ({"offline": True}, "measure the kept answers")],
)
def test_nothing_recorded_or_kept_is_repeated(changes: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        repeats(plan_of(replace(recordings(), **{"cassettes": None, **changes})), 2)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="needs a model"):
        repeats(plan_of(None), 2)
    assert repeats(plan_of(recordings()), 1)


def drafted(folder: Path, name: str = "requests") -> Path:
    """A folder with one prompt that differs from the one that ships."""
    folder.mkdir()
    text = (ROOT / "prompts" / f"{name}.md").read_text(encoding="utf-8")
    (folder / f"{name}.md").write_text(text.replace("version: 1", "version: 2") + "\n再抄一遍。\n", encoding="utf-8")
    return folder


def test_a_prompt_without_recorded_answers_is_an_error_that_names_it(tmp_path: Path) -> None:
    plan = plan_of(recordings())
    settings = replace(plan.readers.settings, prompts=load_drafts(drafted(tmp_path / "drafts")))
    stale = replace(plan, readers=replace(plan.readers, settings=settings))
    with pytest.raises(UsageError, match="no recorded answer") as caught:
        make_run(loaded(tmp_path), stale)
    text = str(caught.value)
    assert all(f"{name}.json: requests (prompt " in text for name in FEW)
    assert "prose" not in text


def test_offline_an_answer_that_is_not_kept_is_an_error(tmp_path: Path) -> None:
    model = replace(recordings(), cassettes=None, offline=True, cache_dir=tmp_path / "answers")
    with pytest.raises(UsageError, match=f"no kept answer(.|\n)*{FEW[0]}: .*prose"):
        make_run(loaded(tmp_path), plan_of(model))


def test_drafts_take_the_place_of_the_prompts_that_ship(tmp_path: Path) -> None:
    drafts = load_drafts(drafted(tmp_path / "drafts"))
    sample = loaded(tmp_path)[1]
    seen: list[Request] = []

    class Silent:
        def read(self, requests: list[Request]) -> list[Response]:
            seen.extend(requests)
            return [Response(CallStatus.SKIPPED, reason="not asked") for _ in requests]

    def hashes(**changes: object) -> dict[str, str]:
        settings = Settings(**changes)  # type: ignore[arg-type]
        found: Extraction = extract(sample.data, sample.name, settings, Silent())  # type: ignore[arg-type]
        assert found.run.settings == Settings().digest()
        return found.run.prompts

    shipped, drafted_hashes = hashes(), hashes(prompts=drafts)
    assert {name for name in shipped if shipped[name] != drafted_hashes[name]} == {"requests"}
    assert [request.prompt_version for request in seen if request.prompt_id == "requests"] == ["1", "2"]


def test_the_header_keeps_the_texts_of_drafts_and_of_nothing_else(tmp_path: Path) -> None:
    folder = drafted(tmp_path / "drafts")
    (folder / "prose.md").write_bytes((ROOT / "prompts" / "prose.md").read_bytes())  # a draft of the same words
    with replaying_server() as server:
        plan = plan_of(live(server))
        settings = replace(plan.readers.settings, prompts=load_drafts(folder))
        made = make_run(loaded(tmp_path)[1:2], replace(plan, readers=replace(plan.readers, settings=settings)))
    write_run(made, tmp_path / "run.jsonl")
    asked = read_run(tmp_path / "run.jsonl").header.asked
    assert asked is not None
    assert asked.prompt_texts is not None
    assert set(asked.prompt_texts) == {"requests"}
    assert "再抄一遍。" in asked.prompt_texts["requests"] and "$data" in asked.prompt_texts["requests"]
    assert asked.prompts.keys() > {"requests", "prose"}


def test_a_folder_of_drafts_with_a_misspelt_name_or_without_any_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no prompt in it; there are prose"):
        load_drafts(tmp_path)
    (tmp_path / "request.md").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match="no prompt of that name"):
        load_drafts(tmp_path)
    (tmp_path / "request.md").rename(tmp_path / "requests.md")
    with pytest.raises(ValueError, match="front matter"):
        load_drafts(tmp_path)
    assert set(load_drafts(ROOT / "prompts")) == set(PROMPT_IDS)


def test_documents_without_a_recording_are_read_by_the_rules_alone(tmp_path: Path) -> None:
    cassettes = tmp_path / "cassettes"
    cassettes.mkdir()
    shutil.copy(CASSETTES / f"{FEW[1]}.json", cassettes)
    samples, plan = loaded(tmp_path), plan_of(recordings(cassettes))
    assert [sample.id for sample in without_recording(samples, plan.readers)] == [FEW[0], FEW[2]]
    found = make_run(samples, plan)
    assert [set(document.extractions) == {Reader.RULES} for document in found.documents] == [True, False, True]
    assert [document.usage is None for document in found.documents] == [True, False, True]
    assert found.header.readers == (Reader.RULES, Reader.MODEL, Reader.CROSSCHECK)
    with pytest.raises(UsageError, match="no recorded answers about any of the 3"):
        without_recording(samples, plan_of(recordings(tmp_path / "none")).readers)


def test_a_run_without_a_model(tmp_path: Path) -> None:
    found = make_run(loaded(tmp_path), plan_of(None))
    assert (found.header.readers, found.header.asked, found.header.usage) == ((Reader.RULES,), None, None)


def test_splits_and_sets_are_told_apart(tmp_path: Path) -> None:
    gold = few_samples(tmp_path)
    assert [sample.id for sample in load_samples([gold], "dev")] == [*FEW[1:]]
    assert [sample.id for sample in load_samples([gold], "test")] == [FEW[0]]
    (gold / "splits.json").unlink()
    assert [sample.split for sample in load_samples([gold])] == ["test"] * 3
    with pytest.raises(UsageError, match="split 'dev'"):
        load_samples([gold], "dev")
    with pytest.raises(UsageError, match="called 'few'"):
        load_samples([gold, gold])
    other = tmp_path / "other"
    shutil.copytree(gold, other)
    with pytest.raises(UsageError, match="two gold sets"):
        load_samples([gold, other])


def test_of_a_document_with_a_pdf_and_its_text_the_text_is_read(tmp_path: Path) -> None:
    gold = few_samples(tmp_path, FEW[1:2])
    folder = gold / FEW[1]
    (folder / "source.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    label = json.loads((folder / "label.json").read_text(encoding="utf-8"))
    label |= {"source": "source.pdf", "sources": ["source.pdf", "source.txt"]}
    (folder / "label.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    (sample,) = load_samples([gold])
    assert (sample.name, sample.kind) == (f"{FEW[1]}/source.txt", "text")
    (folder / "source.txt").unlink()
    (sample,) = load_samples([gold])
    assert (sample.name, sample.kind, sample.text) == (f"{FEW[1]}/source.pdf", "pdf", None)
    found = make_run([sample], plan_of(None))
    assert found.documents[0].extractions[Reader.RULES].error is not None
