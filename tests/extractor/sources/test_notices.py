"""What is said of the reading of a source, in both languages."""

from __future__ import annotations

import re
import string

import pytest

from extractor.sources import Source
from extractor.sources.budget import Budget, Meter, Work
from extractor.sources.notices import WORDS, Notice, Words, notice
from extractor.upstream import source_findings
from schemas.enums import Origin


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    english, chinese = WORDS[key]
    assert _slots(english) == _slots(chinese)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("work", Work)
def test_every_limit_has_its_words(work: Work) -> None:
    meter = Meter(Budget())
    meter.exceed(work)
    (said,) = meter.notices()
    assert said.message.startswith(f"more than {Budget().of(work)} {work.value}: ")
    assert str(Budget().of(work)) in said.said("zh")
    assert not re.search("more|not", said.said("zh"))


def test_lists_and_several_things_at_once() -> None:
    sheets = (Words("on_sheet", (2, "表1")), Words("on_sheet", (1, "表2")))
    one = notice("not_read", "unvalued", sheets)
    assert "2 on sheet '表1', 1 on sheet '表2'" in one.message
    assert "工作表“表1”中2处、工作表“表2”中1处" in one.said("zh")
    both = Notice("budget", (Words("blocks_left_out", (1, 2)), Words("lines_shortened", (3, 4))))
    assert (both.message.count("; "), both.said("zh").count("；")) == (1, 1)


def test_a_finding_is_the_same_in_both_languages() -> None:
    source = Source("a", "", Origin.DIGITAL, "", (), notices=(notice("encoding", "cut_off", 1),))
    (english,), (chinese,) = (source_findings(source, lang) for lang in ("en", "zh"))
    assert english.fingerprint == chinese.fingerprint
    assert chinese.message == "最后一个字符不完整：末尾1个字节未读取"
