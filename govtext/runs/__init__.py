"""A run over many reports: what is to be done, who does it, and what has been done so far."""
