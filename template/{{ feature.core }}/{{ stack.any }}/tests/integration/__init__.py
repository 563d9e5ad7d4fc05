"""The service with its database, its server, and bad days."""
