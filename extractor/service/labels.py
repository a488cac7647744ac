"""Reviewed reports as labels: what persons settled, in the shape that the evaluation scores against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from extractor.reviewing.events import Standing
from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.reports import ReportQuery, get_report, list_reports, report_info
from extractor.service.store.results import extraction_of
from extractor.service.store.sources import get_source, source_data

__all__ = ["label_files", "label_name", "report_label"]

_AT_ONCE = 500


def report_label(session: Session, report_id: str) -> bytes:
    """Return the label of a reviewed report's source as ``label.json``.

    Raises:
        NotFound: there is no such report.
        Refused: nobody called it done, or the current result of its source no longer has it.
    """
    info = get_report(session, report_id).info
    if not info.present:
        raise Refused("the current result of the source no longer has this report; there is nothing to label")
    if info.reviewed_at is None:
        raise Refused("nobody has called this report done; what is settled becomes a label when somebody does")
    return _label(session, info.source_id)


def label_name(session: Session, report_id: str) -> str:
    """Return the name that a report's label is saved under: agency and year before ``label.json``.

    Raises:
        NotFound: there is no such report.
    """
    info = report_info(session, report_id)
    told = [info.organization or info.source_name.rpartition("/")[2], "" if info.year is None else str(info.year)]
    return "-".join([*(_plain(part) for part in told if part), "label.json"])


def label_files(session: Session, *, with_sources: bool) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a gold set: for each source with a reviewed report a folder of its own.

    Args:
        session: of the store.
        with_sources: with the documents themselves, which a run of the evaluation reads.
    """
    for source_id in _reviewed_sources(session):
        yield f"{source_id}/label.json", _label(session, source_id)
        if with_sources:
            yield f"{source_id}/{_file_name(get_source(session, source_id).name)}", source_data(session, source_id)


def _reviewed_sources(session: Session) -> list[str]:
    found: dict[str, None] = {}
    query = ReportQuery(reviewed=True, sort="organization", descending=False, limit=_AT_ONCE)
    while True:
        page = list_reports(session, query)
        found.update(dict.fromkeys(report.source_id for report in page.items))
        if query.offset + _AT_ONCE >= page.total:
            return list(found)
        query = ReportQuery(
            reviewed=True, sort="organization", descending=False, offset=query.offset + _AT_ONCE, limit=_AT_ONCE
        )


def _label(session: Session, source_id: str) -> bytes:
    from eval.from_review import label_of  # noqa: PLC0415  heavy, and the evaluation's

    extraction = extraction_of(session, source_id)
    if extraction is None:
        raise NotFound("result of source", source_id)
    label = label_of(extraction, _decided(session, source_id))
    text = label.model_copy(update={"source": _file_name(get_source(session, source_id).name)}).model_dump_json(
        indent=2
    )
    return f"{text}\n".encode()


def _decided(session: Session, source_id: str) -> Mapping[int, Mapping[str, Standing]]:
    """The decisions that stand, by the place in its source of each reviewed report."""
    reports = list_reports(session, ReportQuery(source_id=source_id, reviewed=True, limit=_AT_ONCE)).items
    return {report.ordinal: get_report(session, report.id).standing for report in reports if report.ordinal is not None}


def _file_name(name: str) -> str:
    """The last part of a source's name, as a file beside its label may be called."""
    plain = _plain(name.rpartition("/")[2])
    return plain if plain and plain != "label.json" else f"source-{plain or 'file'}"


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in "._- ()（）" else "_" for c in text).lstrip(".")
