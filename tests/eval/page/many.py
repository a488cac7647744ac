"""Two runs over one sample: the model alone breaks many cells of one table, whatever else reads is the same."""

from __future__ import annotations

from functools import cache

from eval.runs.format import Reader, RunFile
from schemas.enums import Status, Witness
from schemas.result import Extraction
from tests.eval.page.conftest import IDS, document, header, read

BROKEN = tuple(
    f"requests.{row}.{column}"
    for row in ("received", "carried_in", "granted", "partially_granted")
    for column in ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
)
"""More than the filters unfold by themselves."""
FOLDED = BROKEN[7]


@cache
def model_run() -> RunFile:
    """The model reads as the rules do, and nobody vouches for it."""
    return _run("one", "a" * 64, None, alone(read(IDS[0])[0]))


@cache
def broken_run() -> RunFile:
    """It reads every number of ``BROKEN`` wrong by 4711; its prompt is a draft."""
    found = alone(read(IDS[0])[0])
    cells = found.reports[0].cells
    for path in BROKEN:
        cells[path] = cells[path].model_copy(update={"value": (cells[path].value or 0) + 4711})
    return _run("two", "b" * 64, {"requests": "一\n四\n三\n"}, found)


def alone(extraction: Extraction) -> Extraction:
    found = extraction.model_copy(deep=True)
    for report in found.reports:
        report.facts.clear()
        for path, cell in report.cells.items():
            report.cells[path] = cell.model_copy(update={"status": Status.READ, "witnesses": [Witness.MODEL]})
    return found


def _run(name: str, prompt: str, texts: dict[str, str] | None, model: Extraction) -> RunFile:
    made = header(name, prompt)
    assert made.asked is not None
    both = document(IDS[0])
    lone = both.model_copy(update={"extractions": {**both.extractions, Reader.MODEL: model}})
    return RunFile(
        header=made.model_copy(
            update={
                "documents": 1,
                "readers": (Reader.RULES, Reader.MODEL, Reader.CROSSCHECK),
                "asked": made.asked.model_copy(update={"prompt_texts": texts}),
            }
        ),
        documents=(lone,),
    )
