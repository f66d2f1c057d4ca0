"""Web pages: their markup, the flow of their text, and the grids of their tables."""
