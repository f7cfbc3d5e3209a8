"""Where a library lies."""

from pathlib import Path

import pytest

from reader.library import check as check_room
from reader.library.check import check
from reader.library.disks import find_network_disk

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /home/ana/a\\040share rw,relatime shared:9 - nfs4 server:/share rw,vers=4.2
41 40 0:36 / /home/ana/a\\040share/local rw - tmpfs tmpfs rw
a line of no use
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ana/library", None),
        ("/home/ana/a share", "nfs4"),
        ("/home/ana/a share/library", "nfs4"),
        ("/home/ana/a share/local/library", None),
        ("/home/ana/a shared library", None),
    ],
)
def test_disk_of_a_folder_is_the_innermost_one(tmp_path, folder, kind):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert find_network_disk(Path(folder), mounts) == kind


def test_system_that_does_not_say_is_taken_at_that(tmp_path):
    assert find_network_disk(tmp_path, tmp_path / "none") is None


def test_library_on_a_network_disk_is_told_of(library, stored, monkeypatch):
    monkeypatch.setattr(check_room, "find_network_disk", lambda folder: "nfs4")
    (finding,) = check(library.folder)
    assert "network disk (nfs4)" in finding.what
    assert not finding.hurt
