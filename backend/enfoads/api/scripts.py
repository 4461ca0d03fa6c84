"""Scripts for videos: how long one takes to say, and one written from a product."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.images import Warning
from enfoads.api.schemas.scripts import MagicScript, MagicScriptRequest, ScriptLength, ScriptLengthRequest, ScriptScene
from enfoads.api.video_inputs import LibrarySources
from enfoads.engines.prompts import scripts
from enfoads.engines.prompts.llm import LanguageModel
from enfoads.engines.prompts.scripts import Order
from enfoads.engines.script.estimate import pauses, seconds, span, spare
from enfoads.engines.script.reading import read_script, unsaid
from enfoads.engines.voice.base import Language
from enfoads.errors import InvalidRequest, LlmFailed, Text

routes = Routes("scripts")

_OFF = 0.1  # of the asked length: what a person is told of
_LISTED = 5  # words in a warning

_SILENT = Text("No voice says {words}: it is shown in the captions only.", "Ninguna voz dice {words}: solo se ve en los subtítulos.")
_OTHER_LENGTH = Text("It takes about {found} s instead of {asked} s.", "Dura unos {found} s en vez de {asked} s.")
_TESTIMONIAL = Text(
    "A testimonial must be true: let a customer say it in their own words.",
    "Un testimonio tiene que ser verdad: que un cliente lo cuente con sus palabras.",
)


@routes.on("POST", "/script-length", body=ScriptLengthRequest, out=ScriptLength, errors=(404,))
def script_length(call: Call, body: ScriptLengthRequest) -> ScriptLength:
    """How long a script takes to say and how it is read, at once, while it is typed. One without words yet takes 0 s."""
    kit = LibrarySources(call).brand(body.brand)
    try:
        script = read_script(body.script, body.language, kit.lexicon if kit else ())
    except InvalidRequest as error:
        told = [Warning(code=error.code, message=error.message(call.language))] if body.script.strip() else []
        return ScriptLength(seconds=0, language=body.language or "es", words=0, pauses_s=0, spoken="", warnings=told)
    silent = unsaid(script)
    told = [Warning(code="not_said", message=_in(call, _SILENT, words=_listed(silent)))] if silent else []
    return ScriptLength(
        seconds=round(seconds(script, body.speed), 1),
        language=script.language,
        words=sum(bool(word.spoken) for word in script.words),
        pauses_s=round(pauses(script), 2),
        spoken=" ".join(word.spoken for word in script.words if word.spoken),
        warnings=told,
    )


@routes.on("POST", "/magic-script", body=MagicScriptRequest, out=MagicScript, errors=(404, 501, 502, 503))
def magic_script(call: Call, body: MagicScriptRequest) -> MagicScript:
    """Write an ad script that lasts as long as asked.

    It promises nothing that the request does not say: add prices, dates and places yourself.
    """
    kit = LibrarySources(call).brand(body.brand)
    if not any(map(str.isalnum, body.product)):
        raise InvalidRequest(param="product", detail="product: name it in words", detail_es="product: nómbralo con palabras")
    seed = secrets.randbelow(2**32) if body.seed is None else body.seed
    order = Order(
        product=body.product, language=body.language, seconds=body.seconds, structure=body.structure, audience=body.audience,
        goal=body.goal or "", tone=body.tone or (kit.tone if kit else ""), brand=kit.name if kit else "", cta=kit.cta if kit else "",
        seed=seed,
    )  # fmt: skip
    lexicon = kit.lexicon if kit else ()
    if body.engine == "llm":
        model = LanguageModel(call.studio.settings)
        with call.site.waiting.seat():
            scenes = model.write_script(order)
        if not any(_length(scene.narration, order.language, lexicon) for scene in scenes):
            raise LlmFailed(detail="it holds no words to say", detail_es="no contiene palabras que decir")
    else:
        order = order._replace(seconds=body.seconds + spare(body.language))
        scenes = scripts.write(order, lambda text: _length(text, order.language, lexicon))
    text = "\n".join(scene.narration for scene in scenes)
    found = seconds(read_script(text, order.language, lexicon))
    told = [Warning(code="testimonial", message=_in(call, _TESTIMONIAL))] if body.structure == "testimonial" else []
    if abs(found - body.seconds) > _OFF * body.seconds:
        told.append(Warning(code="other_length", message=_in(call, _OTHER_LENGTH, found=round(found), asked=round(body.seconds))))
    return MagicScript(
        script=text, structure=body.structure, seconds=round(found, 1), language=body.language, seed=seed, engine=body.engine,
        scenes=[ScriptScene(narration=scene.narration, visual_prompt=scene.visual_prompt) for scene in scenes], warnings=told,
    )  # fmt: skip


def _length(text: str, language: Language, lexicon: Sequence[dict[str, str | None]]) -> float:
    """Seconds; 0 for what has no words."""
    try:
        return span(read_script(text, language, lexicon))
    except InvalidRequest:
        return 0.0


def _in(call: Call, text: Text, **values: object) -> str:
    return (text.es if call.language == "es" else text.en).format(**values)


def _listed(words: list[str]) -> str:
    return ", ".join(word[:30] for word in words[:_LISTED]) + ("…" if len(words) > _LISTED else "")
