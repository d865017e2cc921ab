"""The quantities: numbers that measure or count something."""
