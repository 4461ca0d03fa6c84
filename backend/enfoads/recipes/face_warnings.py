"""What a person should know about a face, or a swap that was made all the same. Jobs keep the codes; the API adds the words."""

from __future__ import annotations

from enfoads.errors import Language, Text

_WEAK = {
    "face_small": Text("is small: details will be missing", "es pequeña: faltarán detalles"),
    "face_blurred": Text("is blurred", "está desenfocada"),
    "face_turned": Text("is turned to one side: expect artefacts", "está girada hacia un lado: puede haber defectos"),
    "face_tilted": Text("looks up or down: expect artefacts", "mira hacia arriba o hacia abajo: puede haber defectos"),
    "face_cut": Text("is partly outside the picture", "queda en parte fuera de la imagen"),
}
_WHOSE = {
    "": Text("The face", "La cara"),
    "source_": Text("The source face", "La cara de origen"),
    "target_": Text("The target face", "La cara de destino"),
}
WARNINGS: dict[str, Text] = {
    **{
        f"{whose}{weakness}": Text(f"{face.en} {text.en}.", f"{face.es} {text.es}.")
        for whose, face in _WHOSE.items()
        for weakness, text in _WEAK.items()
    },
    "poses_differ": Text(
        "The two faces look in different directions: expect artefacts.",
        "Las dos caras miran en direcciones distintas: puede haber defectos.",
    ),
    "identity_weak": Text(
        "The result is not clearly the source person; another source photo may do better.",
        "El resultado no es claramente la persona de origen; otra foto puede funcionar mejor.",
    ),
    "source_several_faces": Text(
        "A source photo shows several faces; the largest was taken.",
        "Una foto de origen muestra varias caras; se usó la más grande.",
    ),
    "target_several_faces": Text(
        "The target shows several faces; not all were replaced.",
        "El destino muestra varias caras; no se sustituyeron todas.",
    ),
    "faces_skipped": Text(
        "Some faces are too small or turned too far and were left as they are.",
        "Algunas caras son demasiado pequeñas o están muy giradas y se dejaron como estaban.",
    ),
    "c2pa_unavailable": Text(
        "Content Credentials were not added: c2pa-python is not installed, or the certificate in the settings cannot be used.",
        "No se añadieron Content Credentials: c2pa-python no está instalado, o el certificado de los ajustes no sirve.",
    ),
}


def text_of(code: str, language: Language) -> str:
    """The words for a code; one that is unknown is shown as it is."""
    text = WARNINGS.get(code, Text(code, code))
    return text.es if language == "es" else text.en
