"""``govtext schema``: the JSON Schema of the outline."""

from __future__ import annotations

import sys

import msgspec

from govtext.commands import typed
from govtext.json_schema import schema

app = typed.App()


@app.command()
def schema_command() -> None:
    """Print the JSON Schema of the outline."""
    encoded = msgspec.json.format(msgspec.json.encode(schema()), indent=2)
    sys.stdout.buffer.write(encoded + b"\n")
