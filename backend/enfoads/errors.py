"""Every error the studio can raise, in one tree.

EnfoadsError                     500 internal_error
├── InvalidRequest               422 invalid_value          a field has a value that cannot be used
│   ├── MalformedRequest         400 malformed_request      the request cannot be read at all
│   ├── UnsupportedMedia         415 unsupported_media_type
│   │   ├── UnsupportedFile      415 unsupported_file       an upload in no format that is taken, whatever its name says
│   │   │   └── UnsupportedUpload 415 unsupported_upload    neither picture nor video nor sound
│   │   ├── UnsupportedVideo     415 unsupported_video      a video upload whose streams are of no kind that is taken
│   │   └── UnsupportedAudio     415 unsupported_audio      the same of sounds
│   ├── PayloadTooLarge          413 payload_too_large
│   │   └── TooLong              413 too_long               a sound or a video that lasts too long
│   ├── RangeNotSatisfiable      416 range_not_satisfiable
│   ├── UnreadableImage          422 unreadable_image       an upload that is not a picture we can decode
│   ├── UnreadableVideo          422 unreadable_video       an upload that is not a video we can decode
│   ├── UnreadableAudio          422 unreadable_audio       an upload without a sound we can decode
│   │   └── NoSound              422 no_sound               a video without sound, where somebody is to be heard
│   ├── UnsafeFile               422 unsafe_file            a weights file that is not what it must be (pickle, bad header)
│   ├── ConsentRequired          422 consent_required       a swap that nobody has said everyone agreed to
│   ├── NoFaceDetected           422 no_face_detected       a picture that must show a face shows none
│   ├── FaceTooSmall             422 face_too_small         too few pixels to swap
│   ├── FacePoseUnsupported      422 face_pose_unsupported  turned further than the face engine can do
│   ├── UnusablePortrait         422 unusable_portrait      a portrait that no avatar can be made of
│   ├── UnknownModel             422 unknown_model
│   ├── IncompatibleCheckpoint   422 incompatible_checkpoint
│   ├── UnusableLora             422 unusable_lora          a LoRA that does not fit: another base model, NaN, shapes
│   ├── UrlRefused               422 url_refused            an address given by a caller that the studio will not open
│   └── FetchFailed              422 fetch_failed           such an address gave no usable file
├── Unauthorized                 401 invalid_api_key
├── Forbidden                    403 forbidden
│   ├── LicenseNotAcknowledged   403 license_not_acknowledged  a model whose licence has a condition that nobody accepted here
│   └── KeyRequired              403 key_required           listening beyond loopback without an API key
├── NotFound                     404 not_found
│   ├── UnknownAvatar            404 avatar_not_found
│   └── ModelNotFound            404 model_not_found        a model that OpenAI's clients ask for and nobody here knows
├── MethodNotAllowed             405 method_not_allowed
├── Conflict                     409 conflict
│   ├── PortTaken                409 port_taken
│   ├── IdempotencyMismatch      409 idempotency_mismatch   same key, other body
│   ├── ModelInUse               409 model_in_use
│   └── LibraryInUse             409 library_in_use         another process owns the data folder
├── TooManyRequests              429 too_many_requests
├── NotSupported                 501 not_supported          the active model lacks the capability
│   └── LlmNotConfigured         501 llm_not_configured     no language model in the settings
├── Unavailable                  503 unavailable            shutting down, or no room for one more
│   ├── QueueFull                503 queue_full
│   ├── WaitingRoomFull          503 waiting_room_full
│   ├── DeviceOutOfMemory        503 gpu_out_of_memory
│   ├── LlmUnavailable           503 llm_unavailable        the language model does not answer
│   └── SpeechUnavailable        503 speech_unavailable     the speech service of the settings does not answer
├── LlmFailed                    502 llm_failed             the language model's answer cannot be used
├── SpeechFailed                 502 speech_failed          the speech service's answer cannot be used
├── WaitTimeout                  504 wait_timeout           the caller waited long enough; the job goes on
├── DiskFull                     507 disk_full
│   └── NotEnoughDisk            507 not_enough_disk        a download is larger than what is free
├── NotWritable                  500 not_writable           a file or folder to which this user, or nobody, has access
└── JobFailed                    500 job_failed
    ├── JobCancelled             409 job_cancelled
    ├── JobTimeout               500 job_timeout            over its own time limit
    ├── WorkerDied               500 worker_died            killed, crashed or out of memory, twice
    │   └── HelperDied           500 helper_died            the same of a program that a worker runs: ffmpeg
    ├── WorkerUnavailable        500 worker_unavailable     no worker process can be started
    ├── WorkerHung               500 worker_hung            silent past the step limit, twice
    ├── Interrupted              500 interrupted            the server stopped during the job, twice
    ├── DownloadFailed           500 download_failed        no source gave a file that verifies
    ├── ModelNotInstalled        409 model_not_installed
    └── InvalidImage             500 invalid_image          black or NaN even after the fp32 retry

Each class carries its HTTP status, its `code` (what clients test), and its text in English and Spanish as
`str.format` templates over the keyword values given to the constructor. Errors are raised where they happen and
shaped in one place (`api/errors.py`). They cross the worker pipe and the job table with `to_record`/`from_record`.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Language = Literal["en", "es"]


class Text(NamedTuple):
    """One sentence in both languages; a template over the error's values."""

    en: str
    es: str


