"""Evaluation: gold (annotations made by hand), and measures of how well reports agree with it."""
