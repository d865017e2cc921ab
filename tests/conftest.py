"""Every test raises exceptions that users get as diagnostics, in subprocesses too, and reads what
the program says in English, whatever the language of the machine."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["GOVTEXT_STRICT"] = "1"
os.environ["GOVTEXT_LANG"] = "en"

# The first text of a process loads tables and dictionaries, and other work on the machine counts
# in the time of all: what a text may cost is measured in tests/test_work.py and test_odd_text.py.
settings.register_profile("govtext", deadline=None)
settings.load_profile("govtext")
