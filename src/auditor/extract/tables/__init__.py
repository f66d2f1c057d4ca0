"""Tables read by the meaning of their labels: grids, total rows and columns, row formulas."""
