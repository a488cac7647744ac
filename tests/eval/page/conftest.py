"""Two small runs over three samples: one as the rules read them, one with planted errors; a name that tries to break out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eval.compare.compare import compare
from eval.figures import figures
from eval.labels import load_label
from eval.page.from_comparison import comparison_view
from eval.page.from_scores import run_view
from eval.page.page import render_page
from eval.runs.format import GoldSet, Header, Reader, RunDocument, RunFile
from extractor import extract
from extractor.sources import read_source
from schemas.enums import Status
from schemas.result import Extraction
from tests.eval import hand_made

SAMPLES = Path(__file__).parents[3] / "samples"
IDS = ("fengtong-district-2021", "dipu-water-2021", "danting-county-transport-2022")
HOSTILE = "</script><script>window.stolen=1</script><img src=x onerror='window.stolen=1'>\"'\u2028\u202e\u0007"
SILENT = "requests.received.natural_person"
DOUBTED = "requests.granted.total"
GONE = "requests.carried_in.total"


@cache
def read(sample: str) -> tuple[Extraction, str]:
    place = next((SAMPLES / sample).glob("source.*"))
    return extract(place), read_source(place.read_bytes(), place.name).text


def header(name: str, prompt: str) -> Header:
    return hand_made.header(
        name,
        len(IDS),
        gold=(GoldSet(name="samples", sha256="0" * 64, documents=len(IDS), reports=len(IDS)),),
        readers=(Reader.RULES, Reader.CROSSCHECK),
        asked=hand_made.asked({"requests": prompt}),
    )


def document(sample: str, crosscheck: Extraction | None = None, organization: str | None = None) -> RunDocument:
    extraction, text = read(sample)
    label = load_label(SAMPLES / sample / "label.json")
    if organization:
        label = label.model_copy(
            update={"reports": tuple(one.model_copy(update={"organization": organization}) for one in label.reports)}
        )
    extractions = {Reader.RULES: extraction, Reader.CROSSCHECK: crosscheck or extraction}
    return hand_made.run_document(sample, label, extractions, mess=("furniture",), source_kind="html", text=text)


def damaged(sample: str) -> Extraction:
    """A believed error, a doubted one with a print that tries to break out, and a cell that is not read."""
    found = read(sample)[0].model_copy(deep=True)
    cells = found.reports[0].cells
    value = cells[SILENT].value
    assert value is not None
    cells[SILENT] = cells[SILENT].model_copy(update={"value": value + 1, "status": Status.VERIFIED})
    cells[DOUBTED] = cells[DOUBTED].model_copy(update={"value": 4711, "status": Status.READ, "printed": HOSTILE})
    del cells[GONE]
    return found


@pytest.fixture(scope="session")
def good() -> RunFile:
    documents = (document(IDS[0]), document(IDS[1], organization=HOSTILE), document(IDS[2]))
    return RunFile(header=header("good", "a" * 64), documents=documents)


@pytest.fixture(scope="session")
def bad(good: RunFile) -> RunFile:
    documents = (good.documents[0], document(IDS[1], damaged(IDS[1]), HOSTILE), good.documents[2])
    return RunFile(header=header("bad " + HOSTILE, "b" * 64), documents=documents)


@pytest.fixture(scope="session")
def run_page(bad: RunFile) -> bytes:
    return render_page(run_view(bad, figures(bad, resamples=200)))


@pytest.fixture(scope="session")
def comparison_page(good: RunFile, bad: RunFile) -> bytes:
    return render_page(comparison_view(compare(good, bad, resamples=200)))
