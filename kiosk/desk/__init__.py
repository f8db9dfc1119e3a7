"""The technician's desk: what is measured, drawn and written at a laptop. Knows playlist and visit; no Qt, no VLC."""
