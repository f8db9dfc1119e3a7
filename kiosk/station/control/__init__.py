"""The control socket: the one way in for everything outside the player. docs/control.md tells how it is spoken to."""
