"""The connection to one endpoint: the client library over aiohttp, sealed so that nothing goes where it must not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import httpx2
import openai

from extractor.model.cassettes import Deck
from extractor.model.completion import Completion
from extractor.model.endpoint import ApiKey, Endpoint
from extractor.model.faults import CallFailed, Fault, FaultKind
from extractor.model.settings import ModelSettings
from extractor.version import VERSION

__all__ = ["Wire"]

_PATH = "/chat/completions"
_SENT_HEADERS = frozenset({"host", "accept", "accept-encoding", "connection", "content-type", "content-length"})
"""What the client library adds on its own, or takes from the environment, tells more than is anybody's business."""


class Wire:
    """One endpoint during one event loop. Close it in the same loop."""

    def __init__(self, settings: ModelSettings, key: ApiKey | None, place: str) -> None:
        """Prepare the connection; nothing is sent yet.

        Args:
            settings: base URL and timeout count here.
            key: for this endpoint, or None.
            place: what messages call the endpoint.
        """
        self._settings = settings
        self._endpoint = settings.endpoint
        self._key = key
        self._place = place
        self._live = openai.DefaultAioHttpClient(
            follow_redirects=False,
            verify=httpx2.create_ssl_context(),
            # proxies of the environment; what runs on this machine is never looked for behind one
            trust_env=not self._endpoint.is_loopback,
            timeout=httpx2.Timeout(settings.timeout, connect=min(10.0, settings.timeout)),
            event_hooks={"request": [self._seal]},
        )
        self._direct = self._client(self._live)
        self._recorded: dict[Path, openai.AsyncOpenAI] = {}

    def _client(self, http: httpx2.AsyncClient) -> openai.AsyncOpenAI:
        # the key is put on by _seal; whatever the library would find in the environment is for somebody else
        return openai.AsyncOpenAI(
            api_key="none",
            base_url=self._settings.base_url,
            http_client=http,
            max_retries=0,
            organization="",
            project="",
        )

    async def _seal(self, request: httpx2.Request) -> None:
        """Refuse any other endpoint, drop every header that is not needed, put the key on."""
        url = str(request.url)
        if Endpoint.of(url) != self._endpoint:
            raise CallFailed(Fault(FaultKind.REDIRECTED, f"{self._place}: a request to another endpoint was refused"))
        for name in list(request.headers):
            if name.lower() not in _SENT_HEADERS:
                del request.headers[name]
        request.headers["user-agent"] = f"gongkai/{VERSION}"
        if self._key and (header := self._key.header_for(url)):
            request.headers["authorization"] = header

    def open_deck(self, place: Path) -> Deck:
        """Return the cassette in a file; it asks this endpoint where the settings say so."""
        return Deck(place, self._live.send if self._settings.sends else None)

    async def post(self, body: Mapping[str, object], deck: Deck | None) -> Completion:
        """Return what the endpoint, or the cassette, answers to one call.

        Raises:
            CallFailed: what came is no completion.
            openai.OpenAIError: any other fault.
            TimeoutError: it took too long.
        """
        client = self._direct if deck is None else self._for(deck)
        async with asyncio.timeout(self._settings.timeout):
            response = await client.post(_PATH, cast_to=httpx2.Response, body=dict(body))
            content = await response.aread()
        try:
            return Completion.read(json.loads(content))
        except ValueError as error:
            kind = response.headers.get("content-type", "no content type")
            what = "page" if "html" in kind else f"body ({error})"
            raise CallFailed(
                Fault(FaultKind.UNUSABLE, f"{self._place}: status {response.status_code} with a {what}, no completion")
            ) from None

    def _for(self, deck: Deck) -> openai.AsyncOpenAI:
        if deck.place not in self._recorded:
            self._recorded[deck.place] = self._client(httpx2.AsyncClient(transport=deck))
        return self._recorded[deck.place]

    async def close(self) -> None:
        """Close every connection."""
        for client in (*self._recorded.values(), self._direct):
            await client.close()
