"""Makes somebody an admin: the first one, since a service has none by itself. `make admin`."""
