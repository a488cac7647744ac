"""Every word of every page stands in both languages, and none stands in a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from jinja2 import nodes

from extractor.service.pages.agency.measures import CHAINS, panels
from extractor.service.pages.rendering import PARTS, environment
from extractor.service.pages.routes import TOLD
from extractor.service.pages.speech import LANGUAGES, pairs, say

HAN = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[^\W\d_]{2,}")
CLASSES = re.compile(r"{% block body_class %}.*?{% endblock %}")
"""Names of styles, which nobody reads."""
FIELD = re.compile(r"{\w+}")
TAG = re.compile(r"<[^>]*>|&\w+;", re.S)
SPOKEN = re.compile(r'\b(?:title|aria-label|placeholder|alt)="([^"]*)"')
SAME = {
    "common.brand",
    "common.language",
    "common.language_tag",
    "common.utc",
    "jobs.progress_of",
    "reports.export_jsonl",
}
"""Names, codes and what is written alike in both languages."""


def templates() -> list[str]:
    return environment().list_templates(extensions=["html"])


def tree(name: str) -> nodes.Template:
    loader = environment().loader
    assert loader
    return environment().parse(CLASSES.sub("", loader.get_source(environment(), name)[0]))


def asked_for() -> Iterator[tuple[str, str, bool]]:
    """Template, key or the beginning of one, and whether it is whole."""
    for name in templates():
        for call in tree(name).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                yield name, *_key(call.args[0])
        for marked in tree(name).find_all(nodes.Const):
            if isinstance(marked.value, str) and marked.value in pairs():
                yield name, marked.value, True


def _key(argument: nodes.Expr) -> tuple[str, bool]:
    if isinstance(argument, nodes.Const):
        return str(argument.value), True
    if isinstance(argument, nodes.Concat) and isinstance(argument.nodes[0], nodes.Const):
        return str(argument.nodes[0].value), False
    return "", False


def test_every_key_that_a_template_names_has_words() -> None:
    asked = list(asked_for())
    assert len(asked) > 200
    assert [(name, key) for name, key, whole in asked if whole and key not in pairs()] == []
    parts = {key for _, key, whole in asked if not whole and key}
    assert [part for part in parts if not any(key.startswith(part) for key in pairs())] == []


def by_data() -> set[str]:
    """Words whose keys stand in data of the program."""
    measures = {measure.key for panel in panels() for measure in (*panel.measures, panel.whole) if measure}
    agency = {*measures, *(f"{panel.key}{end}" for panel in panels() for end in ("", "_about"))}
    agency |= {f"{chain.key}{end}" for chain in CHAINS for end in ("", "_terms", "_due")}
    errors = {f"{key}{end}" for key in (*TOLD.values(), "other") for end in ("", "_about")}
    jobs = {"done", "failed", "refused", "waiting"}
    found = {
        "agency": agency,
        "errors": errors,
        "common": {f"{part}{end}" for part in PARTS for end in ("", "_about")},
        "jobs": jobs,
        "evaluation": {"no_file", "not_a_run"},
    }
    return {f"{group}.{key}" for group, keys in found.items() for key in keys}


def test_no_words_are_left_over() -> None:
    used = (
        {key for _, key, whole in asked_for() if whole}
        | by_data()
        | {"signing.wrong", "signing.nameless", "signing.too_many"}
    )
    parts = tuple({key for _, key, whole in asked_for() if not whole and key and not key.endswith(".")})
    assert by_data() <= set(pairs())
    left = [key for key in pairs() if key not in used and not key.startswith((*parts, "review."))]
    assert left == []


@pytest.mark.parametrize("key", [key for key in pairs() if not key.startswith("review.")])
def test_words_say_the_same_in_both_languages(key: str) -> None:
    english, chinese = pairs()[key]
    assert english.strip() and chinese.strip()
    assert "|" not in chinese
    for form in english.split("|"):
        assert _fields(form) - {"n"} == _fields(chinese) - {"n"}
    if key not in SAME and LETTERS.search(FIELD.sub("", english)):
        assert HAN.search(chinese) and not HAN.search(english)


def _fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("name", templates())
def test_templates_hold_no_words_of_their_own(name: str) -> None:
    text = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\0"
        for output in tree(name).find_all(nodes.Output)
        for part in output.nodes
    )
    said = [TAG.sub(" ", text), *SPOKEN.findall(text)]
    own = {word for piece in said for word in LETTERS.findall(re.sub(r"<code>[^<]*</code>", "", piece))}
    assert own <= {"gongkai", "eval", "run", "split", "dev", "jsonl", "gz"}


def test_one_and_many() -> None:
    assert [say("en", "reports.count", n=n) for n in (1, "1", 2, "1,200", 0)] == [
        "1 report",
        "1 report",
        "2 reports",
        "1,200 reports",
        "0 reports",
    ]
    assert say("zh", "reports.count", n=1) == "共 1 份报告"
    assert [say(language, "common.reports") for language in LANGUAGES] == ["Reports", "报告"]
