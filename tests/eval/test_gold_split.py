"""What a gold set's documents may be used for: the file, its closed vocabulary, and the refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.gold_split import SPLITS_NAME, Mess, Split, load_splits, refuse_test
from eval.labels import load_gold
from extractor.errors import UsageError
from scripts.pages.samples import samples_page

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LABEL = {"source": "source.txt", "reports": []}


def gold(folder: Path, splits: object, *names: str) -> Path:
    for name in names:
        (folder / name).mkdir()
        (folder / name / "label.json").write_text(json.dumps(LABEL), encoding="utf-8")
    if splits is not None:
        (folder / SPLITS_NAME).write_text(json.dumps(splits), encoding="utf-8")
    return folder


def test_a_document_carries_its_split_and_its_mess(tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        {"b": {"split": "test", "mess": ["ocr", "pipes"]}, "a": {"split": "dev", "mess": ["clean"]}},
        *("a", "b"),
    )
    assert [(one.id, one.split, one.mess) for one in load_gold(folder)] == [
        ("a", Split.DEV, (Mess.CLEAN,)),
        ("b", Split.TEST, (Mess.OCR, Mess.PIPES)),
    ]


def test_tuning_on_what_is_not_dev_is_refused(tmp_path: Path) -> None:
    entries = {"a": {"split": "dev", "mess": ["clean"]}}
    entries |= {name: {"split": "test", "mess": ["ocr"]} for name in "bcdef"}
    documents = load_gold(gold(tmp_path, entries, *entries))
    refuse_test(documents[:1], "trying other prompts")
    with pytest.raises(UsageError) as refused:
        refuse_test(documents, "trying other prompts")
    assert str(refused.value) == (
        "`test` is kept for measuring; tune on dev: trying other prompts would look at b, c, d and 2 more, "
        "which splits.json of the gold set does not call dev"
    )


def test_a_gold_set_that_says_nothing_counts_as_test(tmp_path: Path) -> None:
    (document,) = load_gold(gold(tmp_path, None, "a"))
    assert (document.split, document.mess) == (None, None)
    assert load_splits(tmp_path) is None
    with pytest.raises(UsageError, match="kept for measuring; tune on dev: fitting would look at a, which"):
        refuse_test([document], "fitting")


@pytest.mark.parametrize(
    ("splits", "message"),
    [
        ({"a": {"split": "train", "mess": ["clean"]}}, r"a\.split: Input should be 'dev' or 'test'"),
        ({"a": {"split": "dev", "mess": ["dirt"]}}, r"a\.mess\.0: Input should be 'blanks'"),
        ({"a": {"split": "dev", "mess": []}}, r"a\.mess: .+ at least 1 item"),
        ({"a": {"split": "dev"}}, r"a\.mess: Field required"),
        ({"b": {"split": "dev", "mess": ["clean"]}}, "does not say whether a is dev or test"),
        ([], "valid dictionary"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, splits: object, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_gold(gold(tmp_path, splits, "a"))


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / SPLITS_NAME).write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="no JSON in UTF-8"):
        load_splits(tmp_path)


def test_the_samples_have_a_split_and_a_row_each_and_use_every_kind_of_mess() -> None:
    documents, entries = load_gold(SAMPLES), load_splits(SAMPLES)
    assert entries is not None
    assert entries.keys() == {document.id for document in documents}
    assert {document.split for document in documents} == set(Split)
    used = [mess for document in documents for mess in document.mess or ()]
    assert set(used) == set(Mess)
    assert all(entry.mess == (Mess.CLEAN,) for entry in entries.values() if Mess.CLEAN in entry.mess)
    assert samples_page() == (SAMPLES / "README.md").read_text(encoding="utf-8")
