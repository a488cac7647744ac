"""The machine's own Chromium, for tests of pages: one a module, as its loop must not run while other tests do.

A new context is a new renderer process, which finds and draws every font anew: most of what a test of a page costs. So a
context is used again by the next test that wants one like it, without a page, a cookie or a thing kept of the one before.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

__all__ = ["Browsing", "Visit", "chromium", "drawn", "press", "watched"]

_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_DRAWN = "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 0))"
_QUIET = (Path(__file__).resolve().parents[1] / "samples" / "dipu-water-2021" / "source.txt").as_uri()
"""A file without scripts: what stays open where files are looked at."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a browser, who is watched."""

    page: Page
    context: BrowserContext
    expected: list[str] = field(default_factory=list)
    """Parts of what the console may say: tests that break something on purpose put them here."""


@dataclass(slots=True)
class _Kept:
    """A context, and a page that stays open in it, so that its renderer lives on."""

    context: BrowserContext
    stays: Page

    def clean(self, origin: str) -> None:
        for page in self.context.pages:
            if page is not self.stays:
                page.close()
        self.context.unroute_all()
        self.context.clear_cookies()
        session = self.context.new_cdp_session(self.stays)
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()


class Browsing:
    """A browser, and contexts in it that nobody uses just now."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[tuple[str, str], list[_Kept]] = defaultdict(list)

    @contextmanager
    def visit(
        self,
        home: str,
        allowed: tuple[str, ...],
        options: Mapping[str, object],
        cookies: Sequence[dict[str, str]] = (),
        expected: Sequence[str] = (),
    ) -> Iterator[Visit]:
        """Yield an empty page; at the end nothing else has been asked for, and nothing has gone wrong in it.

        Args:
            home: URL of something without scripts on the site that is visited.
            allowed: what URLs may begin with.
            options: of the context.
            cookies: that the browser has.
            expected: parts of what the console may say.
        """
        kind = (home, repr(sorted(options.items())))
        kept = self._free[kind].pop() if self._free[kind] else self._new(home, options)
        context = kept.context
        asked: list[str] = []
        said: list[str] = []

        def on_request(request: Request) -> None:
            if not request.url.startswith(allowed):
                asked.append(request.url)

        def on_console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                said.append(message.text)

        def on_error(error: object) -> None:
            said.append(str(getattr(error, "error", error)))

        handlers = {"request": on_request, "console": on_console, "weberror": on_error}
        try:
            for event, handler in handlers.items():
                context.on(event, handler)  # type: ignore[call-overload]
            context.add_cookies(list(cookies))  # type: ignore[arg-type]
            visit = Visit(context.new_page(), context, list(expected))
            yield visit
            wrong = [text for text in said if not any(part in text for part in visit.expected)]
            assert (asked, wrong) == ([], [])
            for event, handler in handlers.items():
                context.remove_listener(event, handler)
            kept.clean(_origin(home))
        except BaseException:
            context.close()  # whatever state it is in, nobody gets it again
            raise
        self._free[kind].append(kept)

    def visit_service(
        self,
        address: str,
        options: Mapping[str, object],
        cookies: Sequence[dict[str, str]] = (),
        expected: Sequence[str] = (),
    ) -> AbstractContextManager[Visit]:
        """As ``visit``, of a service that answers at an address."""
        return self.visit(f"{address}/v1/health", (address, "blob:", "data:"), options, cookies, expected)

    def _new(self, home: str, options: Mapping[str, object]) -> _Kept:
        context = self._browser.new_context(**options)  # type: ignore[arg-type]
        stays = context.new_page()
        stays.goto(home)
        return _Kept(context, stays)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def chromium() -> Iterator[Browsing]:
    """Yield a browser; skips where there is none, fails where it is required."""
    place = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if place is None:
        reason = "no Chromium stands on this machine (chromium, chromium-browser or google-chrome on the path)"
        if os.environ.get("GONGKAI_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=place, args=list(_ARGUMENTS))
        yield Browsing(found)
        found.close()


@contextmanager
def watched(browser: Browsing, file: Path, **options: object) -> Iterator[Page]:
    """A page of the file; nothing else can be had from it, and at its end nothing else has been asked for."""
    allowed = (file.as_uri(), "blob:")

    def refuse(route: Route) -> None:
        route.continue_() if route.request.url.startswith(allowed) else route.abort()

    settings = {"viewport": {"width": 1280, "height": 800}, **options}
    with browser.visit(_QUIET, allowed, settings) as visit:
        visit.context.route("**/*", refuse)
        visit.page.goto(file.as_uri())
        yield visit.page


def drawn(page: Page) -> None:
    """Wait until the page has drawn what was changed."""
    page.evaluate(_DRAWN)


def press(page: Page, *keys: str) -> None:
    """Press keys, each when the page has drawn what the one before it changed."""
    for key in keys:
        page.keyboard.press(key)
        drawn(page)
