"""Measures the model client against an endpoint on loopback; prints a table, kept as ``benchmarks/model.json``.

The endpoint is a process of its own that answers every call after the same time. The client is compared in the same
run with the two libraries it stands on, used plainly: ``openai`` alone and ``instructor`` over it.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import cast

import click
from pydantic import BaseModel, ConfigDict

from extractor.model.client import ModelClient
from extractor.model.request import CallStatus, Request
from extractor.model.settings import Limits, ModelSettings
from scripts.bench import peak_mb
from scripts.record_run import ROOT, write_record

__all__ = ["main"]

_PROMPT = "第三部分　收到和处理政府信息公开申请情况　" * 300
"""About as long as a section with a large table."""
_ROWS = [{"label": f"第{number}行", "values": [number] * 6 + [None]} for number in range(25)]


class Row(BaseModel):
    """A row of the table."""

    model_config = ConfigDict(extra="forbid")

    label: str
    values: list[int | None]


class Table(BaseModel):
    """As large as the largest answer."""

    model_config = ConfigDict(extra="forbid")

    rows: list[Row]


@click.command()
@click.option("--calls", type=click.IntRange(1), default=1280, show_default=True, help="Calls of each comparison.")
@click.option("--concurrency", type=click.IntRange(1), default=64, show_default=True)
@click.option("--latency", type=float, default=1.0, show_default=True, help="Seconds that the endpoint takes.")
@click.option("--many", type=click.IntRange(1), default=10_000, show_default=True, help="Calls of the memory run.")
@click.option("--serve", type=float, hidden=True, help="Be the endpoint, with this latency.")
@click.option("--remember", hidden=True, help="Be the memory run, against this base URL.")
def main(calls: int, concurrency: int, latency: float, many: int, serve: float | None, remember: str | None) -> None:
    """Measure, print and keep the figures."""
    if serve is not None:
        asyncio.run(_serve(serve))
        return
    if remember is not None:
        print(json.dumps(_memory(remember, many)))
        return
    record: dict[str, object] = {
        "command": f"python -m scripts.bench_model --calls {calls} --concurrency {concurrency} --latency {latency} --many {many}",
        # what else runs on the cores takes its share of the rate, not of the processor time a call
        "load_average_before": round(os.getloadavg()[0], 1),
    }
    with _endpoint(latency) as url:
        for name, run in {"gongkai": _gongkai, "instructor": _instructor, "openai": _openai}.items():
            record[name] = _measured(run, url, calls, concurrency, latency)
            click.echo(f"{name:<12} {json.dumps(record[name])}")
    with _endpoint(0.0) as url:
        command = [sys.executable, "-m", "scripts.bench_model", "--remember", url, "--many", str(many)]
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        record["peak_rss_mb_after_calls"] = json.loads(found.stdout)
    click.echo(f"peak RSS in MB after so many calls: {json.dumps(record['peak_rss_mb_after_calls'])}")
    click.echo(f"kept in {write_record('model', record).relative_to(ROOT)}")


_Run = Callable[[str, int, int], int]


def _measured(run: _Run, url: str, calls: int, concurrency: int, latency: float) -> Mapping[str, float]:
    """Rate, share of the ideal rate and processor time a call; the libraries are imported before the clock starts."""
    run(url, concurrency, concurrency)
    wall, cpu = time.perf_counter(), time.process_time()
    answered = run(url, calls, concurrency)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert answered == calls, f"{answered} of {calls}"
    return {
        "calls_a_second": round(calls / wall, 1),
        "share_of_ideal": round(calls / concurrency * latency / wall, 4),
        "cpu_ms_a_call": round(1000 * cpu / calls, 2),
    }


def _settings(url: str, concurrency: int) -> ModelSettings:
    return ModelSettings("fake", url, limits=Limits(concurrency=concurrency))


def _requests(start: int, stop: int) -> list[Request]:
    return [Request("requests", "1", "0" * 64, "抄录。", f"{n} {_PROMPT}", Table) for n in range(start, stop)]


def _gongkai(url: str, calls: int, concurrency: int) -> int:
    with ModelClient(_settings(url, concurrency)) as client:
        responses = client.ask_all(_requests(0, calls))
    return sum(response.status is CallStatus.ANSWERED for response in responses)


def _openai(url: str, calls: int, concurrency: int) -> int:
    import openai
    from openai.types.chat import ChatCompletion

    async def run() -> int:
        async with openai.AsyncOpenAI(api_key="x", base_url=url, http_client=openai.DefaultAioHttpClient()) as client:

            async def ask(number: int) -> object:
                body = {"model": "fake", "messages": _messages(number), "response_format": {"type": "json_object"}}
                found = await client.post("/chat/completions", cast_to=ChatCompletion, body=body)
                return Table.model_validate_json(found.choices[0].message.content or "")

            return await _all(ask, calls, concurrency)

    return asyncio.run(run())


def _instructor(url: str, calls: int, concurrency: int) -> int:
    import instructor
    import openai

    async def run() -> int:
        async with openai.AsyncOpenAI(api_key="x", base_url=url, http_client=openai.DefaultAioHttpClient()) as client:
            patched: object = instructor.patch(create=client.chat.completions.create, mode=instructor.Mode.JSON_SCHEMA)
            create = cast("Callable[..., Awaitable[object]]", patched)

            async def ask(number: int) -> object:
                return await create(response_model=Table, max_retries=0, model="fake", messages=_messages(number))

            return await _all(ask, calls, concurrency)

    return asyncio.run(run())


def _messages(number: int) -> list[dict[str, str]]:
    return [{"role": "system", "content": "抄录。"}, {"role": "user", "content": f"{number} {_PROMPT}"}]


async def _all(ask: Callable[[int], Awaitable[object]], calls: int, concurrency: int) -> int:
    numbers, done = iter(range(calls)), 0

    async def work() -> None:
        nonlocal done
        for number in numbers:
            await ask(number)
            done += 1

    await asyncio.gather(*(work() for _ in range(concurrency)))
    return done


def _memory(url: str, calls: int) -> dict[str, float]:
    """Peak memory after a tenth of the calls and after all of them; reports of eight sections one after another."""
    found: dict[str, float] = {}
    with ModelClient(_settings(url, 8)) as client:
        for start in range(0, calls, 8):
            client.ask_all(_requests(start, min(start + 8, calls)))
            if start + 8 >= calls // 10 and not found:
                found[str(start + 8)] = peak_mb()
        assert client.totals.answered == calls
    return {**found, str(calls): peak_mb()}


@contextmanager
def _endpoint(latency: float) -> Iterator[str]:
    command = [sys.executable, "-m", "scripts.bench_model", "--serve", str(latency)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


async def _serve(latency: float) -> None:
    message = {"role": "assistant", "content": json.dumps({"rows": _ROWS}, ensure_ascii=False)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 6000, "completion_tokens": 900, "total_tokens": 6900}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "fake", "choices": [choice], "usage": usage}
    content = json.dumps(body, ensure_ascii=False).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(asked.split(b"content-length:")[1].split(b"\r\n")[0])
                await reader.readexactly(length)
                await asyncio.sleep(latency)
                writer.write(head + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    main()
