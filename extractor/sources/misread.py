"""Text that was UTF-8, was read as GBK, and was saved again: ``涓€銆佹€讳綋鎯呭喌`` for ``一、总体情况``."""

from __future__ import annotations

from extractor.sources.chinese import sense

__all__ = ["recover"]

_NONSENSE = 0.25
_GAIN = 0.2
_SAMPLE = 20_000
_EURO, _EURO_BYTE = "€", b"\x80"
"""Windows reads the lone byte 0x80 as a euro sign; no encoder of Python's turns it back."""


def recover(text: str) -> str | None:
    """Return the text as it was before the misreading, or None if it was not misread.

    Lines that make sense as they stand are left as they are. Where a byte was lost on the way, U+FFFD stands for the
    character; ASCII characters, digits among them, all stay.
    """
    if not _misread(text[:_SAMPLE]):
        return None
    return "".join(_line_back(line) for line in text.splitlines(keepends=True))


def _misread(text: str) -> bool:
    before = sense(text)
    return before < _NONSENSE and "\ufffd" not in text[:1] and sense(_back(text)) > before + _GAIN


def _line_back(line: str) -> str:
    if line.isascii():
        return line
    back = _back(line)
    return back if sense(back) > sense(line) else line


def _back(text: str) -> str:
    return b"".join(map(_bytes_before, text)).decode("utf-8", errors="replace")


def _bytes_before(char: str) -> bytes:
    """Return the bytes that GBK reads as this character; its own UTF-8 where GBK has no such character.

    Nothing of four bytes may come out: GB18030 writes them with ASCII digits inside.
    """
    if char == _EURO:
        return _EURO_BYTE
    raw = char.encode("gb18030", errors="replace")
    return raw if len(raw) <= 2 else char.encode("utf-8")
