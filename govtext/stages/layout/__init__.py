"""Layout: what editors, printers and pages did to the lines of a report, undone."""
