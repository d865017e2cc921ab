"""The findings of ``govtext check`` in several formats, each a module."""
