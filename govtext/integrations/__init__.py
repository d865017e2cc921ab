"""Other libraries that reports are handed to."""