class EnfoadsError(Exception):
    """Base of all. `param` names the request field at fault; `values` fill the templates (JSON scalars only)."""

    status = 500
    code = "internal_error"
    type = "server_error"
    text = Text("Something failed inside the studio: {detail}", "Algo falló dentro del estudio: {detail}")
    hint = Text("Look at data/app.log for the request id.", "Busca el identificador de la petición en data/app.log.")

    job_id: str | None = None  # the job that failed with this error, for a caller who waited

    def __init__(self, *, param: str | None = None, **values: Any) -> None:
        self.param = param
        self.values = values
        super().__init__(self.message("en"))

    def message(self, language: Language = "en") -> str:
        return self._fill(self.text, language)

    def advice(self, language: Language = "en") -> str:
        return self._fill(self.hint, language)

    def _fill(self, text: Text, language: Language) -> str:
        """A value `x` may have a Spanish twin `x_es`."""
        template = text.es if language == "es" else text.en
        spanish = {name.removesuffix("_es"): value for name, value in self.values.items() if name.endswith("_es")}
        return template.format_map(_Values(self.values | (spanish if language == "es" else {})))

    def to_record(self) -> dict[str, Any]:
        """JSON form that `from_record` turns back into the same error."""
        return {"code": self.code, "param": self.param, "values": self.values}

    @staticmethod
    def from_record(record: dict[str, Any]) -> EnfoadsError:
        """The error a record came from; an unknown code becomes `EnfoadsError` and keeps its values."""
        kind = _by_code().get(str(record.get("code")), EnfoadsError)
        return kind(param=record.get("param"), **(record.get("values") or {}))


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def _by_code() -> dict[str, type[EnfoadsError]]:
    found: dict[str, type[EnfoadsError]] = {}
    todo: list[type[EnfoadsError]] = [EnfoadsError]
    while todo:
        kind = todo.pop()
        found.setdefault(kind.code, kind)
        todo.extend(kind.__subclasses__())
    return found


class InvalidRequest(EnfoadsError):
    status, code, type = 422, "invalid_value", "invalid_request_error"
    text = Text("{detail}", "{detail}")
    hint = Text("Correct the field and send the request again.", "Corrige el campo y envía la petición otra vez.")


class MalformedRequest(InvalidRequest):
    status, code = 400, "malformed_request"


class UnsupportedMedia(InvalidRequest):
    status, code = 415, "unsupported_media_type"
    hint = Text("Send the content type named in /docs.", "Envía el tipo de contenido que indica /docs.")


class UnsupportedFile(UnsupportedMedia):
    code = "unsupported_file"
    text = Text("{name} is not a PNG, JPEG or WebP picture.", "{name} no es una imagen PNG, JPEG ni WebP.")
    hint = Text("Save the picture as PNG, JPEG or WebP and send that.", "Guarda la imagen como PNG, JPEG o WebP y envíala.")


