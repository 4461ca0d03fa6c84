"""What a person should know about a picture that was made all the same. Jobs keep the codes; the API adds the words."""

from __future__ import annotations

from enfoads.errors import Text

WARNINGS: dict[str, Text] = {
    "negative_prompt_ignored": Text(
        "The negative prompt had no effect: this picture was made without guidance.",
        "El texto negativo no tuvo efecto: esta imagen se hizo sin guía.",
    ),
    "full_precision_retry": Text(
        "Half precision gave an empty picture, so it was made again in full precision.",
        "La media precisión dio una imagen vacía y se repitió con precisión completa.",
    ),
    "face_refine_off": Text(
        "Faces were not refined: it is turned off in the settings (ENFOADS_ENABLE_FACE_REFINEMENT).",
        "Las caras no se refinaron: está desactivado en los ajustes (ENFOADS_ENABLE_FACE_REFINEMENT).",
    ),
    "no_face_to_refine": Text(
        "No face was found to refine.",
        "No se encontró ninguna cara que refinar.",
    ),
}
