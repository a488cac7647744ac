"""Writes the documentation that is made from code, or checks that they are up to date (``--check``)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from eval.labels import label_json_schema
from schemas.decisions import decisions_json_schema
from schemas.enums import FindingKind
from schemas.result import result_json_schema
from scripts.pages.cli import cli_page
from scripts.pages.codebook import codebook_document
from scripts.pages.finding_pages import finding_page
from scripts.pages.forms import forms_page
from scripts.pages.lying import lying_page
from scripts.pages.models import models_page
from scripts.pages.readme import readme_page
from scripts.pages.samples import samples_page
from scripts.pages.vocabularies import findings_page, statuses_page

__all__ = ["PAGES", "main", "outdated"]

ROOT = Path(__file__).resolve().parents[1]


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "README.md": readme_page,
    "samples/README.md": samples_page,
    "docs/cli.md": cli_page,
    "docs/models.md": models_page,
    "docs/lying.md": lying_page,
    "docs/forms.md": forms_page,
    "docs/codebook.md": codebook_document,
    "docs/findings.md": findings_page,
    **{f"docs/findings/{kind}.md": partial(finding_page, kind) for kind in FindingKind},
    "docs/statuses.md": statuses_page,
    "docs/schema/extraction.schema.json": lambda: _json(result_json_schema()),
    "docs/schema/decisions.schema.json": lambda: _json(decisions_json_schema()),
    "docs/schema/labels.schema.json": lambda: _json(label_json_schema()),
}
"""What each page says, by its path."""


def outdated(root: Path = ROOT) -> list[str]:
    """Return the paths of the pages that are not what the code says."""
    return [
        path
        for path, page in PAGES.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != page()
    ]


def main(arguments: list[str]) -> int:
    """Write the pages that are out of date, or with ``--check`` only name them; return the exit code."""
    stale = outdated()
    if "--check" in arguments:
        for path in stale:
            print(f"{path} is out of date; `make docs` writes it", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(PAGES[path](), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
