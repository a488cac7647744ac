"""docs/models.md: presets, modes, outcomes, keys, limits, kept and recorded answers, and who sees the text."""

from __future__ import annotations

from extractor.model.endpoint import KEY_VARIABLE
from extractor.model.presets import PRESETS, Mode, Preset
from extractor.model.request import CallStatus
from scripts.pages.markdown import GENERATED, table
from scripts.pages.members import described

__all__ = ["models_page"]

_PLAIN = {"answered": "The answer keeps to the schema.", "empty": "The answer is empty."}

_TEXT = """# Models

{generated}

A language model is the second reader: it is given a section of a report and the schema of the answer, never what the
other reader found. No model is asked unless one is named; `--model none` is the default, and needs no key and no network.

```text
--model none                                        no model
--model PRESET                                      the preset's own model
--model PRESET:MODEL                                another of its models
--model MODEL --base-url http://127.0.0.1:8765/v1   any endpoint with an interface like OpenAI's
```

## Presets

{presets}

Prices are for a million tokens sent / sent and kept by the provider / received, of the preset's own model, as known for
that month and not checked since: look at the provider's list before you rely on one. `--price SENT/RECEIVED[/CURRENCY]`
puts yours in their place, in dollars where it names no currency. Where no price is known, cost is null, and `--max-cost` is refused.

## Modes

How the endpoint is told the schema. The preset knows; `--mode` says otherwise.

{modes}

## Who sees the text

The text of the sections goes to the host of the endpoint and to no other; that host is named on stderr before the first
call. Redirects are not followed. `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured; an endpoint
on this machine is never looked for behind a proxy. With `--offline`, and with `--cassettes`, nothing is sent; only
`gongkai record` asks for what its cassettes do not hold.

## Keys

A key comes from the preset's environment variable, or from the file that the variable with `_FILE` behind it names. It is
sent to the preset's own host over https and nowhere else: with `--base-url` it stays where it is, and `{own}` (or
`{own}_FILE`) is used. An endpoint on this machine needs none. Keys are in no log, message, cache, cassette or ledger.

## What can become of a request

{statuses}

An answer that breaks the schema is asked for again, at most twice and within a budget of tokens; the model is told, in
Chinese, what is wrong with the form of its answer, and never that numbers do not add up. Status 429, errors of the server,
lost connections, pages that are no answer and timeouts are tried again, up to seven times with growing waits, or after the
wait that the provider asks for, if that is a minute or less. A key that is refused, an account without money, an unknown
model or path, and three requests in a row that found no endpoint stop the run: what was done is kept, the rest is
`skipped`, and the exit code is 3.

## Limits

`--concurrency` calls are in flight at once. `--rpm` and `--tpm` hold for any sixty seconds. `--max-calls`, `--max-tokens`
and `--max-cost` are for the whole run, retries and answers that break the schema counted; used up, nothing more is sent
and what was done is kept. Tokens are counted as the provider says, and estimated where it does not say.
`--dry-run` says what a run would take, and sends nothing.

Every option is also an environment variable for all commands: `GONGKAI_MODEL`, `GONGKAI_BASE_URL`, `GONGKAI_MAX_COST` and
so on. `gongkai check` asks none, whatever the environment names.

## Kept answers

What came over the wire is kept in `$XDG_CACHE_HOME/gongkai/answers` (or `--cache-dir`), under the hash of model,
parameters, messages, schema and `--epoch`. The same question costs nothing a second time; the kept answer is checked
against the schema again. Nothing is removed except by `gongkai cache clear`. Several processes may share a folder. It
holds the text of answers, so only its owner may enter it.

## The ledger

`--ledger FILE` adds a line of JSON for each request: prompt with version and hash, model asked and model that answered,
outcome, calls, re-asks, tokens by kind, characters, cost, seconds, and whether kept answers did. Tokens are null, never 0,
where the provider does not say or nothing was sent. `replayed` says what kept and recorded answers took when they were sent for.

## Recorded answers

`--cassettes DIR` answers from files, one a source, instead of an endpoint; the model is named as it was when the answers
were recorded, and needs no `--base-url`. A recorded answer belongs to one exact body: another prompt, model or parameter is
a miss, which is reported and not asked elsewhere. `gongkai record` asks an endpoint for what is missing and adds it;
`--stale` drops what nothing asks for any more.

Files are readable JSON without keys, hosts, headers or dates; only successful answers are recorded, as they came.
"""


def models_page() -> str:
    """Return the page."""
    presets = table(
        ("preset", "provider", "endpoint", "key", "model", "mode", "context", "price"), map(_row, PRESETS.values())
    )
    return _TEXT.format(
        generated=GENERATED,
        presets="\n".join(presets),
        modes=_members(Mode),
        statuses=_members(CallStatus),
        own=KEY_VARIABLE,
    )


def _row(preset: Preset) -> tuple[str, ...]:
    price = preset.price
    amounts = ""
    if price:
        kept = price.sent if price.cached is None else price.cached
        amounts = f"{price.sent:g} / {kept:g} / {price.received:g} {price.currency} ({price.as_of})"
    return (
        f"`{preset.name}`",
        preset.title,
        preset.base_url,
        f"`{preset.key_variable}`" if preset.key_variable else "none",
        f"`{preset.model}`" if preset.model else "you say",
        f"`{preset.mode.value}`",
        f"{preset.context:,}" if preset.context else "",
        amounts,
    )


def _members(enumeration: type[Mode] | type[CallStatus]) -> str:
    texts = described(enumeration)
    rows = [(f"`{member.value}`", texts.get(member.name) or _PLAIN[member.value]) for member in enumeration]
    return "\n".join(table(("word", "meaning"), rows))
