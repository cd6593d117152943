"""Evaluate: codings set against reports that were coded by hand."""

from dragoman.evaluate.figures import MEASURES, BCubed, Figures, Miss, Rate, Score, Share
from dragoman.evaluate.rows import load_coded, load_gold
from dragoman.evaluate.scoring import score

__all__ = [
    "MEASURES",
    "BCubed",
    "Figures",
    "Miss",
    "Rate",
    "Score",
    "Share",
    "load_coded",
    "load_gold",
    "score",
]
