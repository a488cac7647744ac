"""Labels: the format, its check with line numbers and JSON paths, and gold sets."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from eval.labels import Label, label_json_schema, load_gold, load_label, validate
from extractor.errors import UsageError
from schemas.enums import State

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

GOOD = """{
 "source": "source.html",
 "reports": [
  {
   "title": null,
   "organization": "云溪县水利局",
   "year": 2022,
   "form": "2021",
   "cells": {
    "requests.received.natural_person": {
     "printed": "3",
     "value": 3,
     "state": "number"
    },
    "requests.received.business": {"printed": "", "value": null, "state": "blank"}
   },
   "facts": [
    {"metric": "disclosed_items", "value": 12.5, "unit": "万条", "approximate": true, "scope": null, "quote": "约12.5万条"}
   ],
   "notes": ["nothing odd"]
  }
 ]
}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "label.json"
    path.write_text(text, encoding="utf-8")
    return path


def seen(path: Path) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.path, problem.message) for problem in validate(path)]


def test_a_good_label_has_no_problem_and_keeps_its_numbers_exactly(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert validate(path) == []
    report = load_label(path).reports[0]
    assert report.cells["requests.received.natural_person"].value == 3
    assert report.cells["requests.received.business"].state is State.BLANK
    assert report.facts[0].value == Decimal("12.5")


CELL = '$.reports[0].cells["requests.received.natural_person"]'


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "message"),
    [
        ('"value": 3,', '"value": null,', 10, CELL, "state number without a value"),
        ('"state": "number"', '"state": "blank"', 10, CELL, "state blank with value 3"),
        ('"printed": "3"', '"printed": " "', 10, CELL, "state number with an empty print"),
        ('"value": 3,', '"value": "3",', 12, f"{CELL}.value", "a number must be a JSON number"),
        ('"value": 3,', '"value": true,', 12, f"{CELL}.value", "a number must be a JSON number"),
        ('"value": 3,', '"value": 1e999999999,', 12, f"{CELL}.value", "below 10^18"),
        ('"state": "number"', '"state": "zero"', 13, f"{CELL}.state", "Input should be 'number'"),
        ('"printed": "3"', '"printed": 3', 11, f"{CELL}.printed", "valid string"),
        ('"state": "number"\n', '"state": "number", "certian": false\n', 13, f"{CELL}.certian", "Extra inputs"),
        ('"state": "number"\n', '"state": "number", "certain": 0\n', 13, f"{CELL}.certain", "valid boolean"),
        ("received.natural_person", "received.nature", 10, CELL.replace("natural_person", "nature"), "no form"),
        ('"form": "2021"', '"form": "2020"', 8, "$.reports[0].form", "no form '2020'"),
        ('   "year": 2022,\n', "", 4, "$.reports[0].year", "Field required"),
        ('"year": 2022', '"year": "2022"', 7, "$.reports[0].year", "valid integer"),
        ("disclosed_items", "items", 18, "$.reports[0].facts[0].metric", "Input should be 'disclosed_items'"),
        ('"year": 2022,', '"year": 2022,\n   "year": 2021,', 8, "$.reports[0].year", "first on line 7"),
        ('"value": 3,', '"value": NaN,', 12, "$", "NaN is no JSON number"),
        ('"value": 3,', '"value": 3', 13, "$", "Expecting ',' or '}' at column 6"),
    ],
)
def test_a_problem_names_its_line_and_its_json_path(
    tmp_path: Path, old: str, new: str, line: int, where: str, message: str
) -> None:
    assert GOOD.count(old) == 1
    problems = seen(written(tmp_path, GOOD.replace(old, new)))
    assert [(at, place) for at, place, _ in problems] == [(line, where)]
    assert message in problems[0][2]


def test_a_duplicated_cell_is_a_problem_although_json_allows_it(tmp_path: Path) -> None:
    double = GOOD.replace("received.business", "received.natural_person")
    assert seen(written(tmp_path, double)) == [(15, CELL, "key stands twice, first on line 10")]


