"""What options do with Redis, on a real one."""
