"""What the report says of itself: unit, kind, year, staff and amounts."""
