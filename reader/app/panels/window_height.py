"""How high the window is in which a widget stands: low windows get denser parts."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class WindowHeight(QObject):
    """Tells the height of a widget's window when the widget is shown and at each change."""

    changed = Signal(int)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        self._height = -1
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._widget:
            self._follow(self._widget.window())
        if kind == QEvent.Type.Resize and watched is self._window:
            self._tell()
        return False

    def _follow(self, window: QWidget) -> None:
        if window is not self._window:
            if self._window and self._window is not self._widget:
                self._window.removeEventFilter(self)
            self._window = window
            if window is not self._widget:
                window.installEventFilter(self)
        self._tell()

    def _tell(self) -> None:
        if self._window and self._window.height() != self._height:
            self._height = self._window.height()
            self.changed.emit(self._height)
