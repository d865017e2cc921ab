"""Proofreading: places where a report contradicts itself, one kind of check a module."""
