"""Pure functions, one noun a file. Nothing here imports anything of ours."""
