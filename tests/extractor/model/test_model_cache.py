"""Kept answers: nothing is paid for twice, nothing is lost, nothing in the folder is executed."""

from __future__ import annotations

import pickle
import sqlite3
import stat
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from extractor.errors import UsageError
from extractor.model.cache import AnswerCache, Kept, cache_key
from extractor.model.presets import Mode
from extractor.model.request import CallStatus
from tests.extractor.model.fake_server import FakeServer, answer, completion, in_turn, numbered
from tests.extractor.model.model_cases import GOOD, Answer, client, request, settings

ROOT = Path(__file__).resolve().parents[3]
KEPT = Kept(completion={"id": "答"}, usage=None, attempts=1)


class Bomb:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (open, (str(self.place), "w"))


def test_what_was_answered_costs_no_call(server: FakeServer, tmp_path: Path) -> None:
    chosen = settings(server.url, cache_dir=tmp_path / "answers")
    with client(chosen) as model:
        first = model.ask_all([request(n) for n in range(5)])
    with client(chosen) as model:
        again = model.ask_all([request(n) for n in range(6)])
        totals = model.totals
    assert len(server.calls) == 6
    assert [response.answer for response in again[:5]] == [response.answer for response in first]
    assert [(r.cached, r.attempts) for r in again] == [(True, 0)] * 5 + [(False, 1)]
    assert (totals.calls, totals.cached, totals.tokens) == (1, 5, 120)


def test_another_question_is_another_key(server: FakeServer, tmp_path: Path) -> None:
    class Other(BaseModel):
        model_config = ConfigDict(extra="forbid")
        label: str
        values: list[int | None]

    base = settings(server.url, cache_dir=tmp_path)
    variants = [
        base,
        settings(server.url, cache_dir=tmp_path, model="other"),
        settings(server.url, cache_dir=tmp_path, mode=Mode.TOOLS),
        settings(server.url, cache_dir=tmp_path, temperature=0.5),
        settings(server.url, cache_dir=tmp_path, epoch=1),
    ]
    for number, chosen in enumerate(variants, 1):
        with client(chosen) as model:
            model.ask_all([request()])
        assert len(server.calls) == number
    with client(base) as model:
        model.ask_all([request(answer=Other)])
    assert len(server.calls) == len(variants) + 1
    assert cache_key({"a": 1, "b": 2}, "s", 0) == cache_key({"b": 2, "a": 1}, "s", 0)


def test_a_kept_answer_is_checked_again_and_its_re_ask_is_kept_too(server: FakeServer, tmp_path: Path) -> None:
    chosen = settings(server.url, cache_dir=tmp_path)
    server.script = in_turn(lambda call: answer(call, '{"label":"合计"}'), numbered)
    for expected in (2, 0):
        with client(chosen) as model:
            (response,) = model.ask_all([request(7)])
        assert (response.status, response.attempts) == (CallStatus.ANSWERED, expected)
        assert response.answer == Answer(label="合计", values=[7, None])
    assert len(server.calls) == 2


def test_offline_answers_from_what_is_kept_alone(server: FakeServer, tmp_path: Path) -> None:
    with client(settings(server.url, cache_dir=tmp_path)) as model:
        model.ask_all([request(1)])
    said: list[str] = []
    with client(settings(server.url, cache_dir=tmp_path, offline=True), announced=said) as model:
        kept, other = model.ask_all([request(1), request(2)])
        assert model.provider_fault is None
    assert (kept.status, kept.cached) == (CallStatus.ANSWERED, True)
    assert (other.status, other.attempts) == (CallStatus.SKIPPED, 0)
    assert "offline" in str(other.reason)
    assert len(server.calls) == 1
    assert said == []


def test_offline_needs_no_key(tmp_path: Path) -> None:
    chosen = settings("https://api.deepseek.com/v1", preset="deepseek", cache_dir=tmp_path, offline=True)
    with client(chosen) as model:
        assert model.ask_all([request()])[0].status is CallStatus.SKIPPED
    with (
        pytest.raises(UsageError, match="DEEPSEEK_API_KEY"),
        client(settings("https://api.deepseek.com/v1", preset="deepseek")),
    ):
        pass


def plant(folder: Path, key: str, mode: int, filename: str | None, value: bytes | None) -> None:
    with sqlite3.connect(folder / "cache.db") as database:
        database.execute("UPDATE Cache SET mode = ?, filename = ?, value = ?", (mode, filename, value))
    database.close()


@pytest.mark.parametrize("mode", [2, 3, 4])
def test_a_planted_pickle_is_refused_and_asked_anew(server: FakeServer, tmp_path: Path, mode: int) -> None:
    chosen = settings(server.url, cache_dir=tmp_path / "answers")
    with client(chosen) as model:
        model.ask_all([request()])
    struck = tmp_path / "executed"
    plant(tmp_path / "answers", "", mode, None, pickle.dumps(Bomb(struck)))
    with client(chosen) as model:
        (response,) = model.ask_all([request()])
    assert not struck.exists()
    assert (response.status, response.cached) == (CallStatus.ANSWERED, False)
    assert len(server.calls) == 2


def test_the_planted_pickle_would_have_struck(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Bomb(tmp_path / "executed"))).close()
    assert (tmp_path / "executed").exists()


