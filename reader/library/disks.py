"""Where a library lies: on a network disk, two machines cannot know of each other's writing."""

from pathlib import Path

_NETWORK = {"9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4"}
_NETWORK |= {"smb2", "smb3", "smbfs"}
_MOUNTS = Path("/proc/self/mountinfo")


def find_network_disk(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the kind of the network disk that a folder lies on, or None; where the system does not say, None too."""
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return None
    place, kind = Path(), ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) < 5 or not kinds:
            continue
        mount = Path(_unescape(fields[4]))
        if folder.absolute().is_relative_to(mount) and len(mount.parts) >= len(place.parts):
            place, kind = mount, kinds[0]
    return kind if kind in _NETWORK else None


def _unescape(path: str) -> str:
    """Return a path without the octal codes that stand for blanks (proc(5))."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        path = path.replace(code, character)
    return path
