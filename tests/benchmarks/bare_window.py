"""A bare PySide6 window with a QTextEdit: the anchor of the start-up figures."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from reader.app.times import note_time


class BareWindow(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, lambda: note_time("window-painted"))


application = QApplication(sys.argv)
window = BareWindow()
edit = QTextEdit()
edit.setPlainText("Some words of a story. " * 300)
window.setCentralWidget(edit)
window.resize(1280, 800)
window.show()
sys.exit(application.exec())
