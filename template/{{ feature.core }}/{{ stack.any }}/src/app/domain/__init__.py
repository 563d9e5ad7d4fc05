"""The business: one package a noun. These files are yours; updates bring new nouns alone."""
