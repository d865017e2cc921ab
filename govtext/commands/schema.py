"""``govtext schema``: the JSON Schema of the outline."""

from __future__ import annotations

import sys

import msgspec
import typer

from govtext.json_schema import schema

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def schema_command() -> None:
    """Print the JSON Schema of the outline."""
    encoded = msgspec.json.format(msgspec.json.encode(schema()), indent=2)
    sys.stdout.buffer.write(encoded + b"\n")
