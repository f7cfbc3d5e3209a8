"""Where a second start is listened to: what it hands over, however it is sent, and whether it was understood."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

from reader.app.instance import LARGEST_MESSAGE, TAKEN, Instance, find_server_name, read_handed

_SECONDS: Final = 20  # in which a message has to be there
_MOST: Final = 8  # who may speak at once


class Reception(QObject):
    """Listens for the window's whole life; this user alone can reach it."""

    came = Signal(object)  # Handed

    def __init__(self, instance: Instance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST)
        self._server.newConnection.connect(self._greet)
        self._heard: dict[QLocalSocket, bytearray] = {}
        self.is_open = self._listen(find_server_name(instance.path))
        if not self.is_open:
            instance.release()  # whom nobody can reach keeps nobody out

    def _listen(self, name: str) -> bool:
        if self._server.listen(name):
            return True
        # the name is taken: only if nobody answers to it, it is a dead one's
        is_taken = self._server.serverError() == QAbstractSocket.SocketError.AddressInUseError
        if not is_taken or _is_answered(name):
            return False
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        for socket in list(self._heard):
            self._dismiss(socket)

    def _greet(self) -> None:
        while socket := self._server.nextPendingConnection():
            if len(self._heard) >= _MOST:
                socket.abort()
                socket.deleteLater()
                continue
            self._heard[socket] = bytearray()
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(lambda socket=socket: self._dismiss(socket))
            QTimer.singleShot(_SECONDS * 1000, socket, lambda socket=socket: self._dismiss(socket))
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        heard = self._heard.get(socket)
        if heard is None:
            return
        heard += socket.readAll().data()
        if len(heard) > LARGEST_MESSAGE:
            self._dismiss(socket)
        elif heard.endswith(b"\n"):
            handed = read_handed(bytes(heard))
            if handed:
                socket.write(TAKEN)
                socket.flush()
            self._dismiss(socket)
            if handed:
                self.came.emit(handed)

    def _dismiss(self, socket: QLocalSocket) -> None:
        if self._heard.pop(socket, None) is not None:
            socket.disconnectFromServer()
            socket.deleteLater()


def _is_answered(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    is_answered = socket.waitForConnected(200)
    socket.abort()
    return is_answered
