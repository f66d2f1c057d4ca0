"""Targets and what was reached: indicator records, target tables, admitted shortfalls."""
