"""The local web application: reports are dropped on a page, read, looked at and downloaded.

It shows what the commands make, and decides nothing of its own: pages are those of
``govtext.page``, tables those of ``govtext.analyses`` and ``govtext.writers``, and files are read
by the workers of ``govtext.runs``. The parts that need Starlette are imported by ``serve`` only.
"""
