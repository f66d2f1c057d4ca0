"""When two numbers are one quantity: what, whose, for when, on which basis, in which kind of unit."""
