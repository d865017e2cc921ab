"""Every test sees the exceptions that users are spared, in subprocesses too."""

from __future__ import annotations

import os

os.environ["GOVTEXT_STRICT"] = "1"
