"""Content Credentials: a face swap is signed where a certificate is named, and saved unsigned with a warning where that fails."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

from enfoads.library import credentials
from enfoads.library.embedded import Mark
from enfoads.library.provenance import ENDINGS, MIMES, read_recipe, write_picture
from enfoads.settings import Settings

COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
MARK = Mark(COMPOSITE, "A face was replaced.")


def named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test")])


def made(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey, *, ca: bool) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    usage = {"key_cert_sign": ca, "crl_sign": ca, "digital_signature": not ca}
    other = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, **dict.fromkeys(other, False)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=True)
    return builder.sign(signer, hashes.SHA256())


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """With a certificate of today and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    root, leaf = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    chain = [made("Test leaf", "Test root", leaf, root, ca=False), made("Test root", "Test root", root, root, ca=True)]
    pem = serialization.Encoding.PEM
    (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(pem) for one in chain))
    (folder / "key.pem").write_bytes(leaf.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return Settings(data_dir=folder, c2pa_certificate=str(folder / "chain.pem"), c2pa_key=str(folder / "key.pem"))


@pytest.fixture(params=["png", "jpeg", "webp"])
def picture(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, str]:
    path = tmp_path / f"a{ENDINGS[request.param]}"
    write_picture(Image.new("RGB", (64, 48), "teal"), path, {"kind": "face_swap"}, request.param, mark=MARK)
    return path, MIMES[request.param]


def test_a_signed_picture_tells_any_reader_what_was_done_to_it(picture: tuple[Path, str], settings: Settings) -> None:
    path, mime = picture
    assert credentials.sign(path, mime, MARK, settings) is True
    with c2pa.Reader(path) as reader:
        found = json.loads(reader.json())
    text = json.dumps(found["manifests"][found["active_manifest"]])
    assert COMPOSITE in text
    assert "EnfoadsIA" in text
    assert read_recipe(path) == {"kind": "face_swap"}
    with Image.open(path) as image:
        assert image.size == (64, 48)


def test_a_changed_picture_is_no_longer_vouched_for(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "a.png"
    write_picture(Image.effect_noise((64, 64), 50).convert("RGB"), path, None, "png", mark=MARK)
    credentials.sign(path, "image/png", MARK, settings)
    data = bytearray(path.read_bytes())
    data[data.index(b"IDAT") + 200] ^= 0xFF
    path.write_bytes(data)
    with c2pa.Reader(path) as reader:
        assert "mismatch" in reader.json()


def test_a_certificate_that_cannot_be_used_costs_the_signature_and_not_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_picture(Image.new("RGB", (64, 48)), path, None, "png", mark=MARK)
    before = path.read_bytes()
    (tmp_path / "bad.pem").write_text("no certificate")
    settings = Settings(data_dir=tmp_path, c2pa_certificate=str(tmp_path / "bad.pem"), c2pa_key=str(tmp_path / "bad.pem"))
    assert credentials.sign(path, "image/png", MARK, settings) is False
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.png", "bad.pem"]


def test_without_a_certificate_nothing_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"untouched")
    assert credentials.sign(path, "image/png", MARK, Settings(data_dir=tmp_path)) is True
    assert path.read_bytes() == b"untouched"
