"""Figures in prose: reads the numbers of a text, and compares one figure with another.

Arithmetic is exact throughout.
"""
