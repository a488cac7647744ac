"""Everything about reports that the rest of the service asks for."""

from __future__ import annotations

from extractor.service.store.agencies import AgencyInfo, agencies
from extractor.service.store.report_list import (
    SORTS,
    Amount,
    Facets,
    ReportInfo,
    ReportQuery,
    amount,
    facets,
    list_reports,
    neighbours,
    report_info,
)
from extractor.service.store.stored import StoredReport, agency_reports, get_report

__all__ = [
    "SORTS",
    "AgencyInfo",
    "Amount",
    "Facets",
    "ReportInfo",
    "ReportQuery",
    "StoredReport",
    "agencies",
    "agency_reports",
    "amount",
    "facets",
    "get_report",
    "list_reports",
    "neighbours",
    "report_info",
]
