"""The screens of an exhibition as they are drawn, measured for what a visitor can see, reach and touch.

A room for a technician's laptop: it looks at `screen` from outside, and no room of the kiosk knows it.
"""
