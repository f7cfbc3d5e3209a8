"""What every test stands on: no display, no network, nobody's own library or settings."""

import os
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_addoption(parser):
    parser.addoption("--faults", action="store_true", help="run the fault harness alone, in its long form")
    parser.addoption(
        "--seed", type=int, default=0, help="the chance of the fault harness, as an earlier run printed it"
    )


def pytest_collection_modifyitems(config, items):
    """Leave `--faults` to the fault harness, unless other tests are named."""
    if config.getoption("--faults") and config.args_source is not pytest.Config.ArgsSource.ARGS:
        others = [item for item in items if "faults" not in item.path.parts]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if "faults" in item.path.parts]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory, monkeypatch):
    """Give every test a home of its own, so that no library or setting of the user is touched."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("DATELINE_LIBRARY", str(home / "library"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Fail on any connection but to sockets of this machine's own processes."""
    connect = socket.socket.connect

    def refuse(self, address):
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


class Served:
    """Pages of a server on 127.0.0.1, each path with its bytes and fields; a path without any is not found."""

    def __init__(self, port):
        self.port, self.pages, self.asked = port, {}, []
        self.let_go = threading.Event()

    def put(self, path, body, kind="text/html; charset=utf-8", status=200, *, waits=False, **fields):
        """Serve bytes under a path, once `let_go` is set where it waits, and return the path's address."""
        self.pages[path] = (status, {"Content-Type": kind, **fields}, body, waits)
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def served():
    """Serve pages from this machine to working processes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, fields, body, waits = served.pages.get(self.path, (404, {}, b"", False))
            served.asked.append(self.path)
            if waits:
                served.let_go.wait(30)
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked is gone
                self.wfile.write(body)

        def log_message(self, *_told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(server.server_port)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield served
    served.let_go.set()
    server.shutdown()
    server.server_close()
