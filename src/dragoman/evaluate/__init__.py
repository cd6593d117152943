"""Evaluate: codings set against reports that were coded by hand."""

from dragoman.evaluate.figures import MEASURES, BCubed, Figures, Miss, Rate, Score, Share
from dragoman.evaluate.reliability import Bin, calibration_error, reliability
from dragoman.evaluate.rows import load_coded, load_gold
from dragoman.evaluate.scoring import score

__all__ = [
    "MEASURES",
    "BCubed",
    "Bin",
    "Figures",
    "Miss",
    "Rate",
    "Score",
    "Share",
    "calibration_error",
    "load_coded",
    "load_gold",
    "reliability",
    "score",
]
