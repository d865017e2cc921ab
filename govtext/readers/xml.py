"""XML from untrusted sources: no entities, no network, a limited number of nodes."""

from __future__ import annotations

from lxml import etree

from govtext.errors import ReadError

# A node takes about 120 bytes in libxml2: four million take half a gigabyte.
_NODES = 4_000_000


def parse_xml(data: bytes, name: str, part: str) -> etree._Element:
    """The root of the XML in ``data``, the part ``part`` of the file ``name``. Raises ReadError.

    A document type declaration is an error: it can define entities, and no Office or OFD document
    has one.
    """
    if data.count(b"<") + data.count(b"=") > _NODES:
        raise ReadError(
            name,
            f"{part} has more elements than a report may have",
            "check that it is the right file",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(
            name, f"the file is damaged: {part} is no XML ({error})", "get an undamaged copy"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(
            name,
            f"{part} declares a document type, which can be an attack",
            "do not open the file unless you trust its source",
        )
    return root