class UnsupportedVideo(UnsupportedMedia):
    code = "unsupported_video"
    text = Text("{name} holds no video that is taken ({detail}).", "{name} no contiene un vídeo que se admita ({detail}).")
    hint = Text("Save the video as MP4 (H.264) or WebM and send that.", "Guarda el vídeo como MP4 (H.264) o WebM y envíalo.")


class UnsupportedUpload(UnsupportedFile):
    code = "unsupported_upload"
    text = Text("{name} is no picture, video or sound that is taken.", "{name} no es una imagen, un vídeo ni un audio que se admita.")
    hint = Text(
        "Send PNG, JPEG or WebP; MP4, MOV, WebM or MKV; MP3, M4A, WAV, OGG or FLAC.",
        "Envía PNG, JPEG o WebP; MP4, MOV, WebM o MKV; MP3, M4A, WAV, OGG o FLAC.",
    )


class UnsupportedAudio(UnsupportedMedia):
    code = "unsupported_audio"
    text = Text("{name} holds no sound that is taken.", "{name} no contiene un audio que se admita.")
    hint = Text("Save the sound as MP3, M4A, WAV, OGG or FLAC and send that.", "Guarda el audio como MP3, M4A, WAV, OGG o FLAC y envíalo.")


class PayloadTooLarge(InvalidRequest):
    status, code = 413, "payload_too_large"
    text = Text("The request is larger than {limit}.", "La petición supera {limit}.")
    hint = Text("Send a smaller file.", "Envía un archivo más pequeño.")


class TooLong(PayloadTooLarge):
    code = "too_long"
    text = Text("It lasts longer than {limit}.", "Dura más de {limit}.")
    hint = Text("Send a shorter part of it.", "Envía un fragmento más corto.")


class RangeNotSatisfiable(InvalidRequest):
    status, code = 416, "range_not_satisfiable"
    text = Text("The file does not have this range.", "El archivo no tiene ese rango.")
    hint = Text("Leave the Range header out.", "Quita la cabecera Range.")


class UnreadableImage(InvalidRequest):
    code = "unreadable_image"
    text = Text("{name} is not a picture that can be opened: {detail}", "{name} no es una imagen que se pueda abrir: {detail}")
    hint = Text("Send a PNG, JPEG or WebP of at most 64 megapixels.", "Envía PNG, JPEG o WebP de 64 megapíxeles como máximo.")


class UnreadableVideo(InvalidRequest):
    code = "unreadable_video"
    text = Text("{name} is not a video that can be opened: {detail}", "{name} no es un vídeo que se pueda abrir: {detail}")
    hint = Text("Send an MP4, MOV or WebM that plays to its end.", "Envía un MP4, MOV o WebM que se reproduzca hasta el final.")


class UnreadableAudio(InvalidRequest):
    code = "unreadable_audio"
    text = Text("{name} is not a sound that can be opened: {detail}", "{name} no es un audio que se pueda abrir: {detail}")
    hint = Text("Send an MP3, M4A, WAV, OGG or FLAC that plays to its end.", "Envía MP3, M4A, WAV, OGG o FLAC que suene hasta el final.")


class NoSound(UnreadableAudio):
    code = "no_sound"
    text = Text("{name} is a video without sound.", "{name} es un vídeo sin sonido.")
    hint = Text(
        "Send one in which somebody speaks: export it with its sound, or send the recording alone.",
        "Envía uno en el que alguien hable: expórtalo con su sonido, o envía solo la grabación.",
    )


class UnsafeFile(InvalidRequest):
    code = "unsafe_file"
    text = Text("{name} was refused: {detail}", "{name} se rechazó: {detail}")
    hint = Text(
        "Only safetensors weights are loaded; convert the file or get its safetensors version.",
        "Solo se cargan pesos safetensors; convierte el archivo o consigue su versión safetensors.",
    )


class UnknownModel(InvalidRequest):
    code = "unknown_model"
    text = Text("There is no model called {model}.", "No hay ningún modelo llamado {model}.")
    hint = Text("`enfoads models list` shows the ids.", "`enfoads models list` muestra los identificadores.")


