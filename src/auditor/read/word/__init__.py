"""The parts of a Word document: the package, its styles and numbers, and the text of its paragraphs."""
