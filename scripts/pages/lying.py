"""docs/lying.md: what becomes of a model's lies, from the figures that ``scripts.record_run`` filed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.lying.causes import Cause, Loss
from eval.lying.registry import MIXTURES, all_kinds
from scripts.pages.markdown import GENERATED
from scripts.pages.markdown import table as table_lines
from scripts.pages.members import described

__all__ = ["FIGURES", "lying_page"]

FIGURES = Path(__file__).resolve().parents[2] / "benchmarks" / "lying.json"
COMMAND = "python -m scripts.record_run lying --seed N -- python -m pytest -m soak tests/soak/test_lying_models.py --timeout 7200"

_TEXT = """# The lying model

{generated}

A model that knows the truth of an invented report answers the real requests and errs at a set rate. What it says must be
found in the source like any model's answer; what is believed of it is compared with the label. The sources are intact,
lossy and noisy ones (2 : 5 : 3, one in seven with an error of the agency in it); all points are measured on the same ones.

```sh
gongkai eval lie --list
gongkai eval lie --kind independent --rate 0.05 --reports 20 --errors
```

{mixtures}

## Silent errors by rate

{run}

*silent* are cells of 收到和处理 and 行政复议、行政诉讼 that are `verified` or `repaired` beside the model and wrong; the bar is
none. *printed so*: the same, where the source itself prints another number without any other sign of damage; whoever has
the source alone reads the same. *at most* is the upper bound of *silent* for each report, 3/n where none were seen.
*elsewhere* and *facts* are the same of 主动公开 and the annex, and of facts. *there without it*: cells that are believed, and
wrong, without any model.

{silent}

## What lies cost

Of the printed numbers of 收到和处理 and 行政复议、行政诉讼, and of those elsewhere: the share that is believed without a model, and
beside it. *gained* and *withdrawn* are cells of all tables against reading without a model.

{coverage}

Why cells that are right are believed no longer, at each point. *proven*: a sum along the row and one along the column
vouched for the cell; *not lied about*: the model's answer for that very cell was true.

{losses}

## Causes

{causes}

{errors}

## Each kind at its worst

Every cell, row, section or fact that a kind can lie about: {worst} reports each.

