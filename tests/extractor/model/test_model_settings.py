"""What ``--model`` and its companions mean, what asking would take, and what starting costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model.ledger import Totals
from extractor.model.presets import PRESETS, Mode, Price
from extractor.model.request import CallStatus
from extractor.model.settings import Limits, ModelSettings, default_cache_dir, model_settings
from tests.extractor.model.fake_server import FakeServer, answer, in_turn, numbered
from tests.extractor.model.model_cases import GOOD, client, request, settings

ROOT = Path(__file__).resolve().parents[3]
URL = "http://127.0.0.1:8765/v1"


@pytest.mark.parametrize(
    ("name", "base_url", "expected"),
    [
        ("deepseek", None, ("deepseek", "deepseek-chat", PRESETS["deepseek"].base_url, Mode.JSON_OBJECT)),
        ("deepseek:other", None, ("deepseek", "other", PRESETS["deepseek"].base_url, Mode.JSON_OBJECT)),
        ("ollama:qwen2.5:7b", None, ("ollama", "qwen2.5:7b", PRESETS["ollama"].base_url, Mode.TEXT)),
        ("relay-model", URL, (None, "relay-model", URL, Mode.JSON_SCHEMA)),
        ("qwen2.5:7b", URL, (None, "qwen2.5:7b", URL, Mode.JSON_SCHEMA)),
        ("dashscope:qwen-max", URL, ("dashscope", "qwen-max", URL, Mode.TOOLS)),
    ],
)
def test_names_of_models(name: str, base_url: str | None, expected: tuple[object, ...]) -> None:
    found = model_settings(name, base_url=base_url)
    assert found
    assert (found.preset, found.model, found.base_url, found.mode) == expected


def test_none_is_no_model() -> None:
    assert model_settings("none") is None


@pytest.mark.parametrize("name", ["gpt-4", "ollama", "vllm:", "", "None"])
def test_what_names_no_model_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        model_settings(name)


def test_a_recorded_model_needs_no_endpoint(tmp_path: Path) -> None:
    found = model_settings("relay-model", cassettes=tmp_path)
    assert found is not None
    assert not found.sends
    with pytest.raises(UsageError, match="base-url"):
        model_settings("relay-model", cassettes=tmp_path, record=True)


def test_a_price_is_that_of_the_preset_s_own_model_at_its_own_host() -> None:
    own = PRESETS["deepseek"].price
    prices = [
        model_settings("deepseek"),
        model_settings("deepseek:other"),
        model_settings("deepseek", base_url=URL),
        model_settings("deepseek:other", price=Price(1, 2)),
    ]
    assert [found.price if found else "" for found in prices] == [own, None, None, Price(1, 2)]


def test_settings_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder of cassettes"):
        settings(URL, record=True)
    with pytest.raises(UsageError, match="offline"):
        settings(URL, record=True, cassettes=tmp_path, offline=True)
    with pytest.raises(UsageError, match="no price is known"):
        settings(URL, limits=Limits(max_cost=1.0))
    with pytest.raises(UsageError, match="timeout"):
        settings(URL, timeout=0.0)
    with pytest.raises(UsageError, match="name of a model"):
        settings(URL, model="")


def test_settings_and_identity() -> None:
    found = settings(URL)
    assert found.identity != replace(found, epoch=1).identity
    assert found.identity == replace(found, base_url="http://127.0.0.1:1/v1", timeout=5.0).identity
    assert json.dumps(dict(found.identity))


def test_the_default_folder_follows_the_desktop_s_rule() -> None:
    assert default_cache_dir({"XDG_CACHE_HOME": "/c"}) == Path("/c/gongkai/answers")
    assert default_cache_dir({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache" / "gongkai" / "answers"


def test_a_plan_sends_nothing_and_knows_what_is_kept(server: FakeServer, tmp_path: Path) -> None:
    chosen = settings(server.url, cache_dir=tmp_path, price=Price(1.0, 2.0, None, "CNY"))
    with client(chosen) as model:
        model.ask_all([request(1)])
        said: list[str] = []
        plan = model.plan([request(1), request(2), request(2), request(3)])
    assert (plan.requests, plan.kept, plan.calls) == (3, 1, 2)
    assert plan.characters > 200
    assert plan.cost == pytest.approx((plan.tokens_sent + 2 * plan.tokens_received) / 1e6)
    assert "2 calls" in plan.line()
    assert "CNY" in plan.line()
    assert len(server.calls) == 1
    assert said == []
    with client(replace(chosen, price=None)) as model:
        assert model.plan([request(4)]).cost is None


def rows(place: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]


def test_each_request_leaves_a_row(server: FakeServer, tmp_path: Path) -> None:
    chosen = settings(
        server.url,
        ledger=tmp_path / "deep" / "ledger.jsonl",
        cache_dir=tmp_path / "answers",
        price=Price(1.0, 10.0, 0.5, "CNY"),
    )
    server.script = in_turn(lambda call: answer(call, "{}"), numbered)
    for _ in range(2):
        with client(chosen) as model:
            model.ask_all([request(1)])
    first, second = rows(tmp_path / "deep" / "ledger.jsonl")
    assert first == {
        "prompt": "requests",
        "prompt_version": "1",
        "prompt_sha256": "ab" * 32,
        "preset": None,
        "model": "fake-1",
        "asked_model": "relay-model",
        "outcome": "answered",
        "reason": None,
        "cached": False,
        "attempts": 2,
        "reasks": 1,
        "tokens": {"sent": 200, "received": 40, "cached": 80, "reasoning": 10},
        "characters_sent": first["characters_sent"],
        "characters_received": first["characters_received"],
        "cost": pytest.approx((120 * 1.0 + 80 * 0.5 + 40 * 10.0) / 1e6),
        "currency": "CNY",
        "seconds": first["seconds"],
        "replayed": None,
    }
    assert isinstance(first["characters_sent"], int)
    assert first["characters_sent"] > 300
    assert (second["cached"], second["attempts"], second["cost"]) == (True, 0, None)
    assert second["tokens"] == {"sent": None, "received": None, "cached": None, "reasoning": None}
    assert second["replayed"] == {
        "characters_sent": first["characters_sent"],
        "characters_received": first["characters_received"],
        "tokens": first["tokens"],
    }


def test_tokens_that_the_provider_does_not_tell_are_null(server: FakeServer, tmp_path: Path) -> None:
    server.script = lambda call: answer(call, GOOD, usage=None)
    with client(settings(server.url, ledger=tmp_path / "l", price=Price(1.0, 1.0))) as model:
        model.ask_all([request(1)])
        assert model.totals.unmetered == 1
    (row,) = rows(tmp_path / "l")
    assert row["tokens"] == {"sent": None, "received": None, "cached": None, "reasoning": None}
    assert row["cost"] is None
    assert row["characters_received"] == len(GOOD)


def test_what_was_never_sent_leaves_no_row(tmp_path: Path) -> None:
    with client(settings(URL, offline=True, ledger=tmp_path / "l")) as model:
        assert model.ask_all([request(1)])[0].status is CallStatus.SKIPPED
        assert model.totals == Totals()
    assert rows(tmp_path / "l") == []


def test_totals_in_words(server: FakeServer) -> None:
    server.script = in_turn(numbered, lambda call: answer(call, GOOD, finish="length"))
    with client(settings(server.url, limits=Limits(concurrency=1))) as model:
        model.ask_all([request(1), request(2)])
        assert model.totals.line() == "2 requests, 2 calls, 240 tokens, 1 cut_off"


def test_a_ledger_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ledger"), client(settings(URL, ledger=tmp_path)):
        pass


HEAVY = "{'openai', 'instructor', 'vcr', 'diskcache', 'aiohttp', 'httpx2', 'tenacity'}"


@pytest.mark.parametrize(
    "code",
    [
        "import extractor.model.client, extractor.model.settings",
        "import extractor.cli.model_options",
        "from extractor.cli import main\ntry: main()\nexcept SystemExit: pass",
        "sys.argv[1:] = ['extract', 'tests/fixtures/example.txt', '--model', 'none']\n"
        "from extractor.cli import main\ntry: main()\nexcept SystemExit: pass",
    ],
    ids=["import", "options", "help", "extract"],
)
def test_nothing_heavy_is_imported_before_a_client_opens(code: str) -> None:
    program = f"import sys; sys.argv = ['gongkai', '--help']\n{code}\nprint(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stderr.splitlines()[-1] == "[]", result.stderr


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("extractor.model.")]:
        if name.rsplit(".", 1)[1] in {"session", "wire", "conversation"}:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "instructor", None)
    with pytest.raises(UsageError, match=r"gongkai\[model\]"), client(ModelSettings("m", URL)):
        pass
