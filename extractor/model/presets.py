"""The providers that are known by name: one table, and nothing about any of them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

__all__ = ["PRESETS", "Mode", "Preset", "Price"]


class Mode(StrEnum):
    """How an endpoint is told the schema of the answer, the strictest that it understands."""

    JSON_SCHEMA = "json-schema"
    """``response_format`` with the schema: decoding is constrained to it."""
    TOOLS = "tools"
    """The answer is the arguments of one function that must be called."""
    JSON_OBJECT = "json-object"
    """``response_format`` asks for some JSON object; the schema stands in the prompt."""
    TEXT = "text"
    """The schema stands in the prompt, the answer in a code block; for endpoints that know nothing else."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost."""

    sent: float
    received: float
    cached: float | None = None
    """Tokens sent that the provider says it had kept from before; None where they cost as much as others."""
    currency: str = "USD"
    as_of: str | None = None
    """Month for which it was known, ``YYYY-MM``, not checked since; None for a price that the user gave."""

    def of(self, sent: int, received: int, cached: int = 0) -> float:
        """Return the cost of a call in ``currency``.

        Args:
            sent: tokens sent, ``cached`` among them.
            received: tokens received.
            cached: tokens sent that the provider had kept.
        """
        kept = self.sent if self.cached is None else self.cached
        return ((sent - cached) * self.sent + cached * kept + received * self.received) / 1_000_000


@dataclass(frozen=True, slots=True)
class Preset:
    """A provider with an interface like OpenAI's."""

    name: str
    title: str
    base_url: str
    key_variable: str | None
    """Environment variable of its key; None where none is needed."""
    model: str | None
    """Asked where the user names none; None where the user must."""
    mode: Mode
    context: int | None = None
    """Tokens that ``model`` takes at once, answer included."""
    price: Price | None = None
    """Of ``model`` alone."""
    limit_parameter: str = "max_tokens"
    """What the body calls the longest answer."""


_TABLE = (
    Preset(
        "openai",
        "OpenAI",
        "https://api.openai.com/v1",
        "OPENAI_API_KEY",
        "gpt-4.1-mini",
        Mode.JSON_SCHEMA,
        1_047_576,
        Price(0.40, 1.60, 0.10, "USD", "2025-04"),
        "max_completion_tokens",
    ),
    Preset(
        "deepseek",
        "DeepSeek",
        "https://api.deepseek.com/v1",
        "DEEPSEEK_API_KEY",
        "deepseek-chat",
        Mode.JSON_OBJECT,
        131_072,
        Price(0.28, 0.42, 0.028, "USD", "2025-09"),
    ),
    Preset(
        "dashscope",
        "DashScope (Qwen)",
        "https://dashscope.aliyuncs.com/compatible-mode/v1",
        "DASHSCOPE_API_KEY",
        "qwen-plus",
        Mode.TOOLS,
        131_072,
        Price(0.80, 2.00, None, "CNY", "2025-07"),
    ),
    Preset(
        "zhipu",
        "Zhipu (GLM)",
        "https://open.bigmodel.cn/api/paas/v4",
        "ZHIPUAI_API_KEY",
        "glm-4-plus",
        Mode.JSON_OBJECT,
        131_072,
        Price(5.00, 5.00, None, "CNY", "2025-04"),
    ),
    Preset(
        "moonshot",
        "Moonshot (Kimi)",
        "https://api.moonshot.cn/v1",
        "MOONSHOT_API_KEY",
        "kimi-k2-0905-preview",
        Mode.JSON_OBJECT,
        262_144,
        Price(4.00, 16.00, 1.00, "CNY", "2025-09"),
    ),
    Preset("ollama", "Ollama, on this machine", "http://127.0.0.1:11434/v1", None, None, Mode.TEXT),
    Preset("vllm", "vLLM, on this machine", "http://127.0.0.1:8000/v1", None, None, Mode.JSON_SCHEMA),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({preset.name: preset for preset in _TABLE})
"""By name, as ``--model`` takes it. Prices are those of the month beside them: check before you rely on one."""