class IncompatibleCheckpoint(InvalidRequest):
    code = "incompatible_checkpoint"
    text = Text("{model} is not an SDXL checkpoint: {detail}", "{model} no es un checkpoint SDXL: {detail}")
    hint = Text("Choose a checkpoint made for SDXL.", "Elige un checkpoint hecho para SDXL.")


class UnusableLora(InvalidRequest):
    code = "unusable_lora"
    text = Text("The LoRA {name} cannot be used: {detail}", "La LoRA {name} no se puede usar: {detail}")
    hint = Text("Choose a LoRA made for SDXL.", "Elige una LoRA hecha para SDXL.")


class UrlRefused(InvalidRequest):
    code = "url_refused"
    text = Text("{name} is not fetched: {detail}", "{name} no se descarga: {detail}")
    hint = Text(
        "Give a public https address, or name the host in ENFOADS_FETCH_ALLOW_HOSTS.",
        "Da una dirección https pública, o nombra el servidor en ENFOADS_FETCH_ALLOW_HOSTS.",
    )


class FetchFailed(InvalidRequest):
    code = "fetch_failed"
    text = Text("{name} could not be fetched: {detail}", "No se pudo descargar {name}: {detail}")
    hint = Text("Check the address; a signed one expires.", "Revisa la dirección; las firmadas caducan.")


class ConsentRequired(InvalidRequest):
    code = "consent_required"
    text = Text(
        "A face may be used only when everyone shown has agreed: consent must be true.",
        "Una cara solo se puede usar si todas las personas que aparecen han aceptado: consent debe ser true.",
    )
    hint = Text(
        "Ask them, then send consent=true; it is kept with the result.", "Pregúntales y envía consent=true; se guarda con el resultado."
    )


class NoFaceDetected(InvalidRequest):
    code = "no_face_detected"
    text = Text("No face was found in {name}.", "No se encontró ninguna cara en {name}.")
    hint = Text(
        "Send a picture in which the face is larger, sharper and seen from the front.",
        "Envía una imagen con la cara más grande, nítida y de frente.",
    )


class FaceTooSmall(InvalidRequest):
    code = "face_too_small"
    text = Text(
        "The face in {name} is {width} pixels wide; at least {least} are needed.",
        "La cara de {name} mide {width} píxeles de ancho; hacen falta {least} como mínimo.",
    )
    hint = Text(
        "Send a larger picture of the face, or force the swap and expect a blurred one.",
        "Envía una imagen más grande de la cara, o fuerza el intercambio y espera que salga borroso.",
    )


class FacePoseUnsupported(InvalidRequest):
    code = "face_pose_unsupported"
    text = Text(
        "The face in {name} is turned {degrees}° away from the other one; {model} can do {limit}°.",
        "La cara de {name} está girada {degrees}° respecto a la otra; {model} llega a {limit}°.",
    )
    hint = Text(
        "Send a source photo that looks the same way, or force the swap and expect artefacts.",
        "Envía una foto de origen que mire hacia el mismo lado, o fuerza el intercambio y espera defectos.",
    )


class UnusablePortrait(InvalidRequest):
    code = "unusable_portrait"
    text = Text("No avatar can be made of {name}: {detail}.", "No se puede hacer un avatar con {name}: {detail}.")
    hint = Text(
        "Send a sharp, bright photo of one person who looks at the camera with open eyes and a mouth that is shut or smiles.",
        "Envía una foto nítida y clara de una persona que mire a la cámara con los ojos abiertos y la boca cerrada o sonriendo.",
    )


class Unauthorized(EnfoadsError):
    status, code, type = 401, "invalid_api_key", "authentication_error"
    text = Text("A valid API key is needed.", "Hace falta una clave de API válida.")
    hint = Text(
        "Send it as `Authorization: Bearer <key>` or `X-API-Key`, or sign in on the page.",
        "Envíala como `Authorization: Bearer <clave>` o `X-API-Key`, o inicia sesión en la página.",
    )


class Forbidden(EnfoadsError):
    status, code, type = 403, "forbidden", "permission_error"
    text = Text("This is not allowed: {detail}", "No está permitido: {detail}")
    hint = Text("Use a key that has the right.", "Usa una clave que tenga el permiso.")


