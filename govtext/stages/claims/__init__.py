"""The claims: what each quantity measures, its change, period, status and whole."""
