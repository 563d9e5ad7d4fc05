"""What is sent twice is done once: a POST with an Idempotency-Key that was answered before."""
