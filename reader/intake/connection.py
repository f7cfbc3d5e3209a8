"""One connection to one host: to a number that was checked, with an end in time, whatever the other side does."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Sequence
from functools import cache

from reader.intake.addresses import Address
from reader.model.problem import Problem

_AGAIN = "Try again later, or open it in a browser and paste the story."


class Deadline:
    """The moment by which all has to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            TimeoutError: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Connection(http.client.HTTPConnection):
    """Asks one host for one thing; who looks the name up again cannot lead it elsewhere."""

    def __init__(self, address: Address, hosts: Sequence[str], deadline: Deadline) -> None:
        super().__init__(address.host, address.port)
        self._address, self._hosts, self._deadline = address, hosts, deadline

    def connect(self) -> None:
        """Reach the host, securely where its address says so."""
        line = self._reach()
        if self._address.scheme == "https":
            line = _make_secure(line, self._address.host, self._deadline)
        self.sock = _TimedSocket(line, self._deadline)

    def _reach(self) -> socket.socket:
        """Return a line to the first of the hosts that answers."""
        for place, host in enumerate(self._hosts, 1):
            share = self._deadline.left() / (len(self._hosts) - place + 1)
            try:
                return socket.create_connection((host, self._address.port), timeout=share)
            except OSError:
                continue
        self._deadline.left()
        raise Problem(f"“{self._address.host}” does not answer.", _AGAIN)


def _make_secure(line: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    try:
        line.settimeout(deadline.left())
        return make_context().wrap_socket(line, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        line.close()
        raise Problem(
            f"“{host}” cannot prove that it is this site: {error.verify_message}.",
            "Look whether the clock of this machine is right, or open the page in a browser.",
        ) from None
    except TimeoutError:
        line.close()
        raise
    except (OSError, ValueError):  # among them ssl.SSLError
        line.close()
        raise Problem(f"No secure connection to “{host}” came about.", _AGAIN) from None


@cache
def make_context() -> ssl.SSLContext:
    """Return what a secure connection demands: a certificate for this very host that this machine trusts."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or paths.capath):
        import certifi  # a machine without a store of its own trusts Mozilla's

        context.load_verify_locations(certifi.where())
    return context


class _TimedSocket:
    """A socket of which every wait ends at the deadline, as far as http.client uses one."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line, self._deadline = line, deadline
        self._is_read = False

    def sendall(self, data: bytes) -> None:
        self._line.settimeout(self._deadline.left())
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        self._is_read = True
        return io.BufferedReader(_TimedReader(self._line, self._deadline))

    def close(self) -> None:
        if not self._is_read:  # else whoever reads closes the line
            self._line.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._line, self._deadline = line, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # http.client's own buffers
        self._line.settimeout(self._deadline.left())
        return self._line.recv_into(buffer)

    def close(self) -> None:
        self._line.close()
        super().close()
