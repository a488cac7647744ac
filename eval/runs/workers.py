"""Many documents at once: processes where nothing is sent, threads around one client where calls are waited for."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from eval.runs.reading import Asking, Read, read_sample
from eval.runs.samples import Sample
from extractor.batch.process import worker_command
from extractor.batch.reading import in_order, with_threads
from extractor.cli.asking import Asker, cassette_name
from extractor.errors import UsageError
from extractor.model.cassette_files import cassette_path
from extractor.model.client import ModelClient
from extractor.model.settings import ModelSettings
from extractor.pipeline import Settings

__all__ = ["Readers", "main", "read_all", "recorded", "recording_of"]

_NAIVE = "naive"
"""Folder below the cassettes where the answers to the naive question stand."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads the documents of a run."""

    settings: Settings
    """Of the readings with a model."""
    model: ModelSettings | None
    """None for the rules alone."""
    naive: bool = False
    """The naive question is asked too; where recordings answer, about documents that have one."""

    @property
    def in_processes(self) -> bool:
        """Whether processes may share the work: none of them sends anything, so they need not share limits."""
        return self.model is None or not self.model.sends


def recorded(model: ModelSettings, sample: Sample) -> bool:
    """Return whether a document may be asked about: always, but where recordings answer and it has none."""
    place = recording_of(model, sample.name)
    return place is None or place.is_file()


def recording_of(model: ModelSettings, source: str) -> Path | None:
    """Return where the recorded answers about a source stand, or would; None where none are replayed."""
    return None if model.cassettes is None else cassette_path(model.cassettes, cassette_name(source))


@dataclass(frozen=True, slots=True)
class _Open:
    """Readers whose clients are open."""

    readers: Readers
    asker: Asker | None
    naive: Asker | None

    def read(self, sample: Sample) -> Read:
        return read_sample(sample, self.readers.settings, _of(self.asker, sample), _of(self.naive, sample))


def _of(asker: Asker | None, sample: Sample) -> Asking | None:
    return asker if asker and recorded(asker.client.settings, sample) else None


@contextmanager
def _opened(readers: Readers, announce: Callable[[str], None]) -> Iterator[_Open]:
    with ExitStack() as stack:
        asker = naive = None
        if readers.model:
            asker = Asker(stack.enter_context(ModelClient(readers.model, announce=announce)))
        if readers.model and readers.naive:
            folder = readers.model.cassettes
            settings = replace(readers.model, cassettes=folder and folder / _NAIVE)
            # one client where calls are sent, so that both share its limits
            naive = Asker(stack.enter_context(ModelClient(settings))) if folder else asker
        yield _Open(readers, asker, naive)


def read_all(
    samples: Sequence[Sample],
    readers: Readers,
    jobs: int,
    *,
    announce: Callable[[str], None] = lambda message: None,
    conclude: Callable[[Asker], None] = lambda asker: None,
) -> Iterator[Read]:
    """Yield what becomes of each document, in their order, whatever the number of jobs.

    Args:
        samples: the documents.
        readers: who reads them.
        jobs: processes; where calls are sent, documents at once in this one, at least as many as calls may be in flight.
        announce: told once, before the first call, where the text goes.
        conclude: given the open client of a run that may send, when all is read.

    Raises:
        UsageError: the model cannot be asked, or a process ended.
    """
    jobs = min(jobs, len(samples))
    if readers.in_processes and jobs > 1:
        with _Crew(readers, jobs) as crew:
            yield from in_order(with_threads(crew.read, enumerate(samples), jobs))
        return
    with _opened(readers, announce) as opened:
        if readers.in_processes:
            yield from map(opened.read, samples)
            return
        assert opened.asker
        at_once = max(jobs, opened.asker.at_once)
        yield from in_order(with_threads(opened.read, enumerate(samples), at_once))
        conclude(opened.asker)


class _Crew:
    """Worker processes that wait for documents."""

    def __init__(self, readers: Readers, jobs: int) -> None:
        self._readers, self._jobs = readers, jobs
        self._processes: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()

    def __enter__(self) -> Self:
        for _ in range(self._jobs):
            # of a session of its own, so that Ctrl-C reaches the parent alone
            process = subprocess.Popen(
                worker_command(__name__), stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            self._processes.append(process)
            _say(process, self._readers)
            self._idle.put(process)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()  # it waits for more, or its work is thrown away
            process.communicate()

    def read(self, sample: Sample) -> Read:
        """Return what a worker makes of a document; waits until one is free."""
        process = self._idle.get()
        try:
            _say(process, sample)
            assert process.stdout
            found: object = pickle.load(process.stdout)  # of our own child
        except (EOFError, BrokenPipeError) as error:
            raise UsageError(f"{sample.name}: the process that read it ended; -j 1 reads without others") from error
        finally:
            self._idle.put(process)
        if isinstance(found, UsageError):
            raise found
        assert isinstance(found, Read)
        return found


def _say(process: subprocess.Popen[bytes], thing: object) -> None:
    assert process.stdin
    pickle.dump(thing, process.stdin)
    process.stdin.flush()


def main() -> None:
    """Read what comes on standard input until it ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what else prints in this process prints on stderr
    for found in _answers():
        pickle.dump(found, answers)
        answers.flush()


def _answers() -> Iterator[Read | UsageError]:
    readers: object = pickle.load(sys.stdin.buffer)  # of our own parent
    assert isinstance(readers, Readers)
    try:
        with _opened(readers, lambda message: None) as opened:
            while True:
                sample: Sample = pickle.load(sys.stdin.buffer)
                yield opened.read(sample)
    except UsageError as error:
        yield error
    except EOFError:
        return