class LicenseNotAcknowledged(Forbidden):
    code = "license_not_acknowledged"
    text = Text("{model} may be used on one condition: {condition}", "{model} se puede usar con una condición: {condition}")
    hint = Text("Accept it once; the studio keeps who did and when.", "Acéptala una vez; el estudio guarda quién lo hizo y cuándo.")


class KeyRequired(Forbidden):
    code = "key_required"
    text = Text(
        "{host} opens the studio to other machines, so it needs an API key.",
        "{host} abre el estudio a otras máquinas, así que hace falta una clave de API.",
    )
    hint = Text(
        "Run `enfoads keys add <name>`, or set ENFOADS_API_KEYS.", "Ejecuta `enfoads keys add <nombre>`, o define ENFOADS_API_KEYS."
    )


class NotFound(EnfoadsError):
    status, code, type = 404, "not_found", "not_found_error"
    text = Text("There is no {kind} {id}.", "No existe {kind} {id}.")
    hint = Text(
        "Check the id. What was deleted from the library can be restored for 10 minutes.",
        "Revisa el identificador. Lo borrado de la biblioteca se puede recuperar durante 10 minutos.",
    )


class UnknownAvatar(NotFound):
    code = "avatar_not_found"
    hint = Text("GET /avatars, or enfoads avatars, lists those there are.", "GET /avatars o enfoads avatars enumera los que hay.")


class ModelNotFound(NotFound):
    code = "model_not_found"
    text = Text("The model {model} does not exist.", "El modelo {model} no existe.")
    hint = Text("GET /v1/models lists the ids.", "GET /v1/models muestra los identificadores.")


class MethodNotAllowed(EnfoadsError):
    status, code, type = 405, "method_not_allowed", "invalid_request_error"
    text = Text("This address does not take {method}.", "Esta dirección no acepta {method}.")
    hint = Text("The Allow header lists what it takes.", "La cabecera Allow dice lo que acepta.")


class Conflict(EnfoadsError):
    status, code, type = 409, "conflict", "conflict_error"
    text = Text("{detail}", "{detail}")
    hint = Text("Read the current state and try again.", "Lee el estado actual e inténtalo otra vez.")


class PortTaken(Conflict):
    code = "port_taken"
    text = Text("The studio cannot listen on {host}:{port}: {detail}", "El estudio no puede escuchar en {host}:{port}: {detail}")
    hint = Text(
        "Choose another port with --port, or stop the program that uses it.",
        "Elige otro puerto con --port, o cierra el programa que lo usa.",
    )


class IdempotencyMismatch(Conflict):
    code = "idempotency_mismatch"
    text = Text("This Idempotency-Key was used with another body.", "Esta Idempotency-Key ya se usó con otro contenido.")
    hint = Text("Use a new key for a new request.", "Usa una clave nueva para una petición nueva.")


class ModelInUse(Conflict):
    code = "model_in_use"
    text = Text("{model} is in use.", "{model} está en uso.")
    hint = Text("Wait for the running job or cancel it.", "Espera al trabajo en curso o cancélalo.")


class LibraryInUse(Conflict):
    code = "library_in_use"
    text = Text(
        "Another process uses this data folder (process {pid}, address {address}).",
        "Otro proceso usa esta carpeta de datos (proceso {pid}, dirección {address}).",
    )
    hint = Text(
        "Use that one, stop it, or choose another --data-dir. Without an address it is a command of enfoads: try again when it has ended.",
        "Usa ese, detenlo o elige otra --data-dir. Si no tiene dirección es una orden de enfoads: prueba otra vez cuando termine.",
    )


class TooManyRequests(EnfoadsError):
    status, code, type = 429, "too_many_requests", "rate_limit_error"
    text = Text("Too many requests.", "Demasiadas peticiones.")
    hint = Text("Wait the seconds given in Retry-After.", "Espera los segundos que indica Retry-After.")


class NotSupported(EnfoadsError):
    status, code, type = 501, "not_supported", "not_supported_error"
    text = Text("{model} cannot do this: {detail}", "{model} no puede hacer esto: {detail}")
    hint = Text("Choose a model with this capability.", "Elige un modelo que tenga esa capacidad.")


