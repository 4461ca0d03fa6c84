"""What a person should know about a recording that was listened to. Jobs keep the codes; the API adds the words."""

from __future__ import annotations

from enfoads.errors import Language, Text

WARNINGS: dict[str, Text] = {
    "not_said": Text(
        "Some words were left silent: no voice here reads their writing.",
        "Algunas palabras quedaron sin decir: ninguna voz de aquí lee su escritura.",
    ),
    "no_speech": Text("Nobody is heard speaking in it.", "No se oye hablar a nadie."),
    "script_differs": Text(
        "What is heard has little to do with the script: the times of its words are guesses.",
        "Lo que se oye tiene poco que ver con el guion: los tiempos de sus palabras son aproximados.",
    ),
}


def text_of(code: str, language: Language) -> str:
    """The words for a code; one that is unknown is shown as it is."""
    text = WARNINGS.get(code, Text(code, code))
    return text.es if language == "es" else text.en
