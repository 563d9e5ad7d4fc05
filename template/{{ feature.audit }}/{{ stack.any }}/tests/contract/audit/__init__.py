"""What is written down, and who may read it, over HTTP alone."""
