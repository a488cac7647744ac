"""The headline figures: measured by a run of the gold set, kept in benchmarks/eval.json, shown in README.

::

    python -m scripts.headline                    # run the gold set offline, write both
    python -m scripts.headline run.jsonl.gz       # the same from a run file
    python -m scripts.headline --readme           # write README from what is kept
    python -m scripts.headline --check            # fail where README says something else than what is kept
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from eval.figures import figures
from eval.figures.format import Bounded, ReaderScores, Score
from eval.outcomes import Outcome
from eval.runs.file import read_run
from eval.runs.format import Reader, RunFile
from eval.runs.make import RunPlan, make_run
from eval.runs.rescore import part_of
from eval.runs.samples import load_samples
from eval.runs.workers import Readers
from extractor.model.settings import model_settings
from extractor.pipeline import Settings
from scripts.pages.markdown import table
from scripts.record_run import ROOT, write_record

__all__ = ["PARTS", "block", "gold_run", "headline", "kept", "main", "stale"]

_README, _KEPT = ROOT / "README.md", ROOT / "benchmarks" / "eval.json"
_CORPUS = ROOT.parent / "shared" / "corpus"
_BEGIN, _END = "<!-- headline figures, written by: python -m scripts.headline -->\n", "<!-- end of headline figures -->"
_BLOCK = re.compile(re.escape(_BEGIN) + r".*?" + re.escape(_END), re.DOTALL)

PARTS: dict[str, tuple[str, str | None]] = {
    "samples": ("samples", None),
    "samples_test": ("samples", "test"),
    "corpus": ("corpus", None),
}
"""What figures are kept of: gold set, and split where not all of it."""

_TITLES = {
    "samples": "All {documents} samples, {reports} reports",
    "samples_test": "The {documents} samples kept for measuring (`test`), {reports} reports",
    "corpus": "{documents} real documents, {reports} reports, which are not part of this repository",
}
_READERS = {
    Reader.RULES: "rules alone",
    Reader.MODEL: "model alone",
    Reader.CROSSCHECK: "cross-check of both",
    Reader.NAIVE: "naive: one question",
}
_HEAD = ("reader", "silent errors", "verified", "right, not zero", "wrong", "facts found", "facts right")
_TEXT = """\
Silent errors are believed numbers that are wrong, with an upper bound on the share of reports with such a cell (95 %);
*verified* is the share of the printed numbers; *right, not zero* leaves out the zeros, which are most cells and easy; *wrong*
counts cells with a value that is not the label's; facts are the numbers of the prose. In brackets 95 % intervals, drawn by
report. What stands in no status (a model alone, the naive answer) is never believed, so that nothing of it can be silent.
The authors of the samples, the parser and the model that answered are of one family, and the samples are few and
invented: figures on your own reports are worth more ([evaluation](docs/evaluation.md)).
"""


def gold_run(jobs: int = 1) -> RunFile:
    """Return the run that the figures are of: offline, every reader, the naive question where it is recorded."""
    model = model_settings("relay-model", cassettes=ROOT / "cassettes")
    assert model is not None
    samples = load_samples([ROOT / "samples", *([_CORPUS] if _CORPUS.is_dir() else [])])
    return make_run(samples, RunPlan("headline", "all", 1, Readers(Settings(model=model.identity), model, True)), jobs)


def headline(run: RunFile) -> dict[str, Any]:
    """Return the headline figures of the parts that a run has, as JSON data."""
    found: dict[str, Any] = {}
    for name, (gold, split) in PARTS.items():
        part = part_of(run, gold=gold, split=split)
        if part.documents:
            found[name] = {
                "documents": len(part.documents),
                "reports": sum(len(document.label.reports) for document in part.documents),
                "readers": {
                    reader.value: _figures(scores)
                    for reader, scores in figures(part).readers.items()
                    if scores.documents.read == len(part.documents)  # others were not made of the same documents
                },
            }
    return found


def _figures(scores: ReaderScores) -> dict[str, Any]:
    cells, facts = scores.cells, scores.facts.counts
    wrong = sum(cells.outcomes[kind] for kind in (Outcome.WRONG, Outcome.INVENTED, Outcome.MISPLACED))
    return {
        "silent": {**_score(scores.silent.cells), "reports": _bounded(scores.silent.reports)},
        "silent_facts": _score(scores.silent.facts),
        "verified": _score(cells.verified),
        "right_nonzero": _score(cells.right_nonzero),
        "wrong": {"count": wrong, "n": cells.right.n},
        "facts_found": _score(facts.found),
        "facts_right": _score(facts.right),
    }


def _score(score: Score) -> dict[str, Any]:
    interval = score.interval
    within = [round(interval.low, 4), round(interval.high, 4)] if interval else None
    return {"count": score.count, "n": score.n, "interval": within}


def _bounded(score: Bounded) -> dict[str, Any]:
    return {"count": score.count, "n": score.n, "upper": None if score.upper is None else round(score.upper, 4)}


def kept() -> Mapping[str, Any]:
    """Return the figures that are kept, by part."""
    found: dict[str, Any] = json.loads(_KEPT.read_text(encoding="utf-8"))["figures"]
    return found


def block(parts: Mapping[str, Any]) -> str:
    """Return what README shows of figures."""
    lines = [line for name in PARTS if name in parts for line in _part(name, parts[name])]
    return "\n".join((_BEGIN, *lines, _TEXT, _END))


def _part(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{_TITLES[name].format(**part)}**"
    yield ""
    rows = [(_READERS[Reader(reader)], *_row(figure)) for reader, figure in part["readers"].items()]
    yield from table(_HEAD, rows)
    yield ""


def _row(figure: Mapping[str, Any]) -> Iterator[str]:
    silent, reports = figure["silent"], figure["silent"]["reports"]
    facts = figure["silent_facts"]
    listed = [
        f"{one['count']} of {one['n']:,} {name}" for name, one in (("cells", silent), ("facts", facts)) if one["n"]
    ]
    bound = f"; in {_least(reports['upper'])} of reports" if reports["n"] else ""
    yield ", ".join(listed) + bound if listed else "none believed"
    yield _percent(figure["verified"])
    yield _percent(figure["right_nonzero"])
    yield f"{figure['wrong']['count']} of {figure['wrong']['n']:,}"
    yield _percent(figure["facts_found"])
    yield _percent(figure["facts_right"])


def _least(upper: float) -> str:
    """A bound, never shown as less than it is."""
    return f"≤ {math.ceil(upper * 100)}%"


def _percent(score: Mapping[str, Any]) -> str:
    if not score["n"]:
        return "undefined"
    share, within = score["count"] / score["n"], score["interval"]
    # 999 of 1000 is not shown as all, nor 1 of 1000 as none
    shown = f"{share:.1%}" if share in (0, 1) else f"{min(max(share, 0.001), 0.999):.1%}"
    return shown + (f" [{within[0]:.0%}, {within[1]:.0%}]" if within and within[0] < within[1] else "")


def stale() -> bool:
    """Return whether README shows other figures than those kept."""
    found = _BLOCK.search(_README.read_text(encoding="utf-8"))
    return found is None or found.group() != block(kept())


def _write_readme() -> None:
    text = _README.read_text(encoding="utf-8")
    if not _BLOCK.search(text):
        raise click.ClickException(f"README.md has no place for them: {_BEGIN.strip()} … {_END}")
    _README.write_text(_BLOCK.sub(lambda _: block(kept()), text), encoding="utf-8")


def _measure(run_file: Path | None) -> None:
    start, before = time.monotonic(), time.process_time()
    run = read_run(run_file) if run_file else gold_run()
    found = headline(run)
    seconds = {"seconds": round(time.monotonic() - start, 1), "cpu_seconds": round(time.process_time() - before, 1)}
    if "corpus" not in found and _KEPT.exists() and "corpus" in kept():
        click.echo(f"no corpus at {_CORPUS}: its figures stay as they were", err=True)
        found["corpus"] = kept()["corpus"]
    record: dict[str, Any] = {"command": "python -m scripts.headline", "seed": run.header.seed}
    record |= {"prompts": run.header.asked.prompts if run.header.asked else None}
    record |= {} if run_file else seconds
    write_record("eval", {**record, "figures": found})


@click.command()
@click.argument("run_file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--readme", is_flag=True, help="Write README from what is kept; measure nothing.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where README says something else.")
def main(run_file: Path | None, readme: bool, check: bool) -> None:
    """Measure the headline figures, keep them, and show them in README."""
    if check:
        if stale():
            click.echo(
                "README.md: the headline figures are out of date; `python -m scripts.headline --readme`", err=True
            )
        sys.exit(stale())
    if not readme:
        _measure(run_file)
    _write_readme()


if __name__ == "__main__":
    main()
