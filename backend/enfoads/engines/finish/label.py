"""A small visible mark in the bottom right corner that says a picture was made with AI; readable on any picture."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

SHARE = 0.028  # of the picture's shorter side: the height of the letters
LEAST, MOST = 12, 96  # pixels
_BACK, _LETTERS = (16, 16, 20, 190), (255, 255, 255, 255)


def labelled(image: Image.Image, text: str) -> Image.Image:
    """The picture (RGB or RGBA) with the mark; a picture too small for it comes back as it is."""
    found = badge_for(image.size, text)
    if found is None:
        return image
    badge, (x, y) = found
    spot = image.crop((x, y, x + badge.width, y + badge.height)).convert("RGBA")
    result = image.copy()
    result.paste(Image.alpha_composite(spot, badge).convert(image.mode), (x, y))
    return result


def badge_for(size: tuple[int, int], text: str) -> tuple[Image.Image, tuple[int, int]] | None:
    """The mark (RGBA) for pictures of this size and the place of its top left corner; None when there is no room for it."""
    height = round(min(max(SHARE * min(size), LEAST), MOST))
    font = ImageFont.load_default(height)
    left, top, right, bottom = font.getbbox(text)
    across, down = round(height * 0.55), round(height * 0.4)
    width, tall = round(right - left) + 2 * across, round(bottom - top) + 2 * down
    margin = round(height * 0.7)
    if width + margin > size[0] or tall + margin > size[1]:
        return None
    badge = _badge((width, tall), round(tall * 0.32))
    ImageDraw.Draw(badge).text((across - left, down - top), text, font=font, fill=_LETTERS)
    return badge, (size[0] - width - margin, size[1] - tall - margin)


def _badge(size: tuple[int, int], radius: int) -> Image.Image:
    """A rounded dark field, drawn four times larger so that its corners are smooth."""
    large = Image.new("L", (size[0] * 4, size[1] * 4))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius * 4, fill=255)
    badge = Image.new("RGBA", size, _BACK[:3])
    badge.putalpha(large.resize(size, Image.Resampling.LANCZOS).point(lambda value: value * _BACK[3] // 255))
    return badge
