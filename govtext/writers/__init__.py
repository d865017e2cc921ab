"""Writers: from reports to files and terminal output, one module for each format."""
