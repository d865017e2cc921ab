"""Chinese: characters, words, numerals, units and times, from the tables of rules.

Nothing here depends on what a report is.
"""
