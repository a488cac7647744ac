"""A key goes to its own endpoint and nowhere else, and is never shown."""

from __future__ import annotations

import pickle
import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model.endpoint import ApiKey, Endpoint, find_key
from extractor.model.presets import PRESETS
from extractor.model.request import CallStatus
from tests.extractor.model.fake_server import FakeServer, fake_server
from tests.extractor.model.model_cases import client, request, settings

KEY = "sk-test-0123456789abcdef"
DEEPSEEK = PRESETS["deepseek"].base_url


@pytest.mark.parametrize(
    ("base_url", "sent"),
    [
        (DEEPSEEK, True),
        ("https://API.deepseek.com/other", True),
        ("https://api.deepseek.com.evil.example/v1", False),
        ("https://evil.example/v1", False),
        ("https://api.deepseek.com:8443/v1", False),
        ("http://127.0.0.1:9000/v1", False),
    ],
)
def test_the_key_of_a_preset_is_for_its_host_alone(base_url: str, sent: bool) -> None:
    key = find_key(base_url, "deepseek", {"DEEPSEEK_API_KEY": KEY})
    assert (key is not None) == sent
    if key:
        assert key.header_for(base_url) == f"Bearer {KEY}"
        assert key.header_for("https://evil.example/v1") is None
        assert key.header_for("http://api.deepseek.com/v1") is None


def test_a_key_comes_from_a_file_too(tmp_path: Path) -> None:
    place = tmp_path / "key"
    place.write_text(KEY + "\n", encoding="utf-8")
    found = find_key(DEEPSEEK, "deepseek", {"DEEPSEEK_API_KEY_FILE": str(place)})
    assert found
    assert found.header_for(DEEPSEEK) == f"Bearer {KEY}"
    with pytest.raises(UsageError, match="DEEPSEEK_API_KEY_FILE"):
        find_key(DEEPSEEK, "deepseek", {"DEEPSEEK_API_KEY_FILE": str(tmp_path / "gone")})


def test_a_missing_key_says_which_variable() -> None:
    with pytest.raises(UsageError, match=r"api\.deepseek\.com: set DEEPSEEK_API_KEY"):
        find_key(DEEPSEEK, "deepseek", {})


@pytest.mark.parametrize("value", ["two words", "schlüssel", "line\nbreak"])
def test_what_is_no_key_is_refused_unseen(value: str) -> None:
    with pytest.raises(UsageError, match="is no key") as caught:
        find_key(DEEPSEEK, "deepseek", {"DEEPSEEK_API_KEY": value})
    assert value not in str(caught.value)


def test_no_key_goes_over_plain_http() -> None:
    with pytest.raises(UsageError, match="plain http"):
        find_key("http://models.example/v1", None, {"GONGKAI_MODEL_KEY": KEY})
    assert find_key("http://127.0.0.1:1/v1", None, {"GONGKAI_MODEL_KEY": KEY})
    assert find_key("http://[::1]:1/v1", None, {}) is None


def test_a_key_is_never_shown() -> None:
    key = ApiKey(KEY, Endpoint.of(DEEPSEEK), "DEEPSEEK_API_KEY")
    assert KEY not in f"{key} {key!r} {[key]}"
    assert key.scrub(f"wrong key {KEY}!") == "wrong key ***!"
    assert not hasattr(key, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(key)


@pytest.mark.parametrize(
    "url", ["ftp://host/v1", "host/v1", "https:///v1", "https://user:pw@host/v1", "https://host:99999/v1", ""]
)
def test_what_is_no_base_url_is_refused(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint.of(url)
    assert "pw" not in str(caught.value)


def test_only_the_needed_headers_are_sent(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "somebody-elses")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-secret: somebody-elses")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with client(settings(server.url)) as model:
        model.ask_all([request()])
    (call,) = server.calls
    expected = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
    assert set(call.headers) <= expected
    assert "somebody-elses" not in str(call.headers)
    assert call.headers["user-agent"].startswith("gongkai/")


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with client(settings("http://models.example/v1")) as model:
            (through,) = model.ask_all([request(5)])
        assert through.status is CallStatus.ANSWERED, through.reason
        assert [call.path for call in proxy.calls] == ["http://models.example/v1/chat/completions"]
        with client(settings(server.url)) as model:
            model.ask_all([request(6)])
        assert (len(proxy.calls), len(server.calls)) == (1, 1)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody has signed, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("the openssl program, which makes the test's certificate, is not installed")
    place, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    extension = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command = [program, "req", "-x509", *options, *extension, "-keyout", str(key), "-out", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    return place, key


@pytest.mark.parametrize("trusted", [True, False])
def test_certificates_of_the_environment_are_honoured(
    certificate: tuple[Path, Path], trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(400)
            self.end_headers()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        monkeypatch.delenv("SSL_CERT_DIR", raising=False)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        # an address that is not this machine's by name, so that the environment counts; looked up it is this machine
        with client(settings(f"https://localhost:{server.server_address[1]}/v1")) as model:
            (response,) = model.ask_all([request()])
        server.shutdown()
        thread.join()
    expected = "status 400" if trusted else "certificate"
    assert expected in str(response.reason)
