"""`client.images.edit` and `create_variation` of the official client: inside a mask by any model, by instruction where one can."""

from __future__ import annotations

import base64
import inspect
import io
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
import tinting
from openai.resources.images import Images
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from werkzeug.serving import make_server

QUICK = {"num_inference_steps": 4, "seed": 3}
PLUMBING = {"self", "extra_headers", "extra_query", "extra_body", "timeout"}
YELLOW, GREY = (255, 255, 0), (128, 128, 128)


def png(size: tuple[int, int] = (128, 128), colour: Any = YELLOW, *, hole: tuple[int, int, int, int] | None = None) -> bytes:
    """A picture of one colour, with a transparent part."""
    picture = Image.new("RGBA", size, (*colour, 255))
    if hole:
        picture.paste((0, 0, 0, 0), hole)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


RIGHT_HALF = (64, 0, 128, 128)
MASK = png(hole=RIGHT_HALF)

# A value for everything that the client can send and a mask takes.
OPTIONS: dict[str, Any] = {
    "image": png(),
    "prompt": "a red apple",
    "background": "opaque",
    "complexity": "low",
    "input_fidelity": "high",
    "mask": MASK,
    "model": "starter",
    "n": 2,
    "output_compression": 60,
    "output_format": "jpeg",
    "partial_images": 1,
    "quality": "low",
    "response_format": "b64_json",
    "safety_identifier": "somebody",
    "size": "96x96",
    "stream": False,
    "user": "somebody",
}
NOT_OURS = {"frame_count": 4, "frame_duration_ms": 100, "svg": {"model": "an-author"}}
VARIATION: dict[str, Any] = {
    "image": png(), "model": "dall-e-2", "n": 2, "response_format": "b64_json", "size": "256x256", "user": "somebody",
}  # fmt: skip


@pytest.fixture
def client(server: Any) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.address}/v1", api_key="any", max_retries=0) as client:
        yield client


def pictures(made: Any) -> list[Image.Image]:
    return [Image.open(io.BytesIO(base64.b64decode(one.b64_json, validate=True))) for one in made.data]


def vary(client: openai.OpenAI, **options: Any) -> Any:
    with pytest.warns(DeprecationWarning, match="deprecated"):  # the client's own word: OpenAI has retired it, we have not
        return client.images.create_variation(**options)


def params_of(server: Any, prompt: str) -> dict[str, Any]:
    jobs = server.call("GET", "/api/jobs?limit=20").json()["items"]
    return next(dict(job["params"]) for job in jobs if job["params"].get("prompt") == prompt)


def test_no_option_of_the_client_is_forgotten() -> None:
    edit = set(inspect.signature(Images.edit).parameters) - PLUMBING
    assert edit == set(OPTIONS) | set(NOT_OURS) | {"markup"}
    assert set(inspect.signature(Images.create_variation).parameters) - PLUMBING == set(VARIATION)


# ---- inside a mask ----


@pytest.mark.parametrize("holes_in", ["mask", "image"])
def test_what_is_transparent_is_redrawn_and_the_rest_stays_as_it_is(client: openai.OpenAI, holes_in: str) -> None:
    files = {"image": png(), "mask": MASK} if holes_in == "mask" else {"image": MASK}
    [made] = pictures(client.images.edit(**files, prompt="a red apple", extra_body=QUICK))
    assert made.size == (128, 128)
    assert made.convert("RGB").crop((0, 0, 56, 128)).getcolors() == [(56 * 128, YELLOW)]
    assert len(made.convert("RGB").crop((72, 0, 128, 128)).getcolors(56 * 128) or []) > 100


def test_every_option_at_once(client: openai.OpenAI) -> None:
    made = client.images.edit(**OPTIONS, extra_body=QUICK | {"guidance_scale": 3, "negative_prompt": "blurry", "strength": 0.9})
    assert [(one.format, one.size) for one in pictures(made)] == [("JPEG", (96, 96))] * 2
    assert (made.output_format, made.quality, made.size) == ("jpeg", "low", "96x96")
    assert made.usage is not None
    assert made.usage.input_tokens_details.image_tokens == 64


def test_a_file_may_come_as_path_tuple_or_stream(client: openai.OpenAI, tmp_path: Path) -> None:
    (tmp_path / "in.png").write_bytes(png())
    with (tmp_path / "in.png").open("rb") as opened:
        for image in (tmp_path / "in.png", ("in.png", png(), "image/png"), opened):
            assert client.images.edit(image=image, mask=MASK, prompt="a red apple", extra_body=QUICK).data