def test_all_problems_are_listed_in_the_order_of_lines(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("2021", "1999").replace('"value": 3,', '"value": [],'))
    assert [problem.line for problem in validate(path)] == [8, 12]
    assert str(validate(path)[0]).startswith(f"{path}:8: $.reports[0].form: no form '1999'")


def test_a_missing_file_and_bad_bytes_are_problems_too(tmp_path: Path) -> None:
    assert "cannot be read" in validate(tmp_path / "label.json")[0].message
    (tmp_path / "label.json").write_bytes(b'{"source": "\xb1\xa8"}')
    assert "not UTF-8" in validate(tmp_path / "label.json")[0].message


def test_endless_nesting_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    assert "too deep" in validate(written(tmp_path, "[" * 100_000))[0].message


def test_documented_extra_keys_are_known(tmp_path: Path) -> None:
    label = json.loads(GOOD)
    report = label["reports"][0]
    report["complete"] = True
    report["cells"]["requests.received.natural_person"]["alternatives"] = [{"value": 8, "state": "number"}]
    report["facts"][0] |= {"quote_normalized": "约12.5万条", "optional": True, "borderline": True}
    report["facts"][0] |= {"same_number_as": 0, "alternatives": [{"metric": "website_posts"}]}
    path = written(tmp_path, json.dumps(label))
    assert validate(path) == []
    assert load_label(path).reports[0].cells["requests.received.natural_person"].alternatives[0].value == 8


def test_the_schema_accepts_what_the_models_accept_and_refuses_what_they_refuse() -> None:
    checker = jsonschema.Draft202012Validator(label_json_schema())
    checker.check_schema(checker.schema)
    assert list(checker.iter_errors(json.loads(GOOD))) == []
    for bad in (GOOD.replace('"value": 3,', '"value": "3",'), GOOD.replace('"state": "blank"', '"state": "zero"')):
        assert len(list(checker.iter_errors(json.loads(bad)))) == 1


def gold(folder: Path, name: str, files: tuple[str, ...], **changes: object) -> None:
    (folder / name).mkdir()
    for file in files:
        (folder / name / file).write_text("报告", encoding="utf-8")
    written(folder / name, json.dumps(json.loads(GOOD) | changes))


def test_a_gold_set_is_its_folders_by_id_with_the_labelled_file(tmp_path: Path) -> None:
    gold(tmp_path, "b-named", ("source.html", "source.txt"))
    gold(tmp_path, "a-renamed", ("source.txt",), source="000_abc.txt")
    gold(tmp_path, "c-listed", ("source.pdf", "source.txt"), source="000.pdf", sources=["source.pdf", "source.txt"])
    gold(tmp_path, "d-unclear", ("source.pdf", "source.txt"), source="000.pdf")
    gold(tmp_path, "e-outside", ("source.txt",), source="../a-renamed/source.txt")
    (tmp_path / "no-label").mkdir()
    documents = load_gold(tmp_path)
    assert [(item.id, item.source and item.source.relative_to(tmp_path).as_posix()) for item in documents] == [
        ("a-renamed", "a-renamed/source.txt"),
        ("b-named", "b-named/source.html"),
        ("c-listed", "c-listed/source.pdf"),
        ("d-unclear", None),
        ("e-outside", "e-outside/source.txt"),
    ]


def test_a_gold_set_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold set at"):
        load_gold(tmp_path / "absent")
    with pytest.raises(UsageError, match=r"use --labels FILE"):
        load_gold(tmp_path)
    gold(tmp_path, "a", (), source=7)
    with pytest.raises(UsageError, match=r"label.json:1: \$.source: Input should be a valid string"):
        load_gold(tmp_path)


def test_every_label_of_the_corpus_is_without_a_problem() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus does not stand at {CORPUS}")
    files = sorted(CORPUS.glob("*/label.json"))
    assert [problem for file in files for problem in validate(file)] == []
    documents = load_gold(CORPUS)
    assert len(documents) == len(files) >= 9
    assert all(document.source is not None for document in documents)
    assert all(isinstance(document.label, Label) for document in documents)
    checker = jsonschema.Draft202012Validator(label_json_schema())
    assert [error for file in files for error in checker.iter_errors(json.loads(file.read_bytes()))] == []
