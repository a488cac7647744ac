"""Every figure of a run, with its interval: ``figures`` takes a run file and gives ``Scores``."""

from eval.figures.all import figures
from eval.figures.format import Scores

__all__ = ["Scores", "figures"]
