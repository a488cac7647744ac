"""Taking turns with the processor, so that what one request has ready goes out before the next is worked on."""

from __future__ import annotations

import asyncio

__all__ = ["Turns"]


class Turns:
    """Lets one task at a time go on, and what it started reach the network before the next.

    Answers that arrive together would all be read before the first new request is written: the event loop serves in the
    order of arrival, and writing is a later step of each request. The endpoint would wait for the whole batch each time.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()

    async def take(self) -> None:
        """Return when it is the caller's turn, which lasts until it waits for something."""
        await self._lock.acquire()
        # not held any longer than this step of the loop: whatever becomes of the caller, the next one has its turn
        asyncio.get_running_loop().call_soon(self._lock.release)
