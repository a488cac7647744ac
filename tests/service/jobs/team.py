"""A team at work on a service that may die at any moment, and what it was told: accepted, or it does not know."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import httpx

from tests.service.jobs.uploads import zipped

__all__ = ["Edit", "Shipment", "Team", "sha256"]

_OFTEN = 0.02
"""Seconds between two things that one person does."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class Shipment:
    """One upload, with the key that makes a second one of it the same."""

    key: str
    files: Mapping[str, bytes]
    """As they are sent: documents, or an archive."""
    documents: Mapping[str, bytes]
    """What is in them, by the names that their items will have."""
    job: str | None = None
    """What it was answered with; None while nobody knows whether it came there."""


@dataclass(slots=True)
class Edit:
    """One decision, with the key that makes a second one of it the same."""

    key: str
    report: str
    path: str
    value: int
    seen: str
    """The version that the person saw, as If-Match has it."""
    version: int | None = None
    """What it was answered with."""


class Team:
    """Somebody who uploads, and somebody who edits."""

    def __init__(self, documents: Sequence[tuple[str, bytes]], seed: int) -> None:
        self.seed = seed
        self.shipments: list[Shipment] = []
        self.edits: list[Edit] = []
        self._sending, self._editing = Random(seed), Random(seed + 1)
        self._rest = list(reversed(documents))
        self._stop = threading.Event()
        self._quota = 0
        self._wrong: list[BaseException] = []

    @property
    def sent(self) -> int:
        """Shipments that were answered for."""
        return len(self.shipments) - len(self._unsure(self.shipments))

    @property
    def all_sent(self) -> bool:
        """True where there is nothing to send, for now."""
        return not self._unsure(self.shipments) and not (self._rest and self._quota)

    @property
    def edited(self) -> int:
        """Edits that were answered for."""
        return sum(edit.version is not None for edit in self.edits)

    @contextmanager
    def at_work(self, client: httpx.Client, shipments: int) -> Iterator[None]:
        """Work in two threads for as long as the block lasts, or the service lives.

        Args:
            client: of the service.
            shipments: new ones that are sent at most.
        """
        self._stop.clear()
        self._quota = shipments
        threads = [threading.Thread(target=self._until_it_dies, args=(do, client)) for do in (self._send, self._edit)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
        if self._wrong:
            raise self._wrong[0]

    def settle(self, client: httpx.Client) -> None:
        """Do again what nobody knows the end of, and send what is left of the documents."""
        self._quota = len(self._rest)
        while self._unsure(self.shipments) or self._rest:
            self._send(client)
        for edit in self.edits:
            if edit.version is None:
                self._say(client, edit)

    def _until_it_dies(self, do: object, client: httpx.Client) -> None:
        assert callable(do)
        with contextlib.suppress(httpx.TransportError):
            try:
                while not self._stop.wait(_OFTEN):
                    do(client)
            except (AssertionError, KeyError) as error:
                self._wrong.append(error)

    @staticmethod
    def _unsure(shipments: Sequence[Shipment]) -> list[Shipment]:
        return [shipment for shipment in shipments if shipment.job is None]

    def _send(self, client: httpx.Client) -> None:
        unsure = self._unsure(self.shipments)
        shipment = unsure[0] if unsure else self._next_shipment()
        if shipment is None:
            self._stop.wait(0.1)
            return
        files = [("files", (name, data)) for name, data in shipment.files.items()]
        answer = client.post("/uploads", files=files, headers={"Idempotency-Key": shipment.key})
        assert answer.status_code == 202, answer.text
        shipment.job = answer.json()["id"]

    def _next_shipment(self) -> Shipment | None:
        if not self._rest or not self._quota:
            return None
        self._quota -= 1
        chosen = dict(self._rest.pop() for _ in range(min(len(self._rest), self._sending.randint(1, 5))))
        if self.shipments and self._sending.random() < 0.3:  # somebody sends one again that came before
            earlier = self._sending.choice(self.shipments).documents
            chosen |= {f"again-{len(self.shipments)}.html": self._sending.choice(list(earlier.values()))}
        key = f"shipment-{self.seed}-{len(self.shipments)}"
        if self._sending.random() < 0.4:
            archive = f"{key}.zip"
            made = Shipment(
                key, {archive: zipped(chosen)}, {f"{archive}/{name}": data for name, data in chosen.items()}
            )
        else:
            made = Shipment(key, chosen, chosen)
        self.shipments.append(made)
        return made

    def _edit(self, client: httpx.Client) -> None:
        unsure = [edit for edit in self.edits if edit.version is None]
        edit = unsure[0] if unsure else self._next_edit(client)
        if edit:
            self._say(client, edit)

    def _say(self, client: httpx.Client, edit: Edit) -> None:
        reading = {"state": "number", "value": edit.value, "printed": str(edit.value), "how": "typed"}
        answer = client.post(
            f"/reports/{edit.report}/events",
            json={"kind": "decide", "path": edit.path, "reading": reading},
            headers={"Idempotency-Key": edit.key, "If-Match": edit.seen},
        )
        assert answer.status_code == 201, answer.text
        edit.version = int(edit.seen.strip('"v')) + 1

    def _next_edit(self, client: httpx.Client) -> Edit | None:
        listed = client.get("/reports", params={"limit": 200, "sort": "organization"}).json()["items"]
        if not listed:
            return None
        report = self._editing.choice(listed)["id"]
        answer = client.get(f"/reports/{report}/cells")
        path = self._editing.choice(answer.json()["items"])["path"]
        value = self._editing.randrange(1000)
        edit = Edit(f"edit-{self.seed}-{len(self.edits):05}", report, path, value, answer.headers["ETag"])
        self.edits.append(edit)
        return edit
