"""From a doubtful cell to a settled report, by the API alone: versions, conflicts, undo, what an answer tells."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.service.store.keys import new_key
from tests.service.api.conftest import NOW, Api
from tests.service.api.test_problems import check

DOUBTFUL = "requests.outcome_total.total"
DECIDE = {
    "kind": "decide",
    "path": DOUBTFUL,
    "reading": {"state": "number", "value": 47, "printed": "47", "how": "typed"},
    "why": "the parts add up to it",
}


def post(api: Api, event: dict[str, Any], version: int | str | None, **headers: str) -> Any:
    said = {"If-Match": version if isinstance(version, str) else f'"v{version}"'} if version is not None else {}
    return api.client.post(f"/v1/reports/{api.report()['id']}/events", json=event, headers={**said, **headers})


def version_of(api: Api) -> int:
    version = api.report()["version"]
    assert isinstance(version, int)
    return version


def test_a_decision_says_at_once_what_it_changed(api: Api) -> None:
    before = api.report()
    answer = post(api, DECIDE, version_of(api))
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert answer.headers["etag"] == f'"v{told["info"]["version"]}"'
    assert told["info"]["version"] == before["version"] + 1  # type: ignore[operator]
    assert told["info"]["open_doubts"] < before["open_doubts"]
    cell = told["cells"][DOUBTFUL]
    assert (cell["value"], cell["status"]) == (47, "verified")
    assert "human" in cell["witnesses"]
    assert told["decisions"][DOUBTFUL]["event"]["by"] == "office"
    assert told["decisions"][DOUBTFUL]["current"]
    assert {line["verdict"] for line in told["sums"]} == {"holds"}
    assert all(DOUBTFUL in line["left"] + line["right"] for line in told["sums"])
    assert [look["settled"] for look in told["queue"] if look["path"] == DOUBTFUL] == [True]
    listed = api.report()
    assert listed == told["info"]


def test_the_page_is_told_only_what_decisions_moved(api: Api) -> None:
    page = f"/reports/{api.report()['id']}/state"
    before = api.client.get(page).json()
    assert (before["cells"], before["findings"]) == (None, None)
    post(api, DECIDE, version_of(api))
    after = api.client.get(page).json()
    assert len(after["cells"]) == api.report()["cells"]
    assert after["findings"] is not None
    post(api, {"kind": "undo"}, version_of(api))
    undone = api.client.get(page).json()
    assert (undone["cells"], undone["findings"]) == (None, None)


def test_a_cell_tells_all_that_is_known_of_it(api: Api) -> None:
    path = f"/v1/reports/{api.report()['id']}/cells/{DOUBTFUL}"
    read = api.client.get(path).json()
    assert read["decision"] is None
    assert read["look"]["reason"] in ("break", "opposed")
    assert any("≠" in line["text"] for line in read["sums"])
    assert "总计" in read["label"]
    post(api, DECIDE, version_of(api))
    settled = api.client.get(path).json()
    assert settled["reading"] == read["reading"]
    assert settled["cell"]["value"] == 47
    assert settled["decided"]
    assert [event["kind"] for event in settled["history"]] == ["decide"]
    assert settled["history"][0]["why"] == DECIDE["why"]
    post(api, {"kind": "undo"}, version_of(api))
    undone = api.client.get(path).json()
    assert [event["kind"] for event in undone["history"]] == ["decide", "undo"]
    assert undone["decision"] is None


def test_settling_undoing_and_calling_done(api: Api) -> None:
    def kinds() -> list[str]:
        events = api.client.get(f"/v1/reports/{api.report()['id']}/events").json()["items"]
        return [event["kind"] for event in events]

    read = api.report()
    assert post(api, DECIDE, version_of(api)).status_code == 201
    undone = post(api, {"kind": "undo"}, version_of(api)).json()
    assert undone["decisions"] == {DOUBTFUL: None}
    assert undone["cells"][DOUBTFUL]["status"] == "disputed"
    assert {name: undone["info"][name] for name in ("open_doubts", "errors", "verified")} == {
        name: read[name] for name in ("open_doubts", "errors", "verified")
    }
    assert post(api, DECIDE, version_of(api)).status_code == 201
    assert post(api, {"kind": "withdraw", "path": DOUBTFUL}, version_of(api)).status_code == 201
    assert post(api, {"kind": "review"}, version_of(api)).json()["info"]["reviewed_by"] == "office"
    assert api.client.get("/v1/reports", params={"reviewed": True}).json()["total"] == 1
    assert post(api, {"kind": "reopen"}, version_of(api)).json()["info"]["reviewed_by"] is None
    assert kinds() == ["decide", "undo", "decide", "withdraw", "review", "reopen"]


def test_an_edit_names_the_version_that_was_seen(shared: Api) -> None:
    check(post(shared, DECIDE, None), 428, "version-needed")
    for wrong in ("v1", '"1"', "*", '"v1", "v2"', '"v9999999999"'):
        check(post(shared, DECIDE, wrong), 400, "bad-request")
    assert version_of(shared) == 0


def test_who_was_slower_is_told_what_happened_and_changes_nothing(api: Api) -> None:
    seen = version_of(api)
    with api.service.store.write() as session:
        other = new_key(session, "the other one", NOW)
    answer = post(api, DECIDE, seen, Authorization=f"Bearer {other}")
    assert answer.status_code == 201
    late = post(api, {**DECIDE, "reading": {**DECIDE["reading"], "value": 49, "printed": "49"}}, seen)  # type: ignore[dict-item]
    problem = check(late, 412, "version-conflict")
    assert problem["current"] == seen + 1
    assert late.headers["etag"] == f'"v{seen + 1}"'
    assert problem["report"] == api.report()
    assert [(event["by"], event["path"]) for event in problem["since"]] == [("the other one", DOUBTFUL)]  # type: ignore[attr-defined]
    cell = api.client.get(f"/v1/reports/{api.report()['id']}/cells/{DOUBTFUL}").json()
    assert cell["cell"]["value"] == 47


def test_two_of_one_name_do_not_undo_each_other(api: Api) -> None:
    with api.service.store.write() as session:
        twin = {"Authorization": f"Bearer {new_key(session, 'office', NOW)}"}
    assert post(api, DECIDE, version_of(api)).json()["decisions"][DOUBTFUL]["event"]["by"] == "office"
    check(post(api, {"kind": "undo"}, version_of(api), **twin), 422, "refused")
    check(post(api, {"kind": "undo", "undoes": version_of(api)}, version_of(api), **twin), 422, "refused")
    assert post(api, {"kind": "undo"}, version_of(api)).json()["decisions"] == {DOUBTFUL: None}


@pytest.mark.parametrize("in_header", [True, False])
def test_the_same_event_sent_twice_is_kept_once(api: Api, in_header: bool) -> None:
    seen = version_of(api)
    key = "sent-by-page-0001"
    event, headers = (DECIDE, {"Idempotency-Key": key}) if in_header else ({**DECIDE, "key": key}, {})
    first = post(api, event, seen, **headers)
    second = post(api, event, seen, **headers)  # the answer got lost; whoever sent it has not seen the new version
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json()["info"] == first.json()["info"]
    assert version_of(api) == seen + 1
    check(post(api, {"kind": "review", "key": key}, seen + 1), 422, "refused")


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "decide", "path": DOUBTFUL},
        {"kind": "decide", "reading": DECIDE["reading"]},
        {"kind": "vote"},
        {},
        {**DECIDE, "reading": {"state": "number", "value": None, "printed": "", "how": "typed"}},
        {**DECIDE, "reading": {"state": "blank", "value": 3, "printed": "", "how": "typed"}},
        {**DECIDE, "reading": {"state": "number", "value": "47", "printed": "47", "how": "typed"}},
        {**DECIDE, "reading": {"state": "number", "value": True, "printed": "47", "how": "typed"}},
        {**DECIDE, "reading": {"state": "number", "value": 1e300, "printed": "47", "how": "typed"}},
        {**DECIDE, "reading": {"state": "number", "value": 47, "printed": "4\u00007", "how": "typed"}},
        {**DECIDE, "by": "somebody else"},
        {**DECIDE, "path": "../../etc/passwd"},
        {**DECIDE, "why": "x" * 10_000},
        {"kind": "undo", "undoes": 0},
    ],
)
def test_what_is_no_event_is_told_why(shared: Api, event: dict[str, Any]) -> None:
    check(post(shared, event, version_of(shared)), 422, "invalid")


@pytest.mark.parametrize(
    "event",
    [
        {**DECIDE, "path": "requests.nothing.of.the.kind"},
        {"kind": "withdraw", "path": DOUBTFUL},
        {"kind": "undo"},
        {"kind": "undo", "undoes": 5},
        {"kind": "reopen"},
    ],
)
def test_what_makes_no_sense_as_things_stand_is_refused(shared: Api, event: dict[str, Any]) -> None:
    check(post(shared, event, version_of(shared)), 422, "refused")
    assert version_of(shared) == 0


@pytest.mark.parametrize(
    "reading",
    [
        {"state": "number", "value": 2.5, "printed": "2.5", "how": "typed"},
        {"state": "number", "value": -3, "printed": "-3", "how": "typed"},
        {"state": "number", "value": 5, "printed": "77", "how": "accepted"},
        {"state": "number", "value": 5, "printed": "77", "how": "typed"},
        {"state": "blank", "value": None, "printed": "99", "how": "typed"},
        {"state": "mark", "value": None, "printed": "", "how": "typed"},
    ],
)
def test_what_cannot_stand_in_the_cell_is_refused(shared: Api, reading: dict[str, Any]) -> None:
    problem = check(post(shared, {**DECIDE, "reading": reading}, version_of(shared)), 422, "refused")
    assert str(problem["detail"]).startswith(f"{DOUBTFUL}: ")
    assert version_of(shared) == 0


def test_a_report_is_sent_again_only_where_it_changed(api: Api) -> None:
    path = f"/v1/reports/{api.report()['id']}"
    first = api.client.get(path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = api.client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert api.client.get(path, headers={"If-None-Match": f'"x", W/{tag}'}).status_code == 304
    post(api, DECIDE, tag)
    changed = api.client.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.json()["report"]["cells"][DOUBTFUL]["value"] == 47
    read = api.client.get(path, params={"decisions": False}).json()
    assert read["report"]["cells"][DOUBTFUL]["status"] == "disputed"
