"""VLC into Qt Quick: decks that arm, play and cut; frames on their way to the scene; captions; what a file is."""

from kiosk.footage.facts import Report
from kiosk.footage.footage import Footage
from kiosk.footage.patience import Patience
from kiosk.footage.probe import Clip, UnplayableError, probe
from kiosk.footage.scenegraph import choose_scene_graph

__all__ = ["Clip", "Footage", "Patience", "Report", "UnplayableError", "choose_scene_graph", "probe"]
