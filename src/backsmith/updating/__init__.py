"""What changes a project: rehearsed in a second working tree, told, and written whole or not at
all."""
