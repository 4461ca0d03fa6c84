"""Words for pictures: the styles, a better prompt from a short one, and Spanish for checkpoints that only read English."""

from __future__ import annotations

from enfoads.api.call import Call
from enfoads.api.contract import Routes
from enfoads.api.schemas.prompts import MagicPrompt, MagicPromptRequest, Style, StyleList, TranslatedPrompt, TranslateRequest
from enfoads.engines.prompts import magic, styles
from enfoads.engines.prompts.llm import LanguageModel
from enfoads.engines.prompts.magic import Brief
from enfoads.engines.prompts.translate import translate

routes = Routes("prompts")


@routes.on("GET", "/styles", out=StyleList)
def list_styles(call: Call) -> StyleList:
    """The ad styles that a request's `style` may name."""
    shown = ("id", "name", "name_es", "category", "example", "example_es")
    return StyleList(items=[Style.model_validate({name: getattr(style, name) for name in shown}) for style in styles.every()])


@routes.on("POST", "/magic-prompt", body=MagicPromptRequest, out=MagicPrompt, errors=(501, 502, 503))
def magic_prompt(call: Call, body: MagicPromptRequest) -> MagicPrompt:
    """Write a good ad prompt from a short one.

    The person's own words stay as typed, with their weights. The engine `llm` rewrites freely, but keeps what is weighted.
    """
    brand = call.studio.brands.default(call.owner) if body.brand else None
    brief = Brief(
        prompt=body.prompt,
        style=styles.find(body.style) if body.style else None,
        language=body.language,
        goal=body.goal,
        brand=magic.brand_words(name=brand.name, colors=brand.colors, tone=brand.tone, products=brand.products) if brand else None,
        icons=bool(call.studio.catalog.default_image_model().embedded),
    )
    if body.engine == "llm":
        model = LanguageModel(call.studio.settings)
        with call.site.waiting.seat():
            written = model.enhance(brief)
    else:
        written = magic.enhance(brief)
    return MagicPrompt(prompt=body.prompt, enhanced_prompt=written.prompt, negative_prompt=written.negative, engine=body.engine)


@routes.on("POST", "/translate-prompt", body=TranslateRequest, out=TranslatedPrompt, errors=(501, 502, 503))
def translate_prompt(call: Call, body: TranslateRequest) -> TranslatedPrompt:
    """What a Spanish prompt becomes in English, before it is used. Weights and brackets stay."""
    catalog = call.studio.catalog
    entry = catalog.get(body.model) if body.model else catalog.default_image_model()
    translation = translate(body.prompt)
    if body.engine == "llm" and translation.language == "es":
        model = LanguageModel(call.studio.settings)
        with call.site.waiting.seat():
            translation = translation._replace(text=model.translate(body.prompt), unknown=[])
    reads_spanish = entry.image is None or "es" in entry.image.languages
    return TranslatedPrompt(
        prompt=body.prompt,
        translated_prompt=translation.text,
        language=translation.language,
        needed=translation.language == "es" and not reads_spanish,
        engine=body.engine,
        unknown=translation.unknown,
    )