class LlmNotConfigured(NotSupported):
    code = "llm_not_configured"
    text = Text("There is no language model in the settings.", "No hay ningún modelo de lenguaje en los ajustes.")
    hint = Text(
        "Set ENFOADS_LLM_BASE_URL and ENFOADS_LLM_MODEL, or use the built-in engine.",
        "Define ENFOADS_LLM_BASE_URL y ENFOADS_LLM_MODEL, o usa el motor incluido.",
    )


class Unavailable(EnfoadsError):
    status, code, type = 503, "unavailable", "server_error"
    text = Text("The studio cannot take this now: {detail}", "El estudio no puede atender esto ahora: {detail}")
    hint = Text("Try again in a moment.", "Inténtalo de nuevo en un momento.")


class QueueFull(Unavailable):
    code = "queue_full"
    text = Text("The queue is full ({limit} jobs).", "La cola está llena ({limit} trabajos).")
    hint = Text("Wait until some jobs have finished, or cancel some.", "Espera a que terminen algunos trabajos, o cancela alguno.")


class WaitingRoomFull(Unavailable):
    code = "waiting_room_full"
    text = Text("{limit} callers are waiting already.", "Ya hay {limit} peticiones en espera.")
    hint = Text("Send `Prefer: respond-async` and read the job.", "Envía `Prefer: respond-async` y consulta el trabajo.")


class DeviceOutOfMemory(Unavailable):
    code = "gpu_out_of_memory"
    text = Text(
        "{device} has not enough memory for {model}: {needed} needed, {free} free.",
        "{device} no tiene memoria suficiente para {model}: hacen falta {needed}, quedan {free}.",
    )
    hint = Text(
        "Choose a smaller size or fewer outputs, or unload models.",
        "Elige un tamaño menor o menos imágenes, o descarga modelos de la memoria.",
    )


class LlmUnavailable(Unavailable):
    code = "llm_unavailable"
    text = Text("The language model does not answer: {detail}", "El modelo de lenguaje no responde: {detail}")
    hint = Text(
        "Check ENFOADS_LLM_BASE_URL and its key, or use the built-in engine.",
        "Revisa ENFOADS_LLM_BASE_URL y su clave, o usa el motor incluido.",
    )


class SpeechUnavailable(Unavailable):
    code = "speech_unavailable"
    text = Text("The speech service does not answer: {detail}", "El servicio de voz no responde: {detail}")
    hint = Text(
        "Check ENFOADS_SPEECH_BASE_URL and its key, or choose one of the studio's own voices.",
        "Revisa ENFOADS_SPEECH_BASE_URL y su clave, o elige una voz propia del estudio.",
    )


class SpeechFailed(EnfoadsError):
    status, code, type = 502, "speech_failed", "server_error"
    text = Text("The speech service's answer cannot be used: {detail}", "La respuesta del servicio de voz no sirve: {detail}")
    hint = Text("Try again, or choose one of the studio's own voices.", "Inténtalo otra vez, o elige una voz propia del estudio.")


class LlmFailed(EnfoadsError):
    status, code, type = 502, "llm_failed", "server_error"
    text = Text("The language model's answer cannot be used: {detail}", "La respuesta del modelo de lenguaje no sirve: {detail}")
    hint = Text("Try again, or use the built-in engine.", "Inténtalo otra vez, o usa el motor incluido.")


class WaitTimeout(EnfoadsError):
    status, code, type = 504, "wait_timeout", "server_error"
    text = Text("The job is still running after {seconds} s.", "El trabajo sigue en marcha después de {seconds} s.")
    hint = Text("Read /api/jobs/{job_id}.", "Consulta /api/jobs/{job_id}.")


class DiskFull(EnfoadsError):
    status, code, type = 507, "disk_full", "server_error"
    text = Text("The disk is full.", "El disco está lleno.")
    hint = Text("Free some space and try again.", "Libera espacio e inténtalo otra vez.")


class NotWritable(EnfoadsError):
    code = "not_writable"
    text = Text("{path} cannot be read or written: {detail}.", "No se puede leer ni escribir en {path}: {detail}.")
    hint = Text("Give this user access to it, or choose another place.", "Da acceso a este usuario o elige otro sitio.")


