"""XML from strangers: no entity, no network, no more nodes than memory bears."""

from __future__ import annotations

from lxml import etree

from govtext.errors import ReadError

# A node takes libxml2 some 120 bytes: four million take half a gigabyte.
_NODES = 4_000_000


def parse_xml(data: bytes, name: str, part: str) -> etree._Element:
    """The root of the XML in ``data``, the part ``part`` of the file ``name``. Raises ReadError.

    A document type, which no Office or OFD document has, is refused: it is how entities get in.
    """
    if data.count(b"<") + data.count(b"=") > _NODES:
        raise ReadError(
            name, f"{part} has more elements than a report has", "check that it is the right file"
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
            name, f"the file is damaged: {part} is no XML ({error})", "get a sound copy"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(
            name, f"{part} declares a document type, as an attack does", "don't trust the file"
        )
    return root
