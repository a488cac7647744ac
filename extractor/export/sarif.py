"""Findings as a SARIF log, which code hosts and editors show beside the lines.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard, 27 March 2020.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from extractor.export.explanations import explained
from extractor.export.findings import LocatedFinding, other_record
from extractor.export.kinds import KIND_HELP
from extractor.export.places import Region
from extractor.export.text_table import printable
from extractor.version import VERSION
from schemas import cell_definition
from schemas.across import OtherReport
from schemas.enums import FindingKind, Severity
from schemas.result import ErrorResult

__all__ = ["CheckedSource", "sarif_log"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PAGE = "docs/findings.md"
_ERRORS = frozenset({FindingKind.ROW_SUM, FindingKind.BALANCE, FindingKind.OUTCOME_SUM, FindingKind.REVIEW_SUM})
_NOTES = frozenset({FindingKind.BLANK_ZERO, FindingKind.COLUMNS_REORDERED, FindingKind.MIXED_FORM})
_KINDS = {kind: number for number, kind in enumerate(FindingKind)}
_ACCEPTED = ("accepted in the baseline", "已列入基线")

_Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """One source of the run."""

    name: str
    sha256: str
    """Empty where it could not be opened."""
    error: ErrorResult | None
    """Why it could not be read."""


def sarif_log(
    sources: Sequence[CheckedSource], findings: Sequence[tuple[LocatedFinding, bool]], lang: str = "en"
) -> _Json:
    """Return the log of a run, ready for JSON.

    Places are given as a region where the source's text is the file's own, and as a logical location where a table
    of the source has an address; columns count characters.

    Args:
        sources: all that were checked, in order.
        findings: each with whether the baseline accepts it.
        lang: language of rules and messages, ``en`` or ``zh``.
    """
    names = {source.name: number for number, source in enumerate({item.name: item for item in sources}.values())}
    failed = [source for source in sources if source.error]
    run: _Json = {
        "tool": {"driver": _driver(lang)},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [_notification(source, names) for source in failed],
            }
        ],
        "artifacts": [_artifact(source) for source in {item.name: item for item in sources}.values()],
        "results": [_result(found, accepted, names, lang) for found, accepted in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(lang: str) -> _Json:
    return {
        "name": "gongkai",
        "fullName": f"gongkai {VERSION}",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(kind, KIND_HELP[kind][lang == "zh"]) for kind in FindingKind],
    }


def _rule(kind: FindingKind, text: str) -> _Json:
    level = Severity.ERROR if kind in _ERRORS else Severity.NOTE if kind in _NOTES else Severity.WARNING
    return {
        "id": kind.value,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": f"{text} ({_PAGE})", "markdown": f"{text} [{_PAGE}]({_PAGE}#kinds)"},
        "defaultConfiguration": {"level": level.value},
    }


def _result(found: LocatedFinding, accepted: bool, names: dict[str, int], lang: str) -> _Json:
    finding = found.finding
    about = f"{found.organization}|{found.year}|{finding.fingerprint}"
    result: _Json = {
        "ruleId": finding.kind.value,
        "ruleIndex": _KINDS[finding.kind],
        "level": finding.severity.value,
        "message": {"text": _message(found, lang)},
        "locations": [_location(found, names)],
        "partialFingerprints": {"gongkaiFinding/v1": hashlib.sha256(about.encode()).hexdigest()},
        "properties": _properties(found),
    }
    if found.other:
        result["relatedLocations"] = [_related(found.other, names)]
    if accepted:
        justification = _ACCEPTED[lang == "zh"]
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": justification}]
    return result


def _message(found: LocatedFinding, lang: str) -> str:
    label = f"{cell_definition(found.path).label}: " if found.path else ""
    return printable(f"{label}{explained(found.finding, lang)}")


def _properties(found: LocatedFinding) -> _Json:
    about: _Json = {"organization": found.organization, "year": found.year, "form": found.form}
    finding = found.finding.model_dump(mode="json", include={"blame", "paths", "terms", "explanations", "fingerprint"})
    return {**about, **finding, **({"against": other_record(found.other)} if found.other else {})}


def _location(found: LocatedFinding, names: dict[str, int]) -> _Json:
    physical: _Json = {"artifactLocation": _artifact_location(found.source, names)}
    if found.region:
        physical["region"] = _region(found.region)
    logical: list[_Json] = []
    if found.address:
        logical.append({"name": found.address, "fullyQualifiedName": _spelled(found.address), "kind": "element"})
    if found.path:
        logical.append({"name": found.path, "kind": "value"})
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _spelled(place: str) -> str:
    """``table 2, row 3, column 8`` for ``2/3:8``."""
    table, _, cell = place.partition("/")
    row, _, column = cell.partition(":")
    return f"table {table}, row {row}, column {column}"


def _region(region: Region) -> _Json:
    keys = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(keys, region, strict=True))


def _related(other: OtherReport, names: dict[str, int]) -> _Json:
    text = f"{other.organization} {other.year}"
    return {
        "id": 1,
        "physicalLocation": {"artifactLocation": _artifact_location(other.source, names)},
        "message": {"text": text},
    }


def _artifact_location(name: str, names: dict[str, int]) -> _Json:
    return {"uri": _uri(name), "index": names[name]}


def _artifact(source: CheckedSource) -> _Json:
    artifact: _Json = {"location": {"uri": _uri(source.name)}, "roles": ["analysisTarget"]}
    if source.sha256:
        artifact["hashes"] = {"sha-256": source.sha256}
    return artifact


def _notification(source: CheckedSource, names: dict[str, int]) -> _Json:
    assert source.error is not None
    return {
        "level": "error",
        "message": {"text": printable(source.error.message)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact_location(source.name, names)}}],
    }


def _uri(name: str) -> str:
    """The file as the user named it, as a reference; only an absolute path is an address of the machine."""
    path = PurePath(name)
    return ("file://" if path.is_absolute() else "") + quote(path.as_posix())
