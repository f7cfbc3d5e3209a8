"""The kinds of entities as they are drawn: the group they stand in, their shape, colour and stroke."""

from typing import Any, Literal, get_args

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QPen

from reader.app.theme import Theme
from reader.model.analysis import EntityKind

Group = Literal["person", "organisation", "place", "group", "other"]

GROUPS: tuple[Group, ...] = get_args(Group)

_TITLES: dict[Group, Any] = {
    "person": QT_TRANSLATE_NOOP("Kinds", "People"),
    "organisation": QT_TRANSLATE_NOOP("Kinds", "Organisations"),
    "place": QT_TRANSLATE_NOOP("Kinds", "Places"),
    "group": QT_TRANSLATE_NOOP("Kinds", "Groups"),
    "other": QT_TRANSLATE_NOOP("Kinds", "Others"),
}
_NAMES: dict[EntityKind, Any] = {
    "person": QT_TRANSLATE_NOOP("Kinds", "person"),
    "organisation": QT_TRANSLATE_NOOP("Kinds", "organisation"),
    "place": QT_TRANSLATE_NOOP("Kinds", "place"),
    "group": QT_TRANSLATE_NOOP("Kinds", "group"),
    "event": QT_TRANSLATE_NOOP("Kinds", "event"),
    "work": QT_TRANSLATE_NOOP("Kinds", "work"),
    "other": QT_TRANSLATE_NOOP("Kinds", "other"),
}
_ROLES: dict[Group, str] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
    "other": "ink2",
}
# Width of the pen and its dashes; Qt counts dashes in widths of the pen.
_STROKES: dict[Group, tuple[float, list[float], Qt.PenCapStyle]] = {
    "person": (1.5, [], Qt.PenCapStyle.FlatCap),
    "organisation": (1.5, [5.3, 2], Qt.PenCapStyle.FlatCap),
    "place": (2, [0.01, 2], Qt.PenCapStyle.RoundCap),
    "group": (1.5, [4.6, 1.7, 1.3, 1.7], Qt.PenCapStyle.FlatCap),
}


def group_of(kind: EntityKind) -> Group:
    """Return the group of the list in which entities of a kind stand; its name is that of its icon as well."""
    return "other" if kind in ("event", "work") else kind  # type: ignore[return-value]  # the rest are groups


def title_of(group: Group) -> str:
    """Return the title of a group: "People"."""
    return QCoreApplication.translate("Kinds", _TITLES[group])


def name_of(kind: EntityKind) -> str:
    """Return what one entity of a kind is: "person"."""
    return QCoreApplication.translate("Kinds", _NAMES[kind])


def role_of(group: Group) -> str:
    """Return the colour role of a group."""
    return _ROLES[group]


def make_stroke(kind: EntityKind, theme: Theme) -> QPen | None:
    """Return the pen that underlines names of a kind, or None where names have no stroke."""
    group = group_of(kind)
    if group not in _STROKES:
        return None
    width, dashes, cap = _STROKES[group]
    pen = QPen(theme.colour(_ROLES[group]), width)
    pen.setCapStyle(cap)
    if dashes:
        pen.setDashPattern(dashes)
    return pen
