"""A large store of invented reports, for measuring the service: few are really read, the others are their copies.

A copy has bytes, agency and year of its own; its numbers, statuses and findings are those of the report it was made
from. So a store of any size has lists, queues and pages as real ones have, in minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from eval.mangle import ModeSpec
from eval.mangle.batch import mangled_reports
from extractor.library import extract
from extractor.service.store.engine import open_store
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from schemas.result import Extraction

__all__ = ["fill"]

_MODES = (
    ("html",),
    ("html_wps",),
    ("pipes",),
    ("lines",),
    ("digit_noise", "html"),
    ("ocr", "pipe_lines"),
    ("thin_digits", "html"),
)
_COUNTY = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_FIRST_YEAR, _YEARS = 2019, 6
_BATCH = 100
_START = datetime(2026, 1, 1, tzinfo=UTC)


def fill(url: str, reports: int, seed: int, read: int = 210) -> Iterator[tuple[int, int]]:
    """Put so many reports into a new store; yields how many reports and cells are in it, batch by batch.

    Args:
        url: of the store.
        reports: how many in all.
        seed: the source of chance.
        read: how many are read by the rules; the others are copies of these.
    """
    kinds = list(_read(seed, read))
    store = open_store(url)
    cells = 0
    try:
        for first in range(0, reports, _BATCH):
            with store.write() as session:
                for number in range(first, min(first + _BATCH, reports)):
                    data, extraction = _copy(*kinds[number % len(kinds)], number)
                    at = _START + timedelta(seconds=number)
                    source, _ = add_source(session, name=extraction.source, data=data, by="bench", at=at)
                    put_extraction(session, source.id, extraction, at)
                    cells += sum(len(report.cells) for report in extraction.reports)
            yield min(first + _BATCH, reports), cells
    finally:
        store.close()


def _read(seed: int, count: int) -> Iterator[tuple[bytes, Extraction]]:
    """Reports with one report a source, read without a model."""
    number = 0
    found = 0
    while found < count:
        modes: Sequence[str] = _MODES[number % len(_MODES)]
        item = next(mangled_reports(seed * 1_000_000 + number, 1, tuple(map(ModeSpec, modes)), form="2021"))
        number += 1
        extraction = extract(item.data, name=item.name)
        if len(extraction.reports) == 1 and extraction.reports[0].cells:
            found += 1
            yield item.data, extraction


def _copy(data: bytes, extraction: Extraction, number: int) -> tuple[bytes, Extraction]:
    """The same report of another agency and year, its bytes made other ones by what is appended to them."""
    agency, year = divmod(number, _YEARS)
    name = "".join(_COUNTY[agency // 22**place % 22] for place in range(3)) + "县人民政府"
    own = data + f"\n<!-- {number} -->".encode()
    report = extraction.reports[0].model_copy(update={"organization": name, "year": _FIRST_YEAR + year})
    changed = {"source": f"{number:06}-{extraction.source}", "sha256": sha256(own).hexdigest(), "reports": [report]}
    return own, extraction.model_copy(update=changed)
