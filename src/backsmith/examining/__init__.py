"""`status` and `doctor`: what there is to know of a project without changing it."""
