"""``python -m govtext`` is the same as ``govtext``."""

from govtext.cli import main

if __name__ == "__main__":
    main()
