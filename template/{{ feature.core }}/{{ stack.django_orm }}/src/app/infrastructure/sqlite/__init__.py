"""Django's SQLite backend, with as many connections as the settings say."""
