"""Judges what stands around the code: pipelines, rules, documents. `make checklist` runs them."""
