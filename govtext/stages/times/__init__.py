"""Expressions of time, the report years, and the periods of sections."""
