"""Django's PostgreSQL backend, on connections that wait for nothing longer than they may."""
