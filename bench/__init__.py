"""Benchmarks against peers, on a screen of their own that is read back: `make bench`. Timings never decide a test."""
