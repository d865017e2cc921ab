"""The stages a report goes through, one file each; ``pipeline.py`` has them in order."""
