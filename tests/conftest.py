"""Every test raises exceptions that users get as diagnostics, in subprocesses too."""

from __future__ import annotations

import os

os.environ["GOVTEXT_STRICT"] = "1"
