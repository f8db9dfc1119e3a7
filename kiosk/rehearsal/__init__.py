"""A robot visitor that walks the real app with real touches: for tests, for screenless machines, for opening day."""
