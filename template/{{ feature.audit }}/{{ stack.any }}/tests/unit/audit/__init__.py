"""The rules of the audit log, without a database."""
