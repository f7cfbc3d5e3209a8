"""The order in which the parts of the window are read out and entered with Tab: the one in which they stand.

Qt takes both from when and where a part was made; splitters even turn it round.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QStackedLayout, QWidget


def order_reading(root: QWidget) -> None:
    """Bring the children of every widget below `root` into the order of their layout, and Tab into that of reading.

    What lies over the others (a toast, a find bar) is in no layout and stays above.
    """
    _order_children(root)
    for before, after in pairwise(find_focusable(root)):
        QWidget.setTabOrder(before, after)


def find_focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield every widget below `root` that Tab may enter, as they are read, the hidden too."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.focusProxy() is None:
        yield root
    for child in _find_children(root):
        yield from find_focusable(child)


def _find_children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]


def _order_children(widget: QWidget) -> None:
    before = _find_children(widget)
    placed = [child for child in _find_placed(widget) if child in before]
    after = [*placed, *(child for child in before if child not in placed)]
    if after != before:
        for child in after:
            child.raise_()
    for child in after:
        _order_children(child)


def _find_placed(widget: QWidget) -> Iterator[QWidget]:
    """Yield the children of a widget in the order of its layout; those that no layout places are left out."""
    if isinstance(widget, QSplitter):
        yield from filter(None, map(widget.widget, range(widget.count())))
    layout = widget.layout()
    if layout is not None and not isinstance(layout, QStackedLayout):
        yield from _find_laid_out(layout)


def _find_laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _find_laid_out(inner)
