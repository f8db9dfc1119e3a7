"""Content on its way to a kiosk: packed, carried, checked, switched to as a whole, and undone. No Qt, no VLC.

<content>/current -> versions/0007-3f2a9c1b        what is shown; replaced by one rename
<content>/versions/0007-3f2a9c1b/playlists, media  whole versions, never changed once they are there
<content>/staging/                                 one that is being made, which nobody looks at
<content>/trial.json                               whether the newest has shown anything yet: trial.py
"""
