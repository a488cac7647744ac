"""What the extractor says of some files, by its public interface alone: ``extract``, and ``gongkai`` as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.plant.case import PlantedSource
from schemas.result import Finding

__all__ = ["Found", "checked_lines", "find", "text_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding and the file that it stands in."""

    finding: Finding
    source: PlantedSource


def find(sources: Sequence[PlantedSource]) -> list[Found]:
    """Return every finding of these files, read together where they are several."""
    if len(sources) == 1:
        from extractor import extract  # noqa: PLC0415  # the readers are imported when they are used

        extraction = extract(sources[0].data, name=sources[0].name)
        return [Found(finding, sources[0]) for report in extraction.reports for finding in report.findings]
    lines = checked_lines(sources, "--json")
    by_name = {source.name: source for source in sources}
    records = [json.loads(line) for line in lines]
    return [
        Found(
            Finding.model_validate({key: value for key, value in record.items() if key in Finding.model_fields}),
            by_name[Path(record["source"]).name],
        )
        for record in records
    ]


def checked_lines(sources: Sequence[PlantedSource], *options: str) -> list[str]:
    """Return what ``gongkai check`` prints of these files, their folder left out of it."""
    with TemporaryDirectory() as folder:
        paths = [_put(folder, source) for source in sources]
        printed = _gongkai("check", *paths, "--fail-on", "never", *options)
    return printed.replace(f"{folder}/", "").splitlines()


def text_of(source: PlantedSource) -> str:
    """Return the file's text as Gongkai renders it: what spans count in."""
    with TemporaryDirectory() as folder:
        return _gongkai("show", "--text", _put(folder, source))


def _put(folder: str, source: PlantedSource) -> str:
    path = Path(folder) / source.name
    path.write_bytes(source.data)
    return str(path)


def _gongkai(*arguments: str) -> str:
    from extractor.cli import cli  # noqa: PLC0415  # the command line imports this package's commands

    raw = BytesIO()
    with redirect_stdout(TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)) as printed:
        cli.main([*arguments], prog_name="gongkai", standalone_mode=False)
        printed.flush()
        return raw.getvalue().decode()
