"""How prompts differ: the texts that ship by their hash, those of drafts from the run file, and what is not known."""

from __future__ import annotations

from pathlib import Path

import prompts
from eval.compare.compare import compare
from eval.compare.format import PromptChange
from eval.compare.text import render
from eval.runs.format import Asked, Header, RunFile
from eval.runs.prompt_texts import draft_texts, shipped_texts
from extractor.model.requests import hash_of
from prompts import PROMPT_IDS, load_drafts, load_prompt
from tests.eval.compare.compared import N, R, document, extraction, label, report, run


def asking(used: dict[str, str] | None, texts: dict[str, str] | None = None) -> RunFile:
    made = run(document("d", [label({N: 3})], extraction(report({N: (3, R)}))), prompts=used)
    if made.header.asked is None:
        return made
    asked = made.header.asked.model_copy(update={"prompt_texts": texts})
    return made.model_copy(update={"header": made.header.model_copy(update={"asked": asked})})


SHIPPED = {"aa": "抄录表格。\n只抄录。\n空白填 null。\n"}
DRAFT = asking({"requests": "bb"}, {"requests": "抄录表格。\n只抄录，不计算。\n空白填 null。\n"})


def test_a_draft_beside_what_ships() -> None:
    (found,) = compare(asking({"requests": "aa"}), DRAFT, shipped=SHIPPED).prompts
    assert found == PromptChange(
        prompt="requests",
        a="aa",
        b="bb",
        unknown=(),
        diff=("--- A: requests", "+++ B: requests", "@@ -1,3 +1,3 @@", " 抄录表格。", "-只抄录。", "+只抄录，不计算。", " 空白填 null。"),
    )  # fmt: skip
    text = render(compare(asking({"requests": "aa"}), DRAFT, shipped=SHIPPED))
    assert "prompt requests: 1 line added, 1 removed; --html and --json show them" in text
    assert "prompt_texts" not in text


def test_a_text_that_is_not_known_is_said_to_be() -> None:
    (found,) = compare(asking({"requests": "aa"}), DRAFT).prompts
    assert (found.unknown, found.diff) == (("A",), None)
    assert "the text of A is not known, only its hash" in render(compare(asking({"requests": "aa"}), DRAFT))
    (found,) = compare(asking({"requests": "aa"}), asking({"requests": "cc"})).prompts
    assert (found.unknown, found.diff) == (("A", "B"), None)


def test_a_prompt_that_only_one_run_used_is_all_new_and_the_same_is_none() -> None:
    (found,) = compare(asking({"prose": "pp"}), asking({"prose": "pp", "requests": "aa"}), shipped=SHIPPED).prompts
    assert (found.prompt, found.a, found.unknown) == ("requests", None, ())
    assert found.diff is not None
    assert [line for line in found.diff if line.startswith("-")] == ["--- A: requests"]
    assert compare(DRAFT, DRAFT).prompts == ()
    assert compare(asking(None), DRAFT).prompts == ()  # one of them asked nobody
    assert compare(asking(None), DRAFT).replayed == (None, True)


def test_one_text_under_two_hashes_has_another_schema() -> None:
    (found,) = compare(asking({"requests": "aa"}), asking({"requests": "bb"}, {"requests": SHIPPED["aa"]}), shipped=SHIPPED).prompts  # fmt: skip
    assert found.diff == ()
    text = render(compare(asking({"requests": "aa"}), asking({"requests": "bb"}, {"requests": SHIPPED["aa"]}), shipped=SHIPPED))  # fmt: skip
    assert "prompt requests: the same text, the schema of its answer differs" in text


def test_texts_of_what_ships_and_of_drafts(tmp_path: Path) -> None:
    shipped = shipped_texts()
    assert set(shipped) == {hash_of(load_prompt(id_)) for id_ in PROMPT_IDS}
    text = shipped[hash_of(load_prompt("requests"))]
    assert text.startswith("## system\n\n") and "\n\n## user\n\n" in text and "$data" in text
    source = Path(prompts.__file__).with_name("requests.md").read_text(encoding="utf-8")
    for name, changed in (("requests", source.replace("逐行抄录", "一行一行抄录")), ("prose", None)):
        old = Path(prompts.__file__).with_name(f"{name}.md").read_text(encoding="utf-8")
        (tmp_path / f"{name}.md").write_text(changed or old, encoding="utf-8")
    drafts = load_drafts(tmp_path)
    used = {name: hash_of(prompt) for name, prompt in drafts.items()}
    kept = draft_texts(used, drafts)
    assert kept is not None
    assert set(kept) == {"requests"}  # the other draft is what ships
    assert kept["requests"] == text.replace("逐行抄录", "一行一行抄录") != text
    assert draft_texts({"requests": "another", "prose": used["prose"]}, drafts) is None


def test_a_header_of_before_has_no_texts() -> None:
    said = DRAFT.header.model_dump(mode="json")
    del said["asked"]["prompt_texts"]
    header = Header.model_validate(said)
    assert header.asked is not None
    assert header.asked.prompt_texts is None
    assert Asked.model_validate(said["asked"]).prompts == {"requests": "bb"}
