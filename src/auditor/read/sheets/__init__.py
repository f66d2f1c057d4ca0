"""Workbooks: packages and their sheets, number formats, and how the cells of a sheet become lines and tables."""
