"""What every resource is made of. A slice under `domain/` says only in what it differs."""
