"""What whoever answers in a model's place is given and gives: for stand-ins outside the package.

``extract(..., model=...)`` takes any ``ModelReader``. These types alone are public; how requests are made and answers
are located stays the model reader's own.
"""

from __future__ import annotations

from extractor.model.reader import ModelReader
from extractor.model.request import CallStatus, Request, Response

__all__ = ["CallStatus", "ModelReader", "Request", "Response"]
