"""The contract over HTTP: envelopes, errors, pages, entity tags, documentation. Knows no domain."""
