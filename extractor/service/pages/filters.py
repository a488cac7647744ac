"""The filters of the list of reports, as they stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.service.pages.addresses import number_of, offset_of, text_of
from extractor.service.pages.rendering import address
from extractor.service.store.reports import SORTS, ReportQuery

__all__ = ["PAGE_SIZE", "ReportFilters", "SortLink", "filters_of"]

PAGE_SIZE = 50
_FALLING = frozenset({"doubts", "findings", "updated"})
"""What begins with the largest when it is chosen; the others begin with the smallest."""
_FIRST_SORT = "doubts"


@dataclass(frozen=True, slots=True)
class SortLink:
    """What the heading of a column does."""

    address: str
    here: str | None
    """``ascending`` or ``descending`` where the list is sorted by it."""


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """Which reports are shown and in what order."""

    search: str = ""
    year: int | None = None
    form: str = ""
    open_only: bool = False
    reviewed: str = ""
    """``yes``, ``no`` or empty."""
    source: str = ""
    organization: str = ""
    sort: str = _FIRST_SORT
    descending: bool = True
    offset: int = 0

    @property
    def any(self) -> bool:
        """True where some reports may be left out."""
        return bool(
            self.search or self.year is not None or self.form or self.open_only or self.reviewed or self.source
            or self.organization
        )  # fmt: skip

    def query(self, offset: int | None = None) -> ReportQuery:
        """Return the question to the store.

        Args:
            offset: another one than the address names.
        """
        return ReportQuery(
            search=self.search or None,
            year=self.year,
            form=self.form or None,
            organization=self.organization or None,
            min_open=1 if self.open_only else None,
            reviewed={"yes": True, "no": False}.get(self.reviewed),
            source_id=self.source or None,
            sort=self.sort,
            descending=self.descending,
            offset=self.offset if offset is None else offset,
            limit=PAGE_SIZE,
        )

    def parameters(self) -> dict[str, object]:
        """Return what stands in the address, without what is so anyway; the offset is left out."""
        falls = self.sort in _FALLING
        return {
            "q": self.search,
            "year": self.year,
            "form": self.form,
            "open": "1" if self.open_only else None,
            "reviewed": self.reviewed,
            "source": self.source,
            "organization": self.organization,
            "sort": self.sort if (self.sort, self.descending) != (_FIRST_SORT, True) else None,
            "order": None if self.descending == falls else ("falling" if self.descending else "rising"),
        }

    def exported(self) -> dict[str, object]:
        """Return what makes the API export just these reports."""
        return {
            "search": self.search,
            "year": self.year,
            "form": self.form,
            "min_open": 1 if self.open_only else None,
            "reviewed": {"yes": "true", "no": "false"}.get(self.reviewed),
            "source_id": self.source,
            "organization": self.organization,
        }

    def sorted_by(self, column: str) -> SortLink:
        """Return what the heading of a column does: sort by it, or the other way round."""
        falls = column in _FALLING
        here = self.sort == column
        descending = not self.descending if here else falls
        parameters = {
            **self.parameters(),
            "sort": column if (column, descending) != (_FIRST_SORT, True) else None,
            "order": None if descending == falls else ("falling" if descending else "rising"),
        }
        stands = ("descending" if self.descending else "ascending") if here else None
        return SortLink(address("/", parameters), stands)


def filters_of(query: Mapping[str, str]) -> ReportFilters:
    """Return the filters that an address names; what nobody can have chosen is passed over."""
    year = number_of(query, "year")
    sort = query.get("sort", _FIRST_SORT)
    sort = sort if sort in SORTS else _FIRST_SORT
    order = query.get("order")
    return ReportFilters(
        search=text_of(query, "q"),
        year=year if year is not None and year < 10_000 else None,
        form=text_of(query, "form", 32),
        open_only=query.get("open") == "1",
        reviewed=query["reviewed"] if query.get("reviewed") in ("yes", "no") else "",
        source=text_of(query, "source", 32),
        organization=text_of(query, "organization"),
        sort=sort,
        descending=order == "falling" if order in ("falling", "rising") else sort in _FALLING,
        offset=offset_of(query),
    )
