"""Lists with filters and parts, documents as they came, and what stands in a report that is hostile."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extractor.library import source_text
from schemas.result import Extraction
from tests.service.api.conftest import HOSTILE, SAMPLES, Api
from tests.service.api.test_problems import check


def items(shared: Api, path: str, /, **query: Any) -> list[dict[str, Any]]:
    answer = shared.client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.parametrize("path", ["/v1/cells", "/v1/facts", "/v1/findings", "/v1/sources", "/v1/reports"])
def test_the_parts_of_a_list_are_the_list(shared: Api, path: str) -> None:
    first = shared.client.get(path, params={"limit": 2}).json()
    assert len(first["items"]) == 2
    seen, address = [], f"{path}?limit=2"
    for _ in range(4):
        answer = shared.client.get(address)
        seen += answer.json()["items"]
        link = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        if link is None:
            break
        address = link.group(1)
    assert seen == items(shared, path, limit=max(len(seen), 1))
    assert shared.client.get(path, params={"offset": 10_000_000}).json()["items"] == []


def test_reports_by_agency_year_form_and_what_is_open(shared: Api) -> None:
    every = items(shared, "/v1/reports")
    assert len(every) == 3
    assert [report["open_doubts"] for report in every] == sorted(
        (report["open_doubts"] for report in every), reverse=True
    )
    [found] = items(shared, "/v1/reports", search="衡渠")
    assert items(shared, "/v1/reports", year=2022) == [found]
    assert found in items(shared, "/v1/reports", form="2019")
    assert found in items(shared, "/v1/reports", min_open=1)
    assert items(shared, "/v1/reports", organization=found["organization"]) == [found]
    assert items(shared, "/v1/reports", source_id=found["source_id"]) == [found]
    assert items(shared, "/v1/reports", search="%") == []
    assert items(shared, "/v1/reports", reviewed=True) == []
    facets = shared.client.get("/v1/reports/facets").json()
    assert facets["total"] == 3
    assert {"year": 2022, "reports": 1} in facets["years"]


def test_cells_facts_and_findings_over_all_reports(shared: Api) -> None:
    disputed = items(shared, "/v1/cells", status="disputed")
    assert {cell["path"] for cell in disputed} >= {"requests.outcome_total.total"}
    assert {cell["status"] for cell in disputed} == {"disputed"}
    received = items(shared, "/v1/cells", path="requests.received.total", year=2022)
    assert [(cell["value"], cell["state"]) for cell in received] == [(48, "number")]
    id = disputed[0]["report_id"]
    findings = items(shared, "/v1/findings", report_id=id, kind="row_sum", severity="error")
    assert [finding["finding"]["kind"] for finding in findings] == ["row_sum"]
    facts = items(shared, "/v1/facts", report_id=id)
    assert facts
    assert all(fact["fact"]["quote"] for fact in facts)


def test_a_reports_cells_and_queue(shared: Api) -> None:
    report = shared.report()
    path = f"/v1/reports/{report['id']}"
    cells = items(shared, f"{path}/cells")
    assert len(cells) == report["cells"]
    assert len(items(shared, f"{path}/cells", status="disputed")) == report["disputed"]
    queue = shared.client.get(f"{path}/queue")
    assert len(queue.json()) == report["doubts"]
    assert queue.headers["etag"] == f'"v{report["version"]}"'


def test_agencies(shared: Api) -> None:
    [agency] = items(shared, "/v1/agencies", search="衡渠")
    assert (agency["reports"], agency["first_year"], agency["last_year"]) == (1, 2022, 2022)
    found = shared.client.get(f"/v1/agencies/{agency['organization']}").json()
    assert [report["info"]["year"] for report in found["reports"]] == [2022]


def test_a_source_its_bytes_its_text_and_its_result(shared: Api) -> None:
    [source] = items(shared, "/v1/sources", search="hengqu")
    path = f"/v1/sources/{source['id']}"
    data = (SAMPLES / "hengqu-market-regulation-2022" / "source.html").read_bytes()
    content = shared.client.get(f"{path}/content")
    assert content.content == data
    assert shared.client.get(path).json() == source
    text = shared.client.get(f"{path}/text")
    assert text.content.decode() == source_text(data, source["name"])
    result = Extraction.model_validate(shared.client.get(f"{path}/result").json())
    assert result.sha256 == source["sha256"]
    assert result.reports[0].cells["requests.outcome_total.total"].value == 49


def test_a_source_that_could_not_be_read_says_why(shared: Api) -> None:
    [source] = items(shared, "/v1/sources", failed=True)
    assert source["name"] == "broken.pdf"
    assert source["error_kind"]
    assert shared.client.get(f"/v1/sources/{source['id']}/result").json()["error"]["kind"] == source["error_kind"]
    check(shared.client.get(f"/v1/sources/{source['id']}/text"), 422, "refused")


def test_what_a_hostile_page_holds_is_saved_and_never_run(shared: Api) -> None:
    [source] = items(shared, "/v1/sources", search="=cmd")
    for part in ("content", "text"):
        answer = shared.client.get(f"/v1/sources/{source['id']}/{part}")
        headers = answer.headers
        assert headers["content-type"].startswith(("application/octet-stream", "text/plain"))
        assert headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "allow-scripts" not in headers["content-security-policy"]
        assert headers["cross-origin-resource-policy"] == "same-origin"
    content = shared.client.get(f"/v1/sources/{source['id']}/content")
    assert content.content.decode() == HOSTILE
    assert content.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    "name",
    ['a"; x="b.html', "a\r\nSet-Cookie: x=1.html", "../../etc/passwd", "报告 2023.html", "x" * 300, "a;b=c'%.html"],
)
def test_a_name_does_not_become_a_header(name: str) -> None:
    from extractor.service.api.routes.sources import attachment

    said = attachment(name)["Content-Disposition"]
    assert said.isascii()
    assert said.isprintable()
    found = re.fullmatch(r"attachment; filename=\"([A-Za-z0-9._-]+)\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)", said)
    assert found
    assert "/" not in found.group(2)


def test_every_answer_makes_a_browser_careful(shared: Api) -> None:
    for path in ("/v1/health", "/v1/reports", "/v1/nothing", "/nothing", "/v1/openapi.json"):
        headers = shared.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


def test_no_page_of_documentation_loads_from_another_host(shared: Api) -> None:
    for path in ("/docs", "/redoc", "/openapi.json", "/v1/docs"):
        assert shared.client.get(path).status_code == 404
    described = shared.client.get("/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["components"]["schemas"]["Problem"]["examples"]
    assert "HTTPValidationError" not in described["components"]["schemas"]
    for name in ("Job", "Source", "ReportSummary", "RecordedEvent", "DecideIn", "LookItem", "Sum", "EvaluationRun"):
        assert described["components"]["schemas"][name]["examples"], name
