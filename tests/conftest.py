"""Every test raises exceptions that users get as diagnostics, in subprocesses too, and reads what
the program says in English, whatever the language of the machine."""

from __future__ import annotations

import os

os.environ["GOVTEXT_STRICT"] = "1"
os.environ["GOVTEXT_LANG"] = "en"
