"""The body of the report and its metadata, separated from the furniture of the page."""
