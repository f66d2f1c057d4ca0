"""The rules: one file, one rule, found by lying here."""
