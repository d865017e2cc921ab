"""Rule tables (TOML), packaged so that an installed wheel finds them."""
