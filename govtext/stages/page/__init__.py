"""What of a page is the report: furniture set apart, and what its head tells."""
