"""What the service stands on: a port, its adapters and an install() for each thing."""
