"""``python -m govtext`` is the same as ``govtext``."""

from govtext.cli import run

if __name__ == "__main__":
    run()
