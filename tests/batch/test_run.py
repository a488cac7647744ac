"""What a run keeps of the runs before it, with readers that are stood in for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from extractor.batch.journal import partial_place
from extractor.batch.outcome import NOT_THE_SOURCES_FAULT, Outcome
from extractor.batch.run import AHEAD, Batch, into_file, streamed
from extractor.batch.tasks import Task
from extractor.errors import UsageError
from extractor.export.results import read_results
from extractor.library import failure
from extractor.pipeline import Settings
from schemas.enums import Blame, FindingKind, Severity
from schemas.result import Extraction, Finding

EXAMPLE = next(read_results(Path(__file__).parents[1] / "fixtures" / "example.jsonl"))
UNANSWERED = Finding(
    kind=FindingKind.MODEL_UNANSWERED,
    severity=Severity.WARNING,
    blame=Blame.EXTRACTION,
    paths=[],
    terms=[],
    fingerprint="0",
    message="no answer",
)


class Stopped(Exception):
    """Stands for a kill."""


@dataclass
class Stage:
    """Sources in a folder, a reader that says what its content tells it, and what was said and read."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    said: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    unread: int = 0
    """How many were kept."""
    stop_after: int | None = None
    backwards: bool = False

    def write(self, **contents: str) -> None:
        for name, content in contents.items():
            (self.folder / name).write_text(content, encoding="utf-8")

    @property
    def target(self) -> Path:
        return self.folder / "out.jsonl"

    def run(
        self, names: Iterable[str], *, resume: bool = True, stdin: bytes = b"", stop_after: int | None = None
    ) -> list[str]:
        """Return what was read; the names are of files in the folder, or ``-``."""
        self.said.clear()
        self.read.clear()
        self.unread, self.stop_after = 0, stop_after
        places = [name if name == "-" else str(self.folder / name) for name in names]
        batch = Batch(places, self.settings, self._reader, self, BytesIO(stdin))
        with into_file(batch, self.target, resume=resume) as outcomes:
            handed_on = [outcome.line for outcome in outcomes]
        assert self.target.read_bytes() == b"".join(line + b"\n" for line in handed_on)
        assert not partial_place(self.target).exists()
        return list(self.read)

    def interrupt(self, names: Iterable[str], after: int) -> None:
        with pytest.raises(Stopped):
            self.run(names, stop_after=after)

    def results(self) -> list[Extraction]:
        return list(read_results(self.target))

    def kept(self) -> None:
        self.unread += 1

    def done(self, outcome: Outcome) -> None:
        self.read.append(Path(outcome.tally.source).name)
        if len(self.read) == self.stop_after:
            raise Stopped

    def say(self, message: str) -> None:
        self.said.append(message)

    def _reader(self, tasks: Iterable[Task], ahead: int | None) -> Iterator[tuple[int, Outcome]]:
        for task in sorted(tasks, key=lambda task: -task.index) if self.backwards else tasks:
            opened = task.open()
            content = opened.data.decode()
            digest = "" if opened.error else sha256(opened.data).hexdigest()
            if content.startswith("report"):
                found = EXAMPLE.model_copy(update={"source": opened.name, "sha256": digest, "run": self._run()})
                if "unanswered" in content:
                    report = found.reports[0].model_copy(update={"findings": [UNANSWERED]})
                    found = found.model_copy(update={"reports": [report]})
            else:
                kind = opened.error.kind if opened.error else content
                found = failure(opened.name, digest, kind, opened.name, self.settings)
            yield task.index, Outcome.of(found)

    def _run(self) -> object:
        return EXAMPLE.run.model_copy(update={"settings": self.settings.digest(), "version": VERSION_NOW})


VERSION_NOW = failure("", "", "", "", Settings()).run.version


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    found = Stage(tmp_path)
    found.write(a="report a", b="no_report", c="report c", d="report d")
    return found


