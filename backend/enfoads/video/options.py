"""Names, in both languages, of what a video may be asked for. Read by the server."""

from __future__ import annotations

from enfoads.errors import Text

MOTIONS: dict[str, Text] = {
    "none": Text("Still", "Quieto"),
    "zoom_in": Text("Zoom in", "Acercar"),
    "zoom_out": Text("Zoom out", "Alejar"),
    "pan_left": Text("Pan left", "Hacia la izquierda"),
    "pan_right": Text("Pan right", "Hacia la derecha"),
    "pan_up": Text("Pan up", "Hacia arriba"),
    "pan_down": Text("Pan down", "Hacia abajo"),
}
TRANSITIONS: dict[str, Text] = {
    "cut": Text("Cut", "Corte"),
    "fade": Text("Fade", "Fundido"),
    "slide": Text("Slide", "Deslizar"),
    "wipe": Text("Wipe", "Barrido"),
    "zoom": Text("Zoom", "Zoom"),
    "push": Text("Push", "Empujar"),
}
PRESETS: dict[str, Text] = {
    "preview": Text("Preview", "Vista previa"),
    "draft": Text("Draft", "Borrador"),
    "final": Text("Final", "Final"),
}