def test_the_answer_to_an_edit_can_be_a_link(client: openai.OpenAI, server: Any) -> None:
    made = client.images.edit(image=png(), mask=MASK, prompt="a red apple", response_format="url", extra_body=QUICK)
    assert made.data is not None
    assert server.http.get(made.data[0].url, timeout=30).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"image": [png(), png(colour=GREY)]}, "image"),
        ({"image": [png()] * 17}, "image"),
        ({"mask": png((64, 128), hole=(0, 0, 32, 128))}, "mask"),
        ({"mask": png(colour=(0, 0, 0))}, "mask"),
        ({"markup": MASK}, "markup"),
        ({"frame_count": 4}, "frame_count"),
        ({"svg": {"model": "an-author"}}, "svg_model"),
        ({"n": 11}, "n"),
        ({"input_fidelity": "medium"}, "input_fidelity"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(client: openai.OpenAI, options: dict[str, Any], param: str) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        client.images.edit(**{"image": png(), "mask": MASK, "prompt": "a red apple", **options})
    assert refused.value.param == param


def test_a_file_that_is_no_picture_is_refused_by_its_name(client: openai.OpenAI) -> None:
    for name, files in (("image", {"image": b"GIF89a"}), ("mask", {"image": png(), "mask": b"<svg/>"})):
        with pytest.raises(openai.APIStatusError) as refused:
            client.images.edit(**files, prompt="a red apple")
        assert refused.value.status_code in (415, 422)
        assert refused.value.param == name


def test_an_edit_needs_a_file(server: Any) -> None:
    answer = server.call("POST", "/v1/images/edits", files={"mask": ("m.png", MASK)}, data={"prompt": "a"})
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] == "image"


# ---- by instruction ----


@pytest.mark.parametrize("files", [{"image": png()}, {"image": [png(), png(colour=GREY)]}, {"image": png(), "markup": MASK}])
def test_without_a_mask_the_model_must_follow_instructions_and_none_does(client: openai.OpenAI, files: dict[str, Any]) -> None:
    with pytest.raises(openai.InternalServerError, match="instructions") as refused:
        client.images.edit(**files, prompt="make it red")
    assert (refused.value.status_code, refused.value.code, refused.value.type) == (501, "not_supported", "not_supported_error")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[openai.OpenAI]:
    """A client of a studio whose catalog has a model that follows instructions; everything else is as it ships."""
    from enfoads.app import create_app, create_studio
    from enfoads.engines import CREATORS
    from enfoads.models.catalog import Catalog
    from enfoads.settings import Settings

    monkeypatch.setattr(Catalog.__init__, "__defaults__", (tinting.write_catalog(tmp_path / "catalog.toml"),))
    monkeypatch.setitem(CREATORS, "image-edit", "tinting")
    (tmp_path / "data" / "models" / "tint").mkdir(parents=True)
    (tmp_path / "data" / "models" / "tint" / "model_index.json").write_text("{}")
    studio = create_studio(Settings(data_dir=tmp_path / "data", worker="thread", device="cpu", threads=1))
    app, sockets = create_app(studio)
    http = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        with openai.OpenAI(base_url=f"http://127.0.0.1:{http.server_port}/v1", api_key="any", max_retries=0) as client:
            yield client
    finally:
        http.shutdown()
        http.server_close()
        sockets.close()
        studio.close()


def mean(picture: Image.Image) -> tuple[int, ...]:
    return tuple(picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))


def test_an_engine_that_follows_instructions_needs_only_its_catalog_entry(editor: openai.OpenAI) -> None:
    listed = [model.id for model in editor.models.list()]
    assert listed == ["starter", "tint"]
    made = editor.images.edit(
        image=png(colour=GREY), prompt="make it red", n=2, size="200x100", output_format="webp", extra_body={"seed": 1}
    )
    first, second = pictures(made)
    assert (first.format, first.size) == ("WEBP", (200, 100))
    assert mean(first)[0] > 160 > mean(first)[1]
    assert first.tobytes() != second.tobytes()  # each has a seed of its own
    stronger = editor.images.edit(image=png(colour=GREY), prompt="make it red", extra_body={"seed": 1, "true_cfg_scale": 8})
    assert mean(pictures(stronger)[0])[0] > mean(first)[0] + 20


