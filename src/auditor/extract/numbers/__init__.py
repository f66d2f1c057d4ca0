"""Numerals, units, quantities and dates as they are written."""
