"""Expressions of time, and the years that a report and its sections speak of."""