@pytest.mark.parametrize(
    ("mode", "filename", "value"),
    [
        (2, "../outside", None),
        (3, "../outside", None),
        (4, "../outside", None),
        (1, "../outside", b"x"),
        (1, None, b"no zlib"),
        (1, None, zlib.compress(b"no json")),
        (1, None, zlib.compress(b'{"format": 2}')),
        (1, None, None),
    ],
)
def test_rows_that_cannot_be_believed_are_no_answers(
    tmp_path: Path, mode: int, filename: str | None, value: bytes | None
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(pickle.dumps(Bomb(tmp_path / "executed")))
    cache = AnswerCache(tmp_path / "answers")
    cache.put("k", KEPT)
    plant(tmp_path / "answers", "k", mode, filename, value)
    assert cache.get("k") is None
    assert cache.refused == 1
    cache.put("k", KEPT)
    assert cache.get("k") == KEPT
    plant(tmp_path / "answers", "k", mode, filename, value)
    assert cache.clear() == 1
    cache.close()
    assert outside.exists()
    assert not (tmp_path / "executed").exists()


def test_a_pickled_key_is_refused(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers")
    cache.put("k", KEPT)
    with sqlite3.connect(tmp_path / "answers" / "cache.db") as database:
        database.execute("UPDATE Cache SET key = ?, raw = 0", (pickle.dumps(Bomb(tmp_path / "executed")),))
    database.close()
    with pytest.raises(ValueError, match="pickled key"):
        list(cache._cache)
    assert cache.get("k") is None
    cache.close()
    assert not (tmp_path / "executed").exists()


def test_only_the_owner_may_enter(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "answers"
    AnswerCache(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    AnswerCache(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be the cache's folder"):
        AnswerCache(tmp_path / "file")
    (folder / "cache.db").write_bytes(b"no database" * 500)
    with pytest.raises(UsageError, match="holds no cache"):
        AnswerCache(folder)


def test_nothing_is_evicted(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    big = Kept(
        completion={"text": "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(30_000))}, usage=None, attempts=1
    )
    for number in range(60):
        cache.put(str(number), big)
    assert cache.size()[0] == 60
    assert cache.get("0") == big
    assert cache._cache.eviction_policy == "none"
    assert cache._cache.cull_limit == 0
    assert [path for path in tmp_path.rglob("*.val")] == []
    cache.close()


def test_a_full_disk_costs_the_copy_and_never_the_answer(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    said: list[str] = []
    chosen = settings(server.url, cache_dir=tmp_path / "answers", ledger=Path("/dev/full"))
    with client(chosen, announced=said) as model:
        monkeypatch.setattr("diskcache.Cache.set", full)
        responses = [*model.ask_all([request(1), request(2)]), *model.ask_all([request(3)])]
    assert [response.status for response in responses] == [CallStatus.ANSWERED] * 3
    assert len(said) == 3
    assert "disk is full" in "".join(said)
    assert "ledger cannot be written" in "".join(said)


WRITER = """
import sys
from pathlib import Path
from extractor.model.cache import AnswerCache, Kept
cache, who = AnswerCache(Path(sys.argv[1])), sys.argv[2]
for number in range(150):
    cache.put(f"{who}-{number}", Kept(completion={"by": who, "text": f"{number}" * 500}, usage=None, attempts=1))
    cache.put("shared", Kept(completion={"by": who, "text": who * 2000}, usage=None, attempts=1))
    found = cache.get("shared")
    assert found is not None and found.completion["text"] == found.completion["by"] * 2000, found
assert cache.refused == 0
"""


def test_two_processes_lose_and_tear_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "answers")]
    writers = [subprocess.Popen([*command, who], cwd=ROOT, stderr=subprocess.PIPE) for who in "ab"]
    for writer in writers:
        _, problems = writer.communicate(timeout=100)
        assert (writer.returncode, problems) == (0, b"")
    cache = AnswerCache(tmp_path / "answers")
    assert cache.size()[0] == 301
    for who in "ab":
        for number in range(150):
            found = cache.get(f"{who}-{number}")
            assert found is not None
            assert found.completion == {"by": who, "text": f"{number}" * 500}
    cache.close()


@pytest.mark.parametrize(
    ("message", "finish"),
    [({"refusal": "不"}, "stop"), ({"content": ""}, "stop"), ({"content": "x"}, "content_filter")],
)
def test_what_is_no_answer_is_not_kept(
    server: FakeServer, tmp_path: Path, message: dict[str, object], finish: str
) -> None:
    server.script = in_turn(completion(message, finish=finish), numbered)
    for expected in (False, True):
        with client(settings(server.url, cache_dir=tmp_path)) as model:
            (response,) = model.ask_all([request()])
        assert (response.status is CallStatus.ANSWERED) == expected


def test_a_bad_answer_is_not_hidden_by_the_cache(server: FakeServer, tmp_path: Path) -> None:
    server.script = lambda call: answer(call, GOOD, finish="length")
    chosen = settings(server.url, cache_dir=tmp_path)
    for cached in (False, True):
        with client(chosen) as model:
            (response,) = model.ask_all([request()])
        assert (response.status, response.cached) == (CallStatus.CUT_OFF, cached)
