"""The naive baseline on the test samples: records it, and sets it beside the rules alone and both readers.

::

    python -m scripts.naive record --model relay-model --base-url http://127.0.0.1:8765/v1
    python -m scripts.naive score
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from eval.labels import GoldDocument, load_gold
from eval.naive import naive_prediction, naive_request
from eval.outcomes import CellOutcome
from eval.predictions import PredictedDocument, from_extraction
from eval.score import judge_document
from extractor.cli.asking import Asker
from extractor.cli.model_options import model_options
from extractor.library import read_bytes
from extractor.model.client import ModelClient
from extractor.model.settings import ModelSettings, model_settings
from extractor.pipeline import Settings, extract
from extractor.sources import read_source
from scripts.record_run import ROOT

__all__ = ["main", "splits"]

SAMPLES, CASSETTES = ROOT / "samples", ROOT / "cassettes"
NAIVE = CASSETTES / "naive"
_ROW = re.compile(r"^\| `(?P<id>[\w-]+)` \|[^|]+\|[^|]+\| (?P<split>dev|test) \|", re.MULTILINE)


def splits() -> Mapping[str, str]:
    """Return ``dev`` or ``test`` for each sample, as its README says."""
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    return {found["id"]: found["split"] for found in _ROW.finditer(text)}


def _test_samples() -> list[GoldDocument]:
    kept = splits()
    return [document for document in load_gold(SAMPLES) if kept[document.id] == "test"]


def _bytes(document: GoldDocument) -> bytes:
    assert document.source is not None
    return read_bytes(document.source)


def _ask(client: ModelClient, documents: Sequence[GoldDocument]) -> list[PredictedDocument | None]:
    """The naive answers as predictions; None where nobody answered."""
    found: list[PredictedDocument | None] = []
    for document in documents:
        assert document.source is not None
        text = read_source(_bytes(document), document.source.name).text
        (response,) = client.ask_all([naive_request(text)], cassette=document.id)
        found.append(naive_prediction(response.answer, document.id) if response.answer else None)
    return found


@click.group()
def main() -> None:
    """Record or score the naive baseline."""


@main.command()
@model_options(record=True)
def record(model_settings: ModelSettings | None) -> None:
    """Ask the one question about each test sample, and keep the answers."""
    assert model_settings is not None
    documents = _test_samples()
    with ModelClient(model_settings, announce=click.echo) as client, ThreadPoolExecutor(len(documents)) as pool:
        answered = list(pool.map(lambda document: _ask(client, [document])[0], documents))
    click.echo(f"{sum(item is not None for item in answered)} of {len(documents)} answered")


def _share(cells: Sequence[CellOutcome]) -> str:
    numbers = [cell for cell in cells if cell.number]
    right = sum(cell.right for cell in numbers)
    believed = sum(cell.believed for cell in numbers)
    silent = sum(cell.silent for cell in cells)
    return f"right {right}/{len(numbers)}, verified {believed}, silent {silent}, wrong {_wrong(cells)}"


def _wrong(cells: Sequence[CellOutcome]) -> int:
    return sum(cell.outcome.value in ("wrong", "misplaced", "invented") for cell in cells)


def _judged(document: GoldDocument, predicted: PredictedDocument | None) -> list[CellOutcome]:
    return [cell for report in judge_document(document, predicted) for cell in report.cells] if predicted else []


def _characters(place: Path) -> tuple[int, int]:
    """Characters sent and received in a cassette."""
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
    settings = model_settings("relay-model", cassettes=NAIVE)
    both = model_settings("relay-model", cassettes=CASSETTES)
    assert settings is not None
    assert both is not None
    documents = _test_samples()
    sums: dict[str, list[CellOutcome]] = {"naive": [], "rules": [], "both": []}
    characters = {"naive": 0, "both": 0}
    with ModelClient(settings) as naive, ModelClient(both) as client:
        for document in documents:
            assert document.source is not None
            data, name = _bytes(document), document.source.name
            predicted = {
                "naive": _ask(naive, [document])[0],
                "rules": from_extraction(extract(data, name)),
                "both": from_extraction(
                    extract(data, name, Settings(), Asker(client).about(f"{document.id}/source.txt"))
                ),
            }
            click.echo(document.id)
            for who, prediction in predicted.items():
                cells = _judged(document, prediction)
                sums[who] += cells
                click.echo(f"  {who:<6} {_share(cells)}")
            asked, asked_naively = (
                _characters(CASSETTES / f"{document.id}.json"),
                _characters(NAIVE / f"{document.id}.json"),
            )
            characters["both"] += sum(asked)
            characters["naive"] += sum(asked_naively)
            click.echo(f"  characters sent and received: both {asked}, naive {asked_naively}")
    for who, cells in sums.items():
        click.echo(f"all {who:<6} {_share(cells)}")
    click.echo(f"characters: {characters}")


if __name__ == "__main__":
    main()
