"""The playlist in a window on a technician's laptop: taken up as it is saved, with what it does beside it."""
