"""The naive baseline on the test samples: records it, and sets it beside the rules alone and both readers.

::

    python -m scripts.naive record --model relay-model --base-url http://127.0.0.1:8765/v1
    python -m scripts.naive score
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from eval.gold_split import Split
from eval.labels import GoldDocument, load_gold
from eval.naive.baseline import naive_prediction, naive_request
from eval.outcomes import ERRORS, CellOutcome, Outcome
from eval.predictions import PredictedDocument, from_extraction
from eval.score import judge_document
from extractor.cli.asking import Asker, cassette_name
from extractor.cli.model_options import model_options
from extractor.library import read_bytes
from extractor.model.cassette_files import cassette_path
from extractor.model.client import ModelClient
from extractor.model.settings import ModelSettings, model_settings
from extractor.pipeline import extract
from extractor.sources import read_source
from scripts.record_run import ROOT

__all__ = ["main"]

_SAMPLES, _CASSETTES = ROOT / "samples", ROOT / "cassettes"
_NAIVE = _CASSETTES / "naive"
_WRONG = ERRORS - {Outcome.MISSED}


@dataclass(frozen=True, slots=True)
class _Sample:
    gold: GoldDocument
    data: bytes
    name: str
    """``ID/source.html``: its cassette has the name of the folder."""


def _test_samples() -> list[_Sample]:
    """The samples that are kept for measuring."""
    return [
        _Sample(gold, read_bytes(gold.source), f"{gold.id}/{gold.source.name}")
        for gold in load_gold(_SAMPLES)
        if gold.source is not None and gold.split is Split.TEST
    ]


def _ask(client: ModelClient, sample: _Sample) -> PredictedDocument | None:
    """The naive answer as a prediction; None where nobody answered."""
    request = naive_request(read_source(sample.data, sample.name).text)
    (response,) = client.ask_all([request], cassette=cassette_name(sample.name))
    return naive_prediction(response.answer, sample.gold.id) if response.answer else None


def _both(client: ModelClient, sample: _Sample) -> PredictedDocument:
    return from_extraction(extract(sample.data, sample.name, model=Asker(client).about(sample.name)))


def _replayed(folder: Path) -> ModelClient:
    settings = model_settings("relay-model", cassettes=folder)
    assert settings is not None
    return ModelClient(settings)


@click.group()
def main() -> None:
    """Record or score the naive baseline."""


@main.command()
@model_options(record=True)
def record(model_settings: ModelSettings | None) -> None:
    """Ask the one question about each test sample, and keep the answers."""
    if model_settings is None:
        raise click.UsageError("recording needs a model: name one with --model")
    samples = _test_samples()
    with ModelClient(model_settings, announce=click.echo) as client, ThreadPoolExecutor(len(samples)) as pool:
        answered = list(pool.map(partial(_ask, client), samples))
    click.echo(f"{sum(item is not None for item in answered)} of {len(samples)} answered")


def _share(cells: Sequence[CellOutcome]) -> str:
    numbers = [cell for cell in cells if cell.number]
    right = sum(cell.right for cell in numbers)
    believed = sum(cell.believed for cell in numbers)
    silent = sum(cell.silent for cell in cells)
    wrong = sum(cell.outcome in _WRONG for cell in cells)
    return f"right {right}/{len(numbers)}, verified {believed}, silent {silent}, wrong {wrong}"


def _judged(sample: _Sample, predicted: PredictedDocument | None) -> list[CellOutcome]:
    return [cell for report in judge_document(sample.gold, predicted) for cell in report.cells] if predicted else []


def _characters(folder: Path, sample: _Sample) -> tuple[int, int]:
    """Characters sent and received in a sample's cassette."""
    place = cassette_path(folder, cassette_name(sample.name))
    if not place.exists():
        return 0, 0
    recorded = json.loads(place.read_text(encoding="utf-8"))
    sent = received = 0
    for one in recorded["interactions"]:
        sent += len(json.dumps(one["request"]["body"], ensure_ascii=False))
        choices = one["response"]["body"]["choices"]
        received += sum(len(json.dumps(choice["message"], ensure_ascii=False)) for choice in choices)
    return sent, received


@main.command()
def score() -> None:
    """Print, for each test sample, what the naive answer, the rules alone and both readers come to."""
    samples = _test_samples()
    sums: dict[str, list[CellOutcome]] = {"naive": [], "rules": [], "both": []}
    characters = {"naive": 0, "both": 0}
    with _replayed(_NAIVE) as naive, _replayed(_CASSETTES) as client:
        for sample in samples:
            predicted = {
                "naive": _ask(naive, sample),
                "rules": from_extraction(extract(sample.data, sample.name)),
                "both": _both(client, sample),
            }
            click.echo(sample.gold.id)
            for who, prediction in predicted.items():
                cells = _judged(sample, prediction)
                sums[who] += cells
                click.echo(f"  {who:<6} {_share(cells)}")
            asked = {"both": _characters(_CASSETTES, sample), "naive": _characters(_NAIVE, sample)}
            for who, sent_and_received in asked.items():
                characters[who] += sum(sent_and_received)
            click.echo(f"  characters sent and received: both {asked['both']}, naive {asked['naive']}")
    for who, cells in sums.items():
        click.echo(f"all {who:<6} {_share(cells)}")
    click.echo(f"characters: {characters}")


if __name__ == "__main__":
    main()