def test_other_pictures_and_marks_reach_the_engine(editor: openai.OpenAI) -> None:
    alone = editor.images.edit(image=png(colour=(0, 0, 0)), prompt="make it red", extra_body={"seed": 1})
    with_reference = editor.images.edit(
        image=[png(colour=(0, 0, 0)), png(colour=(0, 0, 255))], prompt="make it red", extra_body={"seed": 1}
    )
    assert mean(pictures(with_reference)[0])[2] > mean(pictures(alone)[0])[2] + 40
    marks = png(colour=(0, 255, 0), hole=(0, 0, 128, 64))
    marked = editor.images.edit(image=png(colour=(0, 0, 0)), markup=marks, prompt="make it red", extra_body={"seed": 1})
    assert mean(pictures(marked)[0])[1] > mean(pictures(alone)[0])[1] + 40


def test_an_edit_by_instruction_can_be_streamed(editor: openai.OpenAI) -> None:
    events = list(editor.images.edit(image=png(colour=GREY), prompt="make it red", stream=True, partial_images=2, extra_body={"seed": 5}))
    assert [event.type for event in events][-1] == "image_edit.completed"
    assert {event.type for event in events[:-1]} <= {"image_edit.partial_image"}


def test_a_mask_still_goes_to_a_model_that_inpaints(editor: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError, match="tint") as refused:
        editor.images.edit(image=png(), mask=MASK, prompt="make it red", model="tint")
    assert refused.value.status_code == 501
    assert editor.images.edit(image=png(), mask=MASK, prompt="a red apple", extra_body=QUICK).data


def test_a_model_named_by_its_id_is_not_replaced_by_another(editor: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError, match="starter"):
        editor.images.edit(image=png(), prompt="make it red", model="starter")
    with pytest.raises(openai.InternalServerError, match="tint"):
        editor.images.generate(prompt="a red apple", model="tint")
    assert editor.images.edit(image=png(), prompt="make it red", model="gpt-image-1").data


# ---- variations ----


def test_every_option_of_a_variation(client: openai.OpenAI) -> None:
    made = vary(client, **VARIATION, extra_body=QUICK)
    assert [one.size for one in pictures(made)] == [(256, 256)] * 2


def test_a_variation_shows_what_its_picture_was_made_from(client: openai.OpenAI, server: Any) -> None:
    prompt = f"a green tree {uuid.uuid4().hex}"
    made = client.images.generate(prompt=prompt, extra_body=QUICK | {"negative_prompt": "blurry"})
    assert made.data is not None
    vary(client, image=base64.b64decode(made.data[0].b64_json or ""), extra_body={"seed": 9, "strength": 0.5})
    params = params_of(server, prompt)
    assert (params["seed"], params["strength"], params["negative_prompt"]) == (9, 0.5, "blurry")
    assert params["image"]["width"] == 128
    said = f"a blue car {uuid.uuid4().hex}"
    vary(client, image=png(), extra_body={"prompt": said})
    assert params_of(server, said)["image"]["width"] == 128


def test_a_variation_of_a_picture_that_says_very_much_is_drawn(client: openai.OpenAI, server: Any) -> None:
    target, mark = io.BytesIO(), uuid.uuid4().hex
    texts = PngInfo()
    texts.add_text("parameters", f"a tree {mark}, {'leaves, ' * 1500}\nNegative prompt: {'blurry, ' * 1500}\nSteps: 20, Sampler: Euler a")
    Image.new("RGB", (128, 128), YELLOW).save(target, "PNG", pnginfo=texts)
    assert vary(client, image=target.getvalue(), extra_body=QUICK).data
    jobs = server.call("GET", "/api/jobs?limit=20").json()["items"]
    assert any(mark in job["params"].get("prompt", "") for job in jobs)


def test_a_variation_of_an_unknown_picture_keeps_its_colours(client: openai.OpenAI) -> None:
    [made] = pictures(vary(client, image=png(colour=(200, 30, 30)), extra_body=QUICK | {"strength": 0.3}))
    red, green, blue = mean(made)
    assert red > 120 > max(green, blue)


def test_a_weaker_variation_is_nearer_to_its_picture(client: openai.OpenAI) -> None:
    """With the official client's `size` left out the picture's own shape is kept."""
    source = png((128, 64), colour=GREY)
    near, far = (pictures(vary(client, image=source, extra_body=QUICK | {"strength": strength}))[0] for strength in (0.2, 1.0))
    assert near.size == far.size
    assert near.width > near.height

    def distance(made: Image.Image) -> float:
        return sum(abs(channel - 128) for pixel in made.convert("RGB").getdata() for channel in pixel) / (made.width * made.height)

    assert distance(near) < distance(far)
