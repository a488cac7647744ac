from extractor.sources.budget import Meter
from extractor.sources.page import Page


def read_legacy_text(data: bytes, suffix: str, meter: Meter) -> Page:
    raise NotImplementedError


def read_legacy_sheets(data: bytes, meter: Meter) -> Page:
    raise NotImplementedError
