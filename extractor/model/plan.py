"""What asking would take, without asking: calls, characters, tokens and cost."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.presets import Price

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a set of requests would take. Tokens and cost are estimates, without re-asks."""

    requests: int = 0
    kept: int = 0
    """Of them, answered already: kept or recorded."""
    characters: int = 0
    """That would be sent, schemas counted."""
    tokens_sent: int = 0
    tokens_received: int = 0
    price: Price | None = None

    @property
    def calls(self) -> int:
        """Calls that would be sent."""
        return self.requests - self.kept

    @property
    def cost(self) -> float | None:
        """In the currency of the price; None where no price is known."""
        return self.price.of(self.tokens_sent, self.tokens_received) if self.price else None

    def __add__(self, other: Plan) -> Plan:
        return Plan(
            self.requests + other.requests,
            self.kept + other.kept,
            self.characters + other.characters,
            self.tokens_sent + other.tokens_sent,
            self.tokens_received + other.tokens_received,
            self.price or other.price,
        )

    def line(self) -> str:
        """Return the plan in words."""
        cost = "cost not known" if self.cost is None or self.price is None else f"{self.cost:.4f} {self.price.currency}"
        about = f"about {self.tokens_sent + self.tokens_received} tokens, {cost}"
        return f"{self.calls} calls ({self.kept} of {self.requests} answers are kept), {self.characters} characters, {about}"