{kinds}
"""

Figures = Mapping[str, Any]


def lying_page(place: Path = FIGURES) -> str:
    """Return the page.

    Args:
        place: the record of the run.
    """
    record = json.loads(place.read_text(encoding="utf-8"))
    curves, worst = record["figures"]["lying_curves"], record["figures"]["lying_kinds"]
    points = curves["points"]
    return _TEXT.format(
        generated=GENERATED,
        mixtures=_table(("lies", "what they are"), [[f"`{name}`", text] for name, text in MIXTURES.items()]),
        run=f"Seed {curves['seed']}, {points[0]['sources']} sources a point, commit `{record['commit'][:12]}`, made by "
        f"`{COMMAND}`.",
        silent=_silent(points),
        coverage=_coverage(points),
        losses=_losses(points),
        causes=_table(("cause", "meaning"), [[f"`{c.value}`", described(Cause)[c.name]] for c in Cause]),
        errors=_errors([*points, *worst["points"]]),
        worst=worst["points"][0]["sources"],
        kinds=_kinds(worst["points"]),
    )


def _table(head: tuple[str, ...], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(table_lines(head, map(tuple, rows)))


def _name(point: Figures) -> str:
    return f"{point['kind']} {100 * point['rate']:g} %" if point["rate"] else str(point["kind"])


def _silent(points: Iterable[Figures]) -> str:
    rows = []
    for point in points:
        silent = point["silent"]
        bound, causes = silent["upper_bound_per_report"], silent["causes"]["requests_and_review"]
        rows.append(
            [
                _name(point),
                f"{point['lies']:,} of {point['answers']:,}",
                f"**{silent['requests_and_review'] - silent['of_them_printed_so']}**{_by_cause(causes, printed=False)}",
                f"{silent['of_them_printed_so']}{_by_cause(causes, printed=True)}",
                "-" if bound is None else f"{100 * bound:.2f} %",
                f"{silent['elsewhere']}{_by_cause(silent['causes']['elsewhere'])}",
                f"{silent['facts']} of {point['verified_facts']:,}{_by_cause(silent['causes']['facts'])}",
                str(silent["without_model"]),
            ]
        )
    return _table(
        ("lies", "cells lied about", "silent", "printed so", "at most", "elsewhere", "facts", "there without it"), rows
    )


def _by_cause(causes: Mapping[str, int], *, printed: bool | None = None) -> str:
    causes = {cause: n for cause, n in causes.items() if printed is None or Cause(cause).printed_so is printed}
    return f" ({', '.join(f'{cause} {count}' for cause, count in causes.items())})" if causes else ""


def _coverage(points: Iterable[Figures]) -> str:
    rows = []
    for point in points:
        main, other = point["requests_and_review"], point["elsewhere"]
        rows.append(
            [
                _name(point),
                _share(main["alone"], main["numbers"]),
                _share(main["verified"], main["numbers"]),
                _share(other["alone"], other["numbers"]),
                _share(other["verified"], other["numbers"]),
                f"{main['gained'] + other['gained']:,}",
                f"{main['withdrawn'] + other['withdrawn']:,}",
            ]
        )
    head = ("lies", "sums: alone", "sums: beside", "elsewhere: alone", "elsewhere: beside", "gained", "withdrawn")
    return _table(head, rows)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _losses(points: Iterable[Figures]) -> str:
    rows = []
    for point in points:
        for loss in Loss:
            found = [item for item in point["withdrawn"] if item["loss"] == loss.value]
            if found:
                rows.append(
                    [
                        _name(point),
                        f"`{loss.value}`",
                        described(Loss)[loss.name],
                        f"{sum(item['cells'] for item in found):,}",
                        f"{sum(item['cells'] for item in found if item['proven']):,}",
                        f"{sum(item['cells'] for item in found if not item['lied']):,}",
                    ]
                )
    return _table(("lies", "loss", "why", "cells", "proven", "not lied about"), rows)


def _errors(points: Sequence[Figures]) -> str:
    """One example of each cause, with the recipe that makes its source."""
    found = list(_examples(points))
    if not found:
        return "None was seen."
    return "One example of each that was seen:\n\n" + "\n".join(found)


def _examples(points: Iterable[Figures]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for point in points:
        for cell in point["cells"]:
            key = (cell["cause"], cell["path"].partition(".")[0])
            if key not in seen:
                seen.add(key)
                yield (
                    f"- {_name(point)}, `{cell['cause']}`: `{cell['path']}` is {cell['label']}, read {cell['read']} "
                    f"by {'+'.join(cell['witnesses'])}: `gongkai eval mangle {cell['recipe']}`"
                )
        for fact in point["facts"]:
            key = (fact["cause"], "fact")
            if key not in seen:
                seen.add(key)
                yield (
                    f"- {_name(point)}, `{fact['cause']}`: fact `{fact['metric']}` {fact['value']}, “{fact['quote']}”: "
                    f"`gongkai eval mangle {fact['recipe']}`"
                )


def _kinds(points: Iterable[Figures]) -> str:
    rows = []
    for point in points:
        kind, silent = all_kinds()[point["kind"]], point["silent"]
        lost: Counter[str] = Counter()
        for item in point["withdrawn"]:
            lost[item["loss"]] += item["cells"]
        rows.append(
            [
                f"`{kind.name}`",
                kind.summary,
                f"{point['lies']:,}" if point["lies"] else f"{point['facts_lied']:,} facts",
                f"{silent['requests_and_review']} / {silent['elsewhere']} / {silent['facts']}",
                ", ".join(f"{name} {count:,}" for name, count in sorted(lost.items())) or "-",
            ]
        )
    return _table(("kind", "lie", "told", "silent: sums / elsewhere / facts", "right cells withdrawn"), rows)
