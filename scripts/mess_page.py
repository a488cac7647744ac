"""Writes ``docs/mess.md``: what the extraction makes of each kind of mess, at several strengths.

It takes minutes, so no check runs it; the page says with which seed and at which commit it was made.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from eval.mangle import all_modes
from scripts.record_run import ROOT, commit

__all__ = ["combinations", "main"]

_FACTORS = (0.5, 1.0, 2.0)
"""Of the default strength, where that is a share or odds."""
_HEAD = """# What becomes of each kind of mess

Invented reports in which one kind of mess was made, with its label, read without a model. Made by

    {command}

at commit `{commit}`; `python -m scripts.mess_page` makes it anew.
`gongkai eval mangle --list` says what each mode does and whether it is lossless, lossy or noisy.

- *numbers*: printed numbers whose place a careful reader can tell from the source.
- *right*: share of them that is read as the label says; unread ones are not right.
- *verified*: share of them whose status is `verified` or `repaired`. Numbers of 主动公开 stand in no sum, so without a
  model they never are.
- *placed*: the same share among the numbers of sums whose place still shows: label beside them, header named, no row
  printed twice.
- *empty*: share of the cells without a number (blank, mark, lost) that is read as such.
- *silent*: cells believed whose value is wrong. The bar is none.
- *guessed*: cells believed whose place nobody can know from the source, read otherwise than the agency meant.
- A number behind a colon is the strength of the mode.

```text
{table}
```
"""


def combinations() -> list[str]:
    """Return every mode at its own strength, and where that is a share or odds at half and twice of it as well."""
    found: list[str] = []
    for mode in all_modes().values():
        if 0 < mode.strength < 1:
            strengths = sorted({min(1.0, mode.strength * factor) for factor in _FACTORS})
            found += [f"{mode.name}:{strength:g}" for strength in strengths]
        else:
            found.append(mode.name)
    return found


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--reports", type=click.IntRange(1), default=10, show_default=True, help="Of each combination.")
def main(seed: int, reports: int) -> None:
    """Measure every mode, and write the page."""
    options = ["--seed", str(seed), "--reports", str(reports)]
    command = [str(Path(sys.executable).with_name("gongkai")), "eval", "mangle", *options, "--score"]
    made = subprocess.run(
        [*command, "--modes", ",".join(combinations())],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    shown = f"gongkai eval mangle {' '.join(options)} --score --modes MODE,MODE:STRENGTH,..."
    page = _HEAD.format(command=shown, commit=commit(), table=made.stdout.strip())
    (ROOT / "docs" / "mess.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
