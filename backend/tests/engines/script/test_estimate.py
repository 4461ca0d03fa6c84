"""How long scripts take, before a voice has said them."""

from __future__ import annotations

import pytest

from enfoads.engines.script.estimate import estimate, pauses, seconds
from enfoads.engines.script.reading import read_script
from enfoads.engines.voice.base import Language

# Seconds that Kokoro's voices took (ef_dora and em_alex, af_heart and am_michael; the mean where both said it).
MEASURED: list[tuple[Language, float, str]] = [
    ("es", 7.4, "¡Hola! Hoy la chaqueta térmica cuesta S/ 49,90 y el envío es gratis en todo el Perú. Pide la tuya ya."),
    (
        "es",
        8.12,
        "¿Sabías que el café de altura se cosecha a mano? En Café Andino lo tostamos cada semana, para que llegue"
        " fresco a tu mesa. Pruébalo y cuéntanos.",
    ),
    ("es", 9.64, "Abrimos de lunes a sábado, de 9 a 18 h. Llámanos al 999 888 777 o escríbenos a hola@cafeandino.pe."),
    ("es", 3.98, "2x1 en hamburguesas solo este fin de semana. ¡Ven con tus amigos!"),
    (
        "es",
        12.44,
        "Nuestra clínica dental cuida tu sonrisa desde 1998. Agenda tu cita con la Dra. Ruiz en la Av. Arequipa"
        " 1234, Miraflores. [pause 700ms] Te esperamos.",
    ),
    ("en", 7.73, "Hello! Today the thermal jacket is only $49.90, with free shipping everywhere. Get yours now."),
    ("en", 10.9, "We are open Monday to Saturday, 9am-6pm. Call us at 555-123-4567 or write to hello@acme.com."),
    (
        "en",
        10.69,
        "You search and search, and nothing feels right. In the end you just settle. That is why we made these"
        " running shoes: light, comfortable and ready when you are. Discover them today.",
    ),
    (
        "en",
        7.94,
        "Our dental clinic has looked after your smile since 1998. Book with Dr. Smith at 5th St. [pause 700ms] See you soon.",
    ),
    (
        "en",
        10.15,
        "Save up to 20% on your electricity bill. With 450 W solar panels, your home makes its own energy. Ask for free advice.",
    ),
]


def test_the_length_shown_while_typing_is_near_that_of_the_voice() -> None:
    """All ten together within 5 %, each within 12 %: an ad that must take 20 s is not written for 25."""
    found = [(seconds(read_script(text, language)), measured) for language, measured, text in MEASURED]
    assert sum(one for one, _ in found) == pytest.approx(sum(measured for _, measured in found), rel=0.05)
    assert all(one == pytest.approx(measured, rel=0.12) for one, measured in found), found


def test_words_follow_each_other_and_pauses_are_counted_once() -> None:
    script = read_script("Hola, mundo. [pause 2s] Adiós 🎉 ya [pause 1s]", "es")
    times = estimate(script)
    assert [time.text for time in times] == ["Hola,", "mundo.", "Adiós", "🎉", "ya"]
    assert times[2].start - times[1].end > 2
    assert times[3].start == times[3].end == times[2].end
    assert pauses(script) == 3
    assert seconds(script) > times[-1].end + 1


def test_twice_the_speed_takes_half_the_time_and_leaves_asked_pauses_alone() -> None:
    plain, paused = read_script("Hoy es un buen día.", "es"), read_script("Hoy es un [pause 1s] buen día.", "es")
    assert seconds(plain, 2) == pytest.approx(seconds(plain) / 2, abs=0.002)
    assert seconds(paused, 2) == pytest.approx(seconds(plain, 2) + 1, abs=0.002)
