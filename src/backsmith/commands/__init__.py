"""What each command does. One file each."""
