"""Recorded answers: one readable file a sample, put in the place of the network.

A recorded answer belongs to one body, wherever it was sent: methods, paths and canonical bodies are compared, hosts are
not. Only what an answer consists of is recorded: no key, no header but the content type, no date.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import httpx2
from vcr.cassette import Cassette
from vcr.matchers import method, path
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request as Recorded
from vcr.serialize import deserialize, serialize

from extractor.errors import UsageError
from extractor.model.canonical import canonical_json
from extractor.model.completion import Completion
from extractor.model.faults import CallFailed, Fault, FaultKind
from extractor.whole_files import whole_file

__all__ = ["Deck"]

_JSON = "application/json"
_PASSED_ON = frozenset({"content-type", "retry-after", "retry-after-ms", "location"})
_Send = Callable[[httpx2.Request], Awaitable[httpx2.Response]]


class Deck(httpx2.AsyncBaseTransport):
    """One cassette, as a transport: plays what is recorded, and records what is not where it may ask."""

    def __init__(self, place: Path, ask: _Send | None) -> None:
        """Open a cassette.

        Args:
            place: its file; there need be none.
            ask: sends a request for real; None only replays.

        Raises:
            UsageError: the file is no cassette.
        """
        self.place = place
        self._ask = ask
        try:
            self._cassette = Cassette.load(
                path=str(place),
                serializer=_Readable,
                persister=_WholeFiles,
                record_mode=RecordMode.NEW_EPISODES if ask else RecordMode.NONE,
                match_on=(method, path, _same_body),
                before_record_response=_scrubbed,
                # equal bodies are one question; only successes are recorded, so none of them hides a later one
                allow_playback_repeats=True,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{place}: no cassette that can be read ({type(error).__name__}: {error})") from error
        self._loaded = len(self._cassette)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the recorded response, or the endpoint's, recorded.

        Raises:
            CallFailed: nothing is recorded for this request, and nothing may be asked.
        """
        body = await request.aread()
        asked = _question(request.method, request.url.path, _canonical(body))
        if self._cassette.can_play_response_for(asked):
            found = self._cassette.play_response(asked)
            return httpx2.Response(
                found["status"]["code"], headers={"content-type": _JSON}, content=found["body"]["string"]
            )
        if self._ask is None:
            raise CallFailed(self.missing())
        response = await self._ask(request)
        content = await response.aread()
        if response.status_code == 200 and _is_completion(content):
            status = {"code": response.status_code, "message": response.reason_phrase}
            self._cassette.append(asked, {"status": status, "headers": {}, "body": {"string": content}})
        headers = {name: value for name, value in response.headers.items() if name.lower() in _PASSED_ON}
        return httpx2.Response(response.status_code, headers=headers, content=content)

    def holds(self, body: Mapping[str, object]) -> bool:
        """True where an answer to a body is recorded."""
        return bool(self._cassette.can_play_response_for(_question("POST", "/chat/completions", canonical_json(body))))

    def missing(self) -> Fault:
        """Return why a request whose answer is not recorded has none."""
        why = "no answer to this request" if self.place.exists() else "no such file"
        return Fault(FaultKind.NOT_RECORDED, f"not recorded: {why} in cassette {self.place}")

    @property
    def unused(self) -> int:
        """How many recorded answers nothing has asked for; those recorded just now not counted."""
        return sum(not self._cassette.play_counts[index] for index in range(self._loaded))

    def prune(self) -> int:
        """Drop the recorded answers that nothing has asked for; return how many. ``save`` writes the rest."""
        played, loaded = self._cassette.play_counts, self._loaded
        kept = [item for index, item in enumerate(self._cassette.data) if index >= loaded or played[index]]
        dropped = len(self._cassette) - len(kept)
        if dropped:
            self._cassette.data = kept
            self._loaded = 0
            self._cassette.rewind()
            self._cassette.dirty = True
        return dropped

    def save(self) -> None:
        """Write the file, whole or not at all, where anything was recorded or dropped."""
        if self._ask is not None:
            self._cassette._save()


def _question(verb: str, url_path: str, body: str) -> Recorded:
    """A request as it is compared; of its path only the end, for providers differ in what stands before it."""
    return Recorded(verb, "/" + "/".join(url_path.rsplit("/", 2)[-2:]), body, {})


def _canonical(body: bytes) -> str:
    return canonical_json(json.loads(body))


def _same_body(one: Recorded, other: Recorded) -> None:
    if one.body != other.body:
        raise AssertionError("another body")


def _is_completion(content: bytes) -> bool:
    try:
        Completion.read(json.loads(content))
    except ValueError:
        return False
    return True


def _scrubbed(response: Mapping[str, object]) -> Mapping[str, object]:
    """The response without its headers, and without the time of the answer."""
    body = response["body"]
    assert isinstance(body, dict)
    content = json.loads(body["string"])
    if "created" in content:
        content["created"] = 0
    return {**response, "body": {"string": json.dumps(content, ensure_ascii=False).encode()}}


class _Readable:
    """A cassette as JSON that a person can read: bodies are data, not strings; Chinese is itself."""

    @staticmethod
    def serialize(cassette: Mapping[str, object]) -> str:
        recorded = cassette["interactions"]
        assert isinstance(recorded, list)
        interactions = [
            {
                "request": {"method": item["request"]["method"], "path": item["request"]["uri"], "body": body},
                "response": {"status": item["response"]["status"]["code"], "body": answer},
            }
            for item in recorded
            for body, answer in [(json.loads(item["request"]["body"]), json.loads(item["response"]["body"]["string"]))]
        ]
        # the order of completion is chance; the same recordings are the same file, first questions before re-asks
        interactions.sort(
            key=lambda item: (len(item["request"]["body"].get("messages", ())), canonical_json(item["request"]))
        )
        return json.dumps({"version": 1, "interactions": interactions}, ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def deserialize(text: str) -> dict[str, object]:
        found = json.loads(text)
        if not isinstance(found, dict) or found.get("version") != 1:
            raise ValueError("not a cassette of version 1")
        interactions = [
            {
                "request": {
                    "method": item["request"]["method"],
                    "uri": item["request"]["path"],
                    "body": canonical_json(item["request"]["body"]),
                    "headers": {},
                },
                "response": {
                    "status": {"code": item["response"]["status"], "message": ""},
                    "headers": {},
                    "body": {"string": json.dumps(item["response"]["body"], ensure_ascii=False)},
                },
            }
            for item in found["interactions"]
        ]
        return {"version": 1, "interactions": interactions}


class _WholeFiles:
    """Files in UTF-8, written beside their place and renamed."""

    @staticmethod
    def load_cassette(place: str, serializer: type[_Readable]) -> object:
        if not Path(place).is_file():
            raise CassetteNotFoundError
        return deserialize(Path(place).read_text(encoding="utf-8"), serializer)

    @staticmethod
    def save_cassette(place: str, cassette: Mapping[str, object], serializer: type[_Readable]) -> None:
        target = Path(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as stream:
            stream.write(serialize(cassette, serializer).encode())
