"""Rules as data: the tables under ``rules/``, how they are read and checked."""
