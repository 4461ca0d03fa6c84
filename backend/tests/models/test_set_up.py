"""The small models that scripts/studio fetches: there for every data folder, and a studio without them still starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from enfoads.errors import Conflict, DownloadFailed, UnsafeFile
from enfoads.models import manage
from enfoads.models.catalog import Catalog
from enfoads.models.set_up import fetch
from enfoads.settings import Settings


@pytest.fixture
def faces(tmp_path: Path, settings: Callable[..., Settings]) -> Callable[..., Catalog]:
    """A catalog whose set-up folder is the test's own; with `there`, it holds files of the right names and sizes."""

    def make(*, there: bool, **options: object) -> Catalog:
        catalog = Catalog(settings(setup_dir=tmp_path / "setup", **options))
        for file in catalog.get("faces").files if there else ():
            path = tmp_path / "setup/models/faces" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as hole:
                hole.truncate(file.size)
        return catalog

    return make


def test_a_new_data_folder_finds_what_the_set_up_fetched(faces: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = faces(there=True)
    entry = catalog.get("faces")
    assert catalog.state(entry) == "installed"
    assert catalog.folder(entry) == tmp_path / "setup/models/faces"


def test_without_them_the_face_models_are_missing_and_go_to_the_data_folder(faces: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = faces(there=False)
    entry = catalog.get("faces")
    assert catalog.state(entry) == "missing"
    assert catalog.folder(entry) == tmp_path / "data/models/faces"


def test_removing_a_model_never_reaches_into_the_folder_that_others_share(faces: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = faces(there=True)
    with pytest.raises(Conflict):
        manage.remove(catalog, catalog.get("faces"))
    assert len(list((tmp_path / "setup/models/faces").iterdir())) == 5


def test_wrong_bytes_in_the_shared_folder_are_never_loaded(faces: Callable[..., Catalog]) -> None:
    catalog = faces(there=True)
    with pytest.raises(UnsafeFile):
        manage.ensure(catalog, catalog.get("faces"))


def test_set_up_without_a_network_says_which_file_and_where_to_put_it(faces: Callable[..., Catalog], tmp_path: Path) -> None:
    catalog = faces(there=False, offline=True)
    with pytest.raises(DownloadFailed) as caught:
        fetch(catalog.settings)
    assert "face_detection_full_range.tflite" in caught.value.message()
    assert str(tmp_path / "setup/models/faces") in caught.value.advice()
