"""The outline of a report: headings and enumerated items, nested as the author numbers them."""
