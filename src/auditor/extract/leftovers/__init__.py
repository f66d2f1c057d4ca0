"""What is left over in a report: blanks of the form, other texts, numbering out of order, the same words twice, chapters mixed up."""
