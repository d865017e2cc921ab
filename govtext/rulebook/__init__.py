"""The rules: the tables under ``rules/`` and those of users, how they are read and checked."""
