"""Relations told in prose: sums, counts, rates, growth, balances, limits, units."""
