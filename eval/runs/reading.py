"""One document by every reader of a run. The model is asked once; whoever takes its answers takes the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.naive.baseline import naive_extraction, naive_request
from eval.runs.format import Reader, RunDocument, Usage
from eval.runs.samples import Sample
from eval.runs.usage import usage_of
from extractor.model.ledger import Row
from extractor.model.reader import ModelReader
from extractor.model.request import CallStatus, Request, Response
from extractor.pipeline import Settings, extract, extract_by_model_alone
from schemas.result import Extraction

__all__ = ["Asking", "Read", "read_sample"]


class Asking(Protocol):
    """Whom to ask."""

    def about(self, source: str, note: Callable[[Row], None]) -> ModelReader:
        """Return who answers what is asked about one source; ``note`` is told what each request took."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """One document, read."""

    document: RunDocument
    skipped: tuple[tuple[str, str], ...]
    """Id and hash of the prompt of each request that was not sent and has no kept answer."""


class _Recorder:
    """Asks a question once, and gives the same answer whenever it is asked again."""

    def __init__(self, asking: Asking, source: str) -> None:
        self._rows: list[Row] = []
        self._model = asking.about(source, self._rows.append)
        self._heard: dict[Request, Response] = {}

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        new = [request for request in dict.fromkeys(requests) if request not in self._heard]
        if new:
            self._heard |= zip(new, self._model.read(new), strict=True)
        return [self._heard[request] for request in requests]

    def usage(self) -> Usage:
        return usage_of(self._rows, len(self._heard))

    def skipped(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (request.prompt_id, request.prompt_sha256)
            for request, response in self._heard.items()
            if response.status is CallStatus.SKIPPED
        )


def read_sample(sample: Sample, settings: Settings, asking: Asking | None, naive: Asking | None = None) -> Read:
    """Return what each reader gives for a document.

    Args:
        sample: the document.
        settings: of the readings with a model; the rules' reading has those of a run without one.
        asking: whom to ask for the model's reading and the cross-check; None leaves both out.
        naive: whom to ask the naive question; None leaves it out.
    """
    data, name = sample.data, sample.name
    found: dict[Reader, Extraction] = {Reader.RULES: extract(data, name, Settings(lang=settings.lang))}
    recorders: list[_Recorder] = []
    usage = naive_usage = None
    if asking:
        model = _Recorder(asking, name)
        found[Reader.MODEL] = extract_by_model_alone(data, name, settings, model)
        found[Reader.CROSSCHECK] = extract(data, name, settings, model)
        recorders.append(model)
        usage = model.usage()
    if naive and sample.text is not None:
        one = _Recorder(naive, name)
        found[Reader.NAIVE] = _naive(one, name, sample.text)
        recorders.append(one)
        naive_usage = one.usage()
    document = RunDocument(
        id=sample.id,
        gold=sample.set_name,
        split=sample.split.value,
        mess=sample.gold.mess,
        source_kind=sample.kind,
        text=sample.text,
        label=sample.label,
        extractions=found,
        usage=usage,
        naive_usage=naive_usage,
    )
    return Read(document, tuple(item for recorder in recorders for item in recorder.skipped()))


def _naive(model: ModelReader, name: str, text: str) -> Extraction:
    request = naive_request(text)
    (response,) = model.read([request])
    return naive_extraction(response, name, request)