class NotEnoughDisk(DiskFull):
    code = "not_enough_disk"
    text = Text("{folder} has {free} free; {needed} are needed.", "{folder} tiene {free} libres; hacen falta {needed}.")


class JobFailed(EnfoadsError):
    code = "job_failed"
    text = Text("The job failed: {detail}", "El trabajo falló: {detail}")
    hint = Text("Try again; if it fails again, look at data/app.log.", "Inténtalo otra vez; si vuelve a fallar, mira data/app.log.")


class JobCancelled(JobFailed):
    status, code, type = 409, "job_cancelled", "conflict_error"
    text = Text("The job was cancelled.", "El trabajo se canceló.")
    hint = Text("Send it again if you still want it.", "Envíalo otra vez si aún lo quieres.")


class JobTimeout(JobFailed):
    code = "job_timeout"
    text = Text("The job took longer than {seconds} s.", "El trabajo tardó más de {seconds} s.")
    hint = Text(
        "Choose fewer steps or a smaller size, or raise ENFOADS_JOB_TIMEOUT.",
        "Elige menos pasos o un tamaño menor, o sube ENFOADS_JOB_TIMEOUT.",
    )


class WorkerDied(JobFailed):
    code = "worker_died"
    text = Text(
        "The worker process died twice during this job ({detail}).",
        "El proceso de trabajo murió dos veces durante este trabajo ({detail}).",
    )
    hint = Text(
        "Usually memory ran out: choose a smaller size or a smaller model.", "Suele faltar memoria: elige un tamaño o un modelo menor."
    )


class HelperDied(WorkerDied):
    code = "helper_died"
    text = Text(
        "A program that the studio needs was killed twice during this job ({detail}).",
        "Un programa que el estudio necesita murió dos veces durante este trabajo ({detail}).",
    )
    hint = Text(
        "Usually memory ran out: close other programs and try again.", "Suele faltar memoria: cierra otros programas e inténtalo otra vez."
    )


class WorkerUnavailable(JobFailed):
    code = "worker_unavailable"
    text = Text("The worker process cannot start ({detail}).", "El proceso de trabajo no puede arrancar ({detail}).")
    hint = Text("Run `enfoads doctor`; the reason is in data/app.log.", "Ejecuta `enfoads doctor`; el motivo está en data/app.log.")


class WorkerHung(JobFailed):
    code = "worker_hung"
    text = Text(
        "The worker gave no sign of life for {seconds} s, twice.", "El proceso de trabajo no respondió durante {seconds} s, dos veces."
    )
    hint = Text(
        "Choose a smaller size, or raise the step limit in the settings.", "Elige un tamaño menor o sube el límite por paso en los ajustes."
    )


class Interrupted(JobFailed):
    code = "interrupted"
    text = Text("The server stopped twice while this job ran.", "El servidor se detuvo dos veces durante este trabajo.")
    hint = Text("Press retry to run it again.", "Pulsa reintentar para ejecutarlo otra vez.")


class DownloadFailed(JobFailed):
    code = "download_failed"
    text = Text("{name} could not be downloaded: {detail}", "No se pudo descargar {name}: {detail}")
    hint = Text(
        "Put the file in {folder} by hand, or try again with a connection.", "Pon el archivo en {folder} a mano, o inténtalo con conexión."
    )


class ModelNotInstalled(JobFailed):
    status, code, type = 409, "model_not_installed", "conflict_error"
    text = Text("{model} is not installed.", "{model} no está instalado.")
    hint = Text(
        "Run `enfoads models pull {model}`, or pull it in Settings.", "Ejecuta `enfoads models pull {model}`, o descárgalo en Ajustes."
    )


class InvalidImage(JobFailed):
    code = "invalid_image"
    text = Text(
        "The model gave an empty picture, also in full precision.", "El modelo dio una imagen vacía, también con precisión completa."
    )
    hint = Text(
        "Try another seed, fewer weights in the prompt, or another checkpoint.",
        "Prueba otra semilla, menos pesos en el texto u otro checkpoint.",
    )
