"""Web pages saved as one file (.mht): a MIME message with the page as one of its parts."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from govtext.errors import ReadError
from govtext.readers.base import Reading
from govtext.readers.html import read_html

_PARTS = 20_000


def read_mht(data: bytes, name: str) -> Reading:
    """The text of the report on a saved page, as ``read_html`` gives it. Raises ReadError."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        for n, part in enumerate(message.walk()):
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page:
                    return read_html(page, name, part.get_content_charset())._replace(format="mht")
            if n > _PARTS:
                break
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(
            name, f"the saved page is damaged ({error})", "save it again as .html"
        ) from error
    raise ReadError(name, "there is no web page in it", "save the page again as .html")
