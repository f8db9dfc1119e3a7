"""The footage of the shipped exhibition, drawn by script: CPU only, deterministic from seeds. See README.md."""
