"""An endpoint on loopback whose behaviour is scripted: what providers do on good days and on bad ones.

A script is a function from a call to its reply; it may count, so that the third call is answered otherwise.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

USAGE = {
    "prompt_tokens": 100,
    "completion_tokens": 20,
    "total_tokens": 120,
    "prompt_tokens_details": {"cached_tokens": 40},
    "completion_tokens_details": {"reasoning_tokens": 5},
}


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    number: int
    """From 1, over all calls of the server."""
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: dict[str, object]

    @property
    def user(self) -> str:
        messages = self.body["messages"]
        assert isinstance(messages, list)
        return str(next(message["content"] for message in messages if message["role"] == "user"))

    @property
    def last(self) -> dict[str, object]:
        messages = self.body["messages"]
        assert isinstance(messages, list)
        found = messages[-1]
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class Reply:
    """What is sent back."""

    status: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    reset: bool = False
    """Close the connection with a reset, before a byte is sent."""
    missing: int = 0
    """Bytes of the content that are announced and never come."""
    stall: threading.Event | None = None
    """Send nothing until it is set."""


Script = Callable[[Call], Reply]


def answer(call: Call, text: str, *, usage: object = USAGE, finish: str | None = None, model: str = "fake-1") -> Reply:
    """A completion with an answer, in the dress that the call's mode asks for."""
    if tools := call.body.get("tools"):
        assert isinstance(tools, list)
        function = {"name": tools[0]["function"]["name"], "arguments": text}
        message: dict[str, object] = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": f"call_{call.number}", "type": "function", "function": function}],
        }
    else:
        content = text if call.body.get("response_format") else f"好的。\n```json\n{text}\n```"
        message = {"role": "assistant", "content": content}
    return completion(message, usage=usage, finish=finish or ("tool_calls" if tools else "stop"), model=model)


def completion(
    message: Mapping[str, object], *, usage: object = USAGE, finish: str | None = "stop", model: str = "fake-1"
) -> Reply:
    body: dict[str, object] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": model,
        "choices": [{"index": 0, "message": dict(message), "finish_reason": finish, "logprobs": None}],
    }
    if usage is not None:
        body["usage"] = usage
    return json_reply(200, body)


def json_reply(status: int, body: object, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = json.dumps(body, ensure_ascii=False).encode()
    return Reply(status, content, {"content-type": "application/json", **named})


def error(status: int, message: str = "", code: str | None = None, **headers: str) -> Reply:
    return json_reply(status, {"error": {"message": message, "code": code}}, **headers)


def page(status: int = 200) -> Reply:
    """The error page of a gateway."""
    return Reply(status, b"<html><body>502 Bad Gateway</body></html>", {"content-type": "text/html"})


def numbered(call: Call) -> Reply:
    """A good answer that says which request it belongs to: the number in the user's message."""
    found = re.search(r"\d+", call.user)
    assert found
    return answer(call, json.dumps({"label": "合计", "values": [int(found.group()), None]}, ensure_ascii=False))


def in_turn(*replies: Script | Reply) -> Script:
    """Each reply once, then the last for ever."""

    def script(call: Call) -> Reply:
        reply = replies[min(call.number, len(replies)) - 1]
        return reply if isinstance(reply, Reply) else reply(call)

    return script


class FakeServer:
    """The server, and every call that reached it."""

    def __init__(self, server: ThreadingHTTPServer, script: Script) -> None:
        self._server = server
        self.script = script
        self.calls: list[Call] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def take(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        with self._lock:
            named = {name.lower(): value for name, value in headers.items()}
            call = Call(len(self.calls) + 1, path, named, json.loads(body or b"{}"))
            self.calls.append(call)
        return self.script(call)


@contextmanager
def fake_server(script: Script = numbered) -> Iterator[FakeServer]:
    """A running server; gone at the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            reply = fake.take(self.path, dict(self.headers), body)
            if reply.stall:
                reply.stall.wait(30)
            if reply.reset:
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.content) + reply.missing))
            self.end_headers()
            self.wfile.write(reply.content)
            self.close_connection = reply.missing > 0

        do_GET = do_POST

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 512

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: clients that go away are part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    fake = FakeServer(server, script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
