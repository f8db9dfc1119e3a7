"""Small programs for inside the machine: the standard library only, handed to its python3 on standard input."""
