"""The commands, those that need more than a few lines in a file each."""
