"""The outline: markers and heading lines, and how they nest."""
