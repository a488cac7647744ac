import json
from pathlib import Path

import pytest

from extractor.sections.split import split_source
from extractor.sources import read_source

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
SINGLE = (
    "datan-office-2020",
    "hangzhou-2025",
    "hongze-2023",
    "kewei-2024",
    "suqian-2023",
    "taihe-school-2020",
    "yanchi-education-2020",
    "zhangping-education-2020",
)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled reports do not stand beside the project")
@pytest.mark.parametrize("name", SINGLE)
def test_the_identity_of_a_labelled_report(name: str) -> None:
    folder = CORPUS / name
    path = next(path for path in sorted(folder.glob("source.*")) if path.suffix != ".pdf")
    label = json.loads((folder / "label.json").read_text(encoding="utf-8"))["reports"][0]
    parts = split_source(read_source(path.read_bytes(), path.name))
    assert len(parts) == 1
    found = parts[0].identity
    assert (found.organization, found.year) == (label["organization"], label["year"])
    assert found.period_start == f"{label['year']}-01-01"
    assert found.flags == ()
