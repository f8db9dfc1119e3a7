"""What support needs to know of a machine, in one file."""
