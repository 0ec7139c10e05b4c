"""Figures in prose: what a text says in numbers, and how one figure stands to another."""

from __future__ import annotations

from factreport.figures.figure import Figure, Reading, Skipped, Time, Unit
from factreport.figures.reading import read, read_figure

__all__ = ["Figure", "Reading", "Skipped", "Time", "Unit", "read", "read_figure"]
