import io
import tarfile

import pytest

from kontor.platform.backup.read import _extract


def _archive(*members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    packed.seek(0)
    return tarfile.open(fileobj=packed)


def test_files_and_folders_come_out_as_they_went_in(tmp_path):
    with _archive((tarfile.TarInfo("data/media/a.png"), b"png"), (tarfile.TarInfo("manifest.json"), b"{}")) as archive:
        _extract(archive, tmp_path)
    assert (tmp_path / "data/media/a.png").read_bytes() == b"png"
    assert (tmp_path / "manifest.json").read_bytes() == b"{}"


@pytest.mark.parametrize("name", ["../outside", "/kontor-outside", "data/../../outside"])
def test_nothing_leads_out_of_the_folder(tmp_path, name):
    inner = tmp_path / "inner"
    inner.mkdir()
    with _archive((tarfile.TarInfo(name), b"x")) as archive, pytest.raises(tarfile.TarError):
        _extract(archive, inner)
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert list(inner.iterdir()) == []


def test_links_are_refused(tmp_path):
    link = tarfile.TarInfo("data/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc"
    with _archive((link, b"")) as archive, pytest.raises(tarfile.TarError):
        _extract(archive, tmp_path)
    assert list(tmp_path.iterdir()) == []
