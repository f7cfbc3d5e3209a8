"""The ground of what scrolls, as a widget of our own."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QPlainTextEdit, QTextEdit, QWidget

_NAME = "qt_scrollarea_viewport"  # by which style sheets know it


def make_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give an area a viewport made here, and return it: to be kept as long as the area.

    To find out what Qt's own one is, PySide looks through all the widgets there are: 10 ms of the start.
    """
    viewport = QWidget()
    viewport.setObjectName(_NAME)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    if isinstance(area, QTextEdit | QPlainTextEdit):  # the layout measures by Qt's, which is gone
        area.document().documentLayout().setPaintDevice(viewport)
    return viewport
