"""How much the store holds, for metrics."""

from __future__ import annotations

from extractor.service.store.engine import Store
from extractor.service.store.jobs import list_jobs
from extractor.service.store.reports import ReportQuery, list_reports
from extractor.service.store.sources import list_sources

__all__ = ["store_figures"]


def store_figures(store: Store) -> dict[str, tuple[str, int]]:
    """Return the figures by name, each with what it says."""
    with store.read() as session:
        return {
            "sources": ("Sources in the store.", list_sources(session, limit=0).total),
            "sources_failed": ("Sources that could not be read.", list_sources(session, failed=True, limit=0).total),
            "reports": ("Reports in the store.", list_reports(session, ReportQuery(limit=0)).total),
            "reports_reviewed": (
                "Reports that a person has settled.",
                list_reports(session, ReportQuery(reviewed=True, limit=0)).total,
            ),
            "jobs": ("Jobs since the store was made.", list_jobs(session, limit=0).total),
        }