def test_results_stand_in_the_order_of_the_sources(stage: Stage) -> None:
    stage.backwards = True
    assert stage.run("abcd") == ["d", "c", "b", "a"]
    assert [Path(result.source).name for result in stage.results()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_what_was_done_is_not_done_again(stage: Stage, after: int) -> None:
    stage.run("abcd")
    whole = stage.target.read_bytes()
    stage.target.unlink()
    stage.interrupt("abcd", after)
    assert "--resume" in stage.said[-1]
    assert not stage.target.exists()
    assert stage.run("abcd") == list("abcd")[after:]
    assert stage.unread == after
    assert stage.target.read_bytes() == whole


def test_a_run_that_has_ended_is_gone_on_with_too(stage: Stage) -> None:
    stage.run("abc")
    before = stage.results()
    assert stage.run("cdab") == ["d"]
    assert [Path(result.source).name for result in stage.results()] == ["c", "d", "a", "b"]
    assert [result for result in stage.results() if not result.source.endswith("d")] == [before[2], *before[:2]]
    stage.write(a="report a, other")
    stage.interrupt("abcde", 1)
    assert stage.run("abcd") == []
    assert stage.unread == 4


def test_without_resume_everything_is_read_and_said(stage: Stage) -> None:
    stage.run("ab", resume=False)
    assert stage.said == []
    stage.interrupt("abcd", 2)
    assert stage.run("abcd", resume=False) == list("abcd")
    assert "is dropped; --resume would go on from it" in stage.said[0]


def test_a_source_with_other_content_is_read_again(stage: Stage) -> None:
    stage.interrupt("abcd", 3)
    stage.write(a="report a, corrected", b="no_report")
    assert stage.run("abcd") == ["a", "d"]
    stage.write(c="report a")
    assert stage.run("abcd") == ["c"]
    stage.write(c="report c")
    assert stage.run("abcd") == ["c"]


def test_content_that_is_back_is_known(stage: Stage) -> None:
    stage.interrupt("abcd", 1)
    stage.write(a="report a, corrected")
    stage.interrupt("abcd", 1)
    stage.write(a="report a")
    assert stage.run("abcd") == ["b", "c", "d"]


def test_a_source_that_is_gone_fails_and_one_that_is_back_is_read(stage: Stage) -> None:
    stage.interrupt("abcd", 2)
    (stage.folder / "a").unlink()
    assert stage.run("abcd") == ["a", "c", "d"]
    assert stage.results()[0].error
    assert stage.results()[0].sha256 == ""
    assert stage.run("abcd") == ["a"]
    stage.write(a="report a")
    assert stage.run("abcd") == ["a"]
    assert stage.results()[0].error is None


def test_what_was_not_the_sources_fault_is_tried_again_and_what_was_is_not(stage: Stage) -> None:
    kinds = sorted(NOT_THE_SOURCES_FAULT)
    stage.write(**{kind: kind for kind in kinds}, unanswered="report unanswered")
    names = ["a", *kinds, "b", "unanswered"]
    stage.interrupt(names, len(names))
    assert stage.run(names) == [*kinds, "unanswered"]
    assert stage.run(names) == [*kinds, "unanswered"]


def test_other_settings_begin_anew_and_say_so(stage: Stage) -> None:
    stage.interrupt("abcd", 2)
    stage.settings = Settings(lang="zh")
    assert stage.run("abcd") == list("abcd")
    assert "made with other settings or by another version; all sources are read anew" in stage.said[0]
    stage.settings = Settings()
    assert stage.run("abcd") == list("abcd")
    assert stage.said == [
        f"{stage.target}: 4 results were made with other settings or by another version; they are not used"
    ]


def test_another_version_begins_anew(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.run("abc")
    stage.interrupt("abcd", 1)
    for module in ("journal", "earlier"):
        monkeypatch.setattr(f"extractor.batch.{module}.VERSION", "99")
    assert stage.run("abcd") == list("abcd")
    assert len(stage.said) == 2


def test_a_file_that_holds_no_results_is_replaced(stage: Stage) -> None:
    stage.target.write_bytes(b"\xff\xfe\n{}\nnothing of ours")
    assert stage.run("ab") == ["a", "b"]
    assert stage.said == []


def test_standard_input_is_known_by_its_bytes(stage: Stage) -> None:
    assert stage.run("-a", stdin=b"report x") == ["-", "a"]
    assert stage.run("-a", stdin=b"report x") == []
    assert stage.run("-a", stdin=b"report y") == ["-"]


def test_names_that_look_alike_in_results_are_told_apart_by_content(stage: Stage) -> None:
    alike = ["\udcc4.html", "\udcc5.html"]
    try:
        stage.write(**dict(zip(alike, ("report one", "report two"), strict=True)))
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    stage.run(alike)
    first, second = stage.results()
    assert first.source == second.source
    assert first.sha256 != second.sha256
    assert stage.run(alike) == []
    assert stage.results() == [first, second]


def test_a_stream_gets_results_in_order_as_soon_as_those_before_them_are_there(stage: Stage) -> None:
    handed_on: list[str] = []
    begun: list[Sequence[str]] = []

    def read(tasks: Iterable[Task], ahead: int | None) -> Iterator[tuple[int, Outcome]]:
        assert ahead == AHEAD
        some = list(tasks)
        for number in (1, 0, 3, 2):
            begun.append(list(handed_on))
            yield number, Outcome.of(failure(some[number].name, "", "empty", "", Settings()))

    for outcome in streamed(Batch("abcd", Settings(), read, stage)):
        handed_on.append(outcome.tally.source)
    assert handed_on == list("abcd")
    assert begun == [[], [], ["a", "b"], ["a", "b"]]


def test_an_order_that_cannot_be_written_keeps_the_journal(stage: Stage) -> None:
    (stage.folder / "out.jsonl.partial.ordered").mkdir()
    with pytest.raises(IsADirectoryError):
        stage.run("abcd")
    (stage.folder / "out.jsonl.partial.ordered").rmdir()
    assert stage.run("abcd") == []


def test_a_journal_that_is_changed_by_another_hand_is_noticed(stage: Stage) -> None:
    batch = Batch([str(stage.folder / "a")], stage.settings, stage._reader, stage)
    with (
        pytest.raises(UsageError, match="changed while it was used"),
        into_file(batch, stage.target, resume=False) as outcomes,
    ):
        partial_place(stage.target).write_bytes(b"")
        list(outcomes)
    assert not stage.target.exists()
