"""Pages as they are answered, without any script: lists, filters, signing in, uploads, what others wrote."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from extractor.service.api.auth import SESSION_COOKIE
from extractor.service.pages.assets import assets
from extractor.service.pages.speech import pairs, say
from extractor.service.store.jobs import list_jobs
from extractor.service.store.runs import list_runs
from tests.service.pages.agency_files import AGENCY
from tests.service.pages.site import Site

SPOKEN = re.compile(r' (?:title|alt|placeholder|aria-label|data-(?!state|tally|field|job)[a-z-]+)="([^"]*)"')
LISTS = ("/", "/jobs", "/sources", "/agencies", "/evaluation")


def tree(client: TestClient, path: str, **asked: str) -> HTMLParser:
    answer = client.get(path, params=asked or None)
    assert answer.status_code == 200, (path, answer.text[:300])
    return HTMLParser(answer.text)


def rows(page: HTMLParser) -> list[str]:
    return [" ".join(row.text(separator=" ").split()) for row in page.css("main tbody tr")]


def first(page: HTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def csrf(client: TestClient) -> str:
    return first(tree(client, "/"), "input[name=csrf]").attributes["value"] or ""


def pages(site: Site) -> list[str]:
    with site.store.read() as session:
        job, run = list_jobs(session).items[0].id, list_runs(session)[0].id
    return [*LISTS, f"/jobs/{job}", f"/agencies/{AGENCY}", f"/evaluation/{run}", "/login", "/nothing"]


def test_lists_are_whole_without_any_script(client: TestClient) -> None:
    found = rows(tree(client, "/"))
    assert len(found) == 13
    assert any(AGENCY in row and "2023.html" in row and "≠" in row for row in found)
    assert any("2 files" in text.text() or "1 file" in text.text() for text in tree(client, "/").css(".failed summary"))
    assert len(rows(tree(client, "/jobs"))) == 2
    assert any("scan.pdf" in row and "could not be read" in row for row in rows(tree(client, "/sources")))
    assert any(AGENCY in row and "2018–2025" in row for row in rows(tree(client, "/agencies")))


def test_the_address_filters_and_sorts(client: TestClient) -> None:
    assert all("2023" in row for row in rows(tree(client, "/", year="2023")))
    assert len(rows(tree(client, "/", q="栎洲县", form="2021"))) == 4
    years = [re.search(r" (20\d\d) ", row) for row in rows(tree(client, "/", q="栎洲县", sort="year", order="rising"))]
    assert [found.group(1) for found in years if found] == ["2018", "2019", "2020", "2021", "2023", "2024", "2025"]
    page = tree(client, "/", q="栎洲县", sort="year", order="falling")
    assert [head.text().strip() for head in page.css("th[aria-sort=descending]")] == ["Year↓"]
    assert first(page, "input[name=q]").attributes["value"] == "栎洲县"
    assert rows(tree(client, "/", q="没有")) == []
    assert len(rows(tree(client, "/", offset="500"))) == 13, "an address of a longer list shows the end of this one"


def test_the_menu_exports_what_the_list_shows(client: TestClient) -> None:
    whole = first(tree(client, "/"), ".menu-body")
    assert "Export all 13" in whole.text() and "Export these" not in whole.text()
    menu = first(tree(client, "/", q="栎洲县", form="2021", open="1"), ".menu-body")
    shown = len(rows(tree(client, "/", q="栎洲县", form="2021", open="1")))
    assert f"Export these {shown}" in menu.text() and "Export all 13" in menu.text()
    link = next(a.attributes["href"] for a in menu.css("a") if "format=csv" in (a.attributes["href"] or "")) or ""
    exported = client.get(link.replace("format=csv", "format=csv&what=reports")).text
    assert len(list(csv.DictReader(io.StringIO(exported)))) == shown < 13
    kept = next(a.attributes["href"] for a in menu.css("a") if "what=decisions" in (a.attributes["href"] or "")) or ""
    assert client.get(kept).status_code == 200
    assert "Export these" not in first(tree(client, "/", q="没有"), ".menu-body").text()


def test_findings_are_counted_in_words_and_a_share_speaks_of_the_reading(client: TestClient) -> None:
    page = tree(client, "/")
    found = [" ".join(cell.text().split()) for cell in page.css("td.c-findings")]
    assert any(re.search(r"\b([2-9]|\d\d) (errors|warnings|notes)\b", text) for text in found)
    assert any(re.search(r"\b1 (error|warning|note)\b", text) for text in found)
    assert not [text for text in found if re.search(r"\b([02-9]|\d\d) (error|warning|note)\b", text)]
    assert {cell.attributes["title"] for cell in page.css("td.c-share")} == {say("en", "reports.verified_hint")}


def test_samples_are_no_doubts_and_only_a_dispute_has_its_sign(client: TestClient) -> None:
    found = [tree(client, "/").css("td.c-doubts")[place].text().strip() for place in range(13)]
    assert any(re.fullmatch(r"≠\s*\d+ doubtful \+ \d+ samples?", text) for text in found)
    assert any(re.fullmatch(r"\d+ samples?", text) for text in found)
    listed = client.get("/v1/reports").json()["items"]
    assert ["≠" in text for text in found] == [bool(one["disputed"] and one["open_doubts"]) for one in listed]


def test_the_form_is_told_from_the_year_and_files_from_reports(client: TestClient) -> None:
    page = tree(client, "/")
    assert "13 reports in 12 files" in " ".join(first(page, ".count").text().split())
    forms = {cell.text().strip() for cell in page.css("td.c-form")}
    assert {"of 2019", "of 2021", "annex"} <= forms
    assert all("title" in first_of.attributes for first_of in page.css("td.c-form > span"))


def test_errors_of_a_reviewed_report_are_red_no_more(client: TestClient) -> None:
    report = next(one for one in client.get("/v1/reports").json()["items"] if one["errors"])

    def errors() -> LexborNode:
        page = tree(client, "/", source=report["source_id"])
        return first(page, ".c-findings .found")

    assert "severity-error" in (errors().attributes["class"] or "")
    path = f"/v1/reports/{report['id']}/events"
    headers = {"If-Match": f'"v{report["version"]}"', "X-CSRF-Token": csrf(client), "Sec-Fetch-Site": "same-origin"}
    assert client.post(path, json={"kind": "review"}, headers=headers).status_code == 201
    assert errors().attributes["class"] == "found seen"


def test_a_long_list_is_paged_by_its_address(client: TestClient, site: Site) -> None:
    with site.store.read() as session:
        job = f"/jobs/{list_jobs(session).items[-1].id}"
    first_part = tree(client, job)
    onward = first(first_part, "a[rel=next]").attributes["href"] or ""
    assert (len(rows(first_part)), len(rows(tree(client, onward)))) == (100, 20)
    assert "101–120 of 120" in first(tree(client, onward), ".paging").text()
    assert first(tree(client, onward), "a[rel=prev]").attributes["href"] == job


def test_a_job_says_why_something_was_not_read(client: TestClient, site: Site) -> None:
    job = pages(site)[5]
    whole = tree(client, job)
    assert "the budget of 2.5 is used up" in first(whole, "main").text()
    refused = rows(tree(client, job, state="refused"))
    assert len(refused) == 1 and "big.zip" in refused[0] and "unpacks to too much" in refused[0]
    assert [row for row in rows(tree(client, job, state="failed")) if "scan.pdf" in row]


def test_an_agency_shows_charts_with_the_table_behind_and_doubt_as_doubt(client: TestClient) -> None:
    page = tree(client, f"/agencies/{AGENCY}")
    assert len(page.css("svg.chart[role=img]")) == 3 and len(page.css(".panel table")) >= 5
    assert page.css("rect.hatched") and "≠" in first(page, "text.value.doubtful").text()
    doubtful = [row for row in rows(page) if row.startswith("2023") and "or" in row]
    assert doubtful and "(disputed)" in doubtful[0]
    assert any("2020 → 2021" in row and "differs" in row for row in rows(page))
    assert "what was carried in is not what the report of 2020 carried out" in first(page, ".across").text()
    assert "2022" in first(page, ".notice").text()
    assert client.get("/agencies/没有这个单位").status_code == 404
    alone = tree(client, "/agencies/青岚省人民政府")
    assert "only one report" in first(alone, "main").text() and "they agree" not in first(alone, "main").text()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_speaks_one_language(client: TestClient, site: Site, language: str) -> None:
    other = [
        pair[language == "en"] for key, pair in pairs().items() if not key.startswith(("review.", "common.language"))
    ]
    own = {pair[language == "zh"] for pair in pairs().values()}
    foreign = [
        text for text in other if len(text) > (2 if language == "en" else 6) and "{" not in text and text not in own
    ]
    for path in pages(site):
        answer = client.get(path, headers={"Accept-Language": f"{language};q=0.9, fr"})
        assert f'<html lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text
        body = first(HTMLParser(answer.text), "main")
        spoken = [unescape(text) for text in SPOKEN.findall(body.html or "")]
        for told in body.css(".sub, .notice, .across"):  # what results say is in the language they were read in
            told.decompose()
        said = "\n".join((body.text(separator="\n"), *spoken))
        found = [text for text in foreign if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", said)]
        assert found == [], path


def test_what_others_wrote_is_only_text(client: TestClient, site: Site) -> None:
    for path in (*pages(site), "/?q=<script>window.stolen=1</script>", "/agencies?q=%22%3E%3Cscript%3E"):
        page = HTMLParser(client.get(path).text)
        assert [script.attributes.get("src") for script in page.css("script") if not script.attributes.get("src")] == []
        assert page.css("[onerror], [onclick], [style], style") == []
    assert "<script>window.stolen" in first(tree(client, "/sources"), "main").text()


def test_pages_ask_for_a_key_and_come_back_after_it(site: Site) -> None:
    stranger = TestClient(site.app, base_url=site.url, headers={"Accept": "text/html"}, follow_redirects=False)
    sent_on = stranger.get("/agencies?q=县")
    assert sent_on.status_code == 303 and sent_on.headers["location"].startswith("/login?next=%2Fagencies")
    wrong = stranger.post("/login", data={"key": "no", "name": "林"})
    assert wrong.status_code == 401 and "not valid" in wrong.text and SESSION_COOKIE not in wrong.cookies
    nameless = stranger.post("/login", data={"key": site.key, "name": " \u202e"})
    assert nameless.status_code == 422 and "Say who you are" in nameless.text
    assert SESSION_COOKIE not in nameless.cookies
    right = stranger.post("/login", data={"key": site.key, "name": "林", "next": "/agencies?q=%E5%8E%BF"})
    assert (right.status_code, right.headers["location"]) == (303, "/agencies?q=%E5%8E%BF")
    assert "httponly" in right.headers["set-cookie"].lower()
    assert stranger.get("/agencies").status_code == 200
    assert stranger.post("/logout").status_code == 403, "without the token of the session"
    assert stranger.post("/logout", data={"csrf": csrf(stranger)}).status_code == 303
    assert stranger.get("/agencies").status_code == 303


@pytest.mark.parametrize("sent", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_sign_a_browser_in(site: Site, sent: dict[str, str]) -> None:
    stranger = TestClient(site.app, base_url=site.url, follow_redirects=False)
    answer = stranger.post("/login", data={"key": site.key, "name": "somebody else"}, headers=sent)
    assert (answer.status_code, SESSION_COOKIE in answer.cookies) == (403, False)
    own = {"Origin": site.url, "Sec-Fetch-Site": "same-origin"}
    assert stranger.post("/login", data={"key": site.key, "name": "林"}, headers=own).status_code == 303


def test_a_name_is_what_can_be_seen_of_it(site: Site) -> None:
    stranger = TestClient(site.app, base_url=site.url, follow_redirects=False)
    stranger.post("/login", data={"key": site.key, "name": " 林\0\n\u202e 华\x7f "})
    assert stranger.get("/v1/session").json()["person"] == "林 华"


def test_too_many_wrong_keys_are_told_how_long_to_wait(site: Site) -> None:
    stranger = TestClient(site.app, base_url=site.url, client=("10.1.1.1", 50000))
    answers = [stranger.post("/login", data={"key": f"wrong {count}", "name": "林"}) for count in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert re.search(r"Try again in \d+ seconds", answers[-1].text)


def test_files_are_sent_by_a_plain_form_too(client: TestClient, site: Site) -> None:
    files = [("files", ("ordner/新.html", b"<p>nothing of the kind</p>", "text/html"))]
    assert client.post("/uploads", files=files).status_code == 403
    form = {"csrf": csrf(client), "again": "on", "max_cost": "1.5"}
    answer = client.post("/uploads", files=files, data=form, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/jobs/")
    with site.store.read() as session:
        job = list_jobs(session).items[0]
    assert (job.by, job.settings["again"], job.settings["max_cost"], job.settings["lang"]) == ("林晓", True, 1.5, "en")
    bad = client.post("/uploads", files=files, data={**form, "max_cost": "many"})
    assert bad.status_code == 422 and "max_cost" in bad.text
    cancelled = client.post(f"/jobs/{job.id}/cancel", data={"csrf": form["csrf"]}, follow_redirects=False)
    assert cancelled.headers["location"] == f"/jobs/{job.id}"


def test_an_error_is_a_page_to_a_person(client: TestClient) -> None:
    missing = client.get("/jobs/0000")
    assert missing.status_code == 404 and "There is nothing here" in missing.text and "<h1>" in missing.text
    assert client.get("/static/none.css").status_code == 404


def test_every_page_is_closed_to_what_is_not_its_own(client: TestClient, site: Site) -> None:
    for path in pages(site):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


def test_files_are_kept_by_browsers_as_long_as_they_are_the_same(client: TestClient) -> None:
    page = tree(client, "/")
    links = [link.attributes["href"] for link in page.css("link[href]")]
    links += [link.attributes["src"] for link in page.css("script[src]")]
    for link in links:
        assert link and link.startswith("/static/")
        assert "immutable" in client.get(link).headers["cache-control"]
    assert client.get("/static/base.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/base.css?v=0").content == assets()["base.css"].data


def test_language_and_colours_are_remembered(client: TestClient) -> None:
    assert '<html lang="zh-CN" data-theme="dark">' in client.get("/jobs?lang=zh&theme=dark").text
    assert '<html lang="zh-CN" data-theme="dark">' in client.get("/agencies").text
    assert '<html lang="en">' in client.get("/agencies?lang=en&theme=auto").text
    assert '<html lang="en">' in client.get("/agencies?lang=klingon&theme=green").text


def test_runs_are_taken_up_and_shown_in_a_sandbox(client: TestClient, site: Site) -> None:
    with site.store.read() as session:
        runs = {run.name: run.id for run in list_runs(session)}
    listed = rows(tree(client, "/evaluation"))
    assert len(listed) == 2 and all("samples" in row for row in listed)
    frame = first(tree(client, f"/evaluation/{runs['after.jsonl']}"), "iframe")
    assert (frame.attributes["sandbox"], frame.attributes["src"]) == (
        "allow-scripts",
        f"/evaluation/{runs['after.jsonl']}/page",
    )
    inner = client.get(frame.attributes["src"] or "")
    policy = inner.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none'; script-src 'sha256-") and "'self'" in policy
    assert "Run after" in inner.text
    compared = first(tree(client, "/evaluation/compare", a=runs["before.jsonl"], b=runs["after.jsonl"]), "iframe")
    assert "A: before" in client.get(unescape(compared.attributes["src"] or "")).text
    assert 'data-theme="dark"' in client.get(f"/evaluation/{runs['after.jsonl']}/page?theme=dark").text
    form = {"csrf": csrf(client)}
    no_run = client.post("/evaluation", data=form, files={"run": ("x.jsonl", b"{}")})
    assert no_run.status_code == 422 and "This is no run file" in no_run.text and "x.jsonl:1" in no_run.text
    assert client.post("/evaluation", data=form).status_code == 422
    with site.store.read() as session:
        assert len(list_runs(session)) == 2
