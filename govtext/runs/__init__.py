"""A run over many reports: its files, the processes that read them, and the record of results."""
