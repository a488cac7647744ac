"""The machine's own Chromium, for tests of pages: one a module, as its loop must not run while other tests do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

__all__ = ["chromium", "watched"]

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


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser; skips where there is none, fails where it is required."""
    place = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if place is None:
        reason = "no Chromium stands on this machine (chromium, chromium-browser or google-chrome on the path)"
        if os.environ.get("GONGKAI_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=place, args=list(_ARGUMENTS))
        yield found
        found.close()


@contextmanager
def watched(browser: Browser, file: Path, **options: object) -> Iterator[Page]:
    """A page of the file in a context of its own; at its end nothing has been asked for and nothing has gone wrong."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 800}, **options)  # type: ignore[arg-type]
    asked: list[str] = []
    wrong: list[str] = []

    def asked_for(request: Request) -> None:
        if not request.url.startswith((file.as_uri(), "blob:")):
            asked.append(request.url)

    def refuse(route: Route) -> None:
        route.continue_() if route.request.url.startswith((file.as_uri(), "blob:")) else route.abort()

    context.on("request", asked_for)
    context.route("**/*", refuse)
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file.as_uri())
    try:
        yield page
        assert (asked, wrong) == ([], [])
    finally:
        context.close()
