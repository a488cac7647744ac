"""The page of each kind of finding: an example that is found, and the switch that demands one."""

from __future__ import annotations

import pytest

from schemas.enums import FindingKind
from scripts.pages import finding_pages
from scripts.pages.finding_pages import finding_page
from scripts.pages.finding_texts import TEXTS


def test_every_kind_has_its_text_and_every_text_its_kind() -> None:
    assert set(TEXTS) == set(FindingKind)


def test_an_example_is_printed_in_both_languages() -> None:
    page = finding_page(FindingKind.YEAR_CONTRADICTED)
    assert "warning: the title says" in page
    assert "警告: 标题年份为" in page
    assert page.count("[year_contradicted, source]") == 2


def test_an_example_that_is_not_found_is_left_out_or_an_error_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_pages, "find", lambda sources: [])
    make = finding_page.__wrapped__
    monkeypatch.setattr(finding_pages, "EXAMPLES_REQUIRED", False)
    page = make(FindingKind.YEAR_CONTRADICTED)
    assert "Planted in a clean invented report" in page
    assert "`gongkai check` prints" not in page
    monkeypatch.setattr(finding_pages, "EXAMPLES_REQUIRED", True)
    with pytest.raises(LookupError, match="kind year_contradicted is found"):
        make(FindingKind.YEAR_CONTRADICTED)
