"""What is said to visitors who listen: pure, but for the engine that says it."""
