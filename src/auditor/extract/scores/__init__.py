"""Scores and the standards they follow: score tables, scores in prose, grades, printed rubrics."""
