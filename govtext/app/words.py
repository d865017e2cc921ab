"""The dictionary of attention, as a list that is edited in the browser."""

from __future__ import annotations

from pathlib import Path

from govtext.analyses.dictionary import as_list, dictionary, shipped
from govtext.app.asked import UnmadeError
from govtext.errors import GovtextError
from govtext.messages import use
from govtext.rulebook.usable import checked


def lines_of(path: Path | None, rules: str | None, lang: str) -> str:
    """The dictionary at ``path``, else that of govtext, as a list. Runs in a worker process.

    Raises UnmadeError.
    """
    use(lang)
    try:
        return as_list(shipped(checked(rules)) if path is None else dictionary(path))
    except (GovtextError, ValueError, ImportError) as error:
        # People know the file by its name, and not where the session keeps it.
        raise UnmadeError(str(error).replace(str(path), path.name if path else "")) from error
    finally:
        use(None)
