"""A report as an HTML page: one file that needs no network and opens from disk in any browser."""

from govtext.page.document import report_page
from govtext.page.index import index_page
from govtext.page.show import open_page
from govtext.page.write import write_pages

__all__ = ["index_page", "open_page", "report_page", "write_pages"]
