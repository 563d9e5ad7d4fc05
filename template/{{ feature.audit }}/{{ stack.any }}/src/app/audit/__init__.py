"""The audit log: who has done what, when and from where. It is written once, and never changed."""
