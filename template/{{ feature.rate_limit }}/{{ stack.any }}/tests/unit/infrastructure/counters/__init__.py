"""Units, without HTTP and without a database; they mirror `src/app`."""
