"""Fetching against a server of this machine, which is let through by an explicit parameter; never the network."""

import gzip
import socket
import ssl
import threading
from contextlib import suppress

import pytest

from reader.intake.addresses import find_hosts, is_public, looks_like_address, read_address
from reader.intake.connection import make_context
from reader.intake.encoding import read_characters
from reader.intake.fetch import IMAGE_KINDS, LARGEST, Fetched, fetch, make_plain
from reader.model.problem import NotByItself, Problem

PAGE = b"<html><head><title>Ferry</title></head><body><p>The ferry sails again.</p></body></html>"


def make_answer(body=PAGE, status="200 OK", **headers):
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Server:
    """Answers each path of 127.0.0.1 as told: with bytes, or by a function that is given the line."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.ended = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(line,), daemon=True).start()

    def answer(self, line):
        with line, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request and b"G".startswith(request[:1]) and (more := line.recv(65536)):
                request += more
            if not request.startswith(b"GET"):
                return
            self.asked.append(request.decode("latin-1"))
            answer = self.answers[request.split()[1].decode("ascii")]
            if callable(answer):
                answer(line)
            else:
                line.sendall(answer)

    def address(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self):
        self.ended.set()
        with suppress(OSError):  # closed before
            self.socket.shutdown(socket.SHUT_RDWR)  # ends the wait for another line
        self.socket.close()


@pytest.fixture
def _no_network(monkeypatch):
    """Let through connections to this machine alone."""
    connect = socket.socket.connect

    def refuse(self, address):
        assert self.family == socket.AF_UNIX or address[0] == "127.0.0.1", f"a test reached for the network: {address}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def server(_no_network):
    server = Server()
    yield server
    server.close()


def get(server, path="/", **options):
    return fetch(server.address(path), private=True, **options)


def test_page_is_fetched_as_it_came_and_nobody_is_told_who_asks(server):
    server.answers["/a%20b?c=d"] = make_answer(Set_Cookie="who=you", Content_Type="text/html; charset=UTF-8")
    found = get(server, "/a b?c=d".replace(" ", "%20") + "#part")
    assert found == Fetched(PAGE, "text/html", server.address("/a%20b?c=d"), "utf-8")
    names = {line.split(":")[0].lower() for line in server.asked[0].split("\r\n")[1:] if line}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "User-Agent: Dateline/" in server.asked[0]


def test_cookie_of_one_page_is_not_given_to_the_next(server):
    server.answers["/one"] = make_answer(b"", "302 Found", Location="/two", Set_Cookie="who=you")
    server.answers["/two"] = make_answer()
    assert get(server, "/one").address == server.address("/two")
    assert "cookie" not in server.asked[1].lower()


def test_at_most_five_redirects_are_followed(server):
    for number in range(6):
        server.answers[f"/{number}"] = make_answer(b"", "301 Moved", Location=f"/{number + 1}")
    server.answers["/6"] = make_answer()
    assert get(server, "/1").data == PAGE
    with pytest.raises(Problem, match="from one address to the next"):
        get(server, "/0")


@pytest.mark.parametrize("place", ["http://10.0.0.1/", "http://localhost:{port}/in", "http://[::1]/", "//169.254.1.1/"])
def test_redirect_into_a_private_network_is_refused(server, place):
    server.answers["/"] = make_answer(b"", "307 Moved", Location=place.format(port=server.port))
    with pytest.raises(NotByItself, match="this machine or its own network"):
        get(server)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x"]
)
def test_redirect_to_another_kind_of_address_is_refused(server, place):
    server.answers["/"] = make_answer(b"", "302 Found", Location=place)
    with pytest.raises(Problem, match="http and https"):
        get(server)


def test_own_machine_is_refused_unless_asked_for(server):
    for place in (server.address("/"), f"http://localhost:{server.port}/", "http://2130706433/", "http://0.0.0.0/"):
        with pytest.raises(NotByItself):
            fetch(place)
    assert server.asked == []


def test_host_is_looked_up_once_and_what_was_checked_is_connected_to(server):
    server.answers["/"] = make_answer()
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    found = fetch(f"http://news.example:{server.port}/", private=True, resolve=lambda _host, _port: answers.pop(0))
    assert found.data == PAGE
    assert len(answers) == 1
    assert f"Host: news.example:{server.port}" in server.asked[0]


def test_host_with_one_private_number_among_its_numbers_is_refused():
    with pytest.raises(NotByItself):
        find_hosts(read_address("http://news.example/"), resolve=lambda _host, _port: ["93.184.216.34", "192.168.1.1"])


@pytest.mark.parametrize(
    "number",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("64:ff9b::a00:1", "2002:7f00:1::", "::7f00:1", "nonsense"),
    ],
)
def test_number_that_is_not_on_the_net_is_known(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_number_on_the_net_is_known(number):
    assert is_public(number)


def test_body_without_an_end_is_stopped_at_ten_megabytes(server):
    def pour(line):
        line.sendall(make_answer(b"", Content_Length=""))
        while not server.ended.is_set():
            line.sendall(b"x" * 65536)

    server.answers["/"] = pour
    with pytest.raises(Problem, match="larger than 10 MB"):
        get(server)


def test_gzip_bomb_is_counted_as_it_unpacks(server):
    body = gzip.compress(b"x" * (20 * LARGEST), 9)
    assert len(body) < LARGEST / 20
    server.answers["/"] = make_answer(body, Content_Encoding="gzip")
    with pytest.raises(Problem, match="larger than 10 MB"):
        get(server)


def test_packed_page_is_unpacked(server):
    server.answers["/"] = make_answer(gzip.compress(PAGE), Content_Encoding="gzip")
    assert get(server).data == PAGE


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(PAGE * 100)[:-20]])
def test_damaged_packing_is_told(server, body):
    server.answers["/"] = make_answer(body, Content_Encoding="gzip")
    with pytest.raises(Problem, match=r"damaged|broke off"):
        get(server)


def test_packing_that_was_not_asked_for_is_told(server):
    server.answers["/"] = make_answer(Content_Encoding="br")
    with pytest.raises(Problem, match="not asked for"):
        get(server)


@pytest.mark.parametrize("drips", ["head", "body"])
def test_slow_server_is_left_after_the_time_that_is_given(server, drips):
    def drip(line):
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"\r\n" if drips == "body" else b""))
        while not server.ended.wait(0.05):
            line.sendall(b"x")

    server.answers["/"] = drip
    with pytest.raises(Problem, match=r"within 0\.3 seconds"):
        get(server, seconds=0.3)


def test_silent_server_is_left_too(server):
    server.answers["/"] = lambda _line: server.ended.wait(5)
    with pytest.raises(Problem, match=r"within 0\.2 seconds"):
        get(server, seconds=0.2)


@pytest.mark.parametrize("kind", ["video/mp4", "image/png", "application/zip", "application/javascript"])
def test_what_is_no_story_is_refused_by_its_type(server, kind):
    server.answers["/"] = make_answer(Content_Type=kind)
    with pytest.raises(Problem, match=kind):
        get(server)


def test_image_is_fetched_where_images_are_wanted_and_no_page(server):
    server.answers["/i"] = make_answer(b"\x89PNG", Content_Type="image/png")
    server.answers["/"] = make_answer()
    assert get(server, "/i", media=IMAGE_KINDS).data == b"\x89PNG"
    with pytest.raises(Problem):
        get(server, media=IMAGE_KINDS)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 418, 429, 451, 500, 503, 304, 206])
def test_every_refusal_is_told_in_a_plain_sentence(server, status):
    server.answers["/"] = make_answer(status=f"{status} No")
    with pytest.raises(Problem) as told:
        get(server)
    assert told.value.what.endswith(".")
    assert told.value.advice


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nContent-Type: text/html\r\n\r\n<p>half",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_answer_that_breaks_off_is_told(server, answer):
    server.answers["/"] = answer
    with pytest.raises(Problem, match="broke off"):
        get(server)


def test_empty_page_is_told(server):
    server.answers["/"] = make_answer(b" \n")
    with pytest.raises(Problem, match="empty"):
        get(server)


def test_host_that_is_not_there_or_does_not_answer_is_told(server):
    def fail(_host, _port):
        raise socket.gaierror

    with pytest.raises(Problem, match="no site"):
        fetch("https://news.example/", resolve=fail)
    server.close()
    with pytest.raises(Problem, match="does not answer"):
        get(server)


def test_secure_connection_demands_a_certificate_for_this_host(server):
    context = make_context()
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED
    with pytest.raises(Problem, match="secure connection"):
        fetch(f"https://127.0.0.1:{server.port}/", private=True)


@pytest.mark.parametrize("words", ["", "ferry", "ftp://example.org/a", "file:///etc/passwd", "http://", "http://a b/"])
@pytest.mark.parametrize("after", ["", "\x00"])
def test_what_is_no_address_is_told(words, after):
    with pytest.raises(Problem):
        read_address(words + after)


@pytest.mark.parametrize("words", ["http://me:secret@example.org/", "http://example.org:99999/", "http://[::1/"])
def test_address_with_a_password_or_a_wrong_port_is_told(words):
    with pytest.raises(Problem):
        read_address(words)


def test_address_is_written_as_it_is_asked_for():
    assert str(read_address(" HTTPS://Bücher.example/Fähre nach?x=ü#end ".replace(" n", "%20n"))) == (
        "https://xn--bcher-kva.example/F%C3%A4hre%20nach?x=%C3%BC"
    )
    assert str(read_address("news.example/a")) == "https://news.example/a"
    assert str(read_address("http://[2606:4700::1111]:8080")) == "http://[2606:4700::1111]:8080/"


def test_one_address_is_told_from_a_text_that_holds_one():
    assert looks_like_address(" https://news.example/a ")
    assert not looks_like_address("See https://news.example/a")
    assert not looks_like_address("https://news.example/a for more")


def test_encoding_the_server_names_goes_before_what_the_page_says():
    text = "<meta charset=utf-8><p>Straße und Fähre, größer als früher, überall."
    data = text.encode("cp1252")
    kept = make_plain(Fetched(data, "text/html", "", "cp1252"))
    assert read_characters(kept) == text


@pytest.mark.parametrize("charset", ["", "nonsense", "utf-16", "utf-8", "undefined", "base64"])
def test_page_is_kept_as_it_came_where_the_server_is_wrong_or_adds_nothing(charset):
    data = "<p>Die Fähre fährt.".encode()
    assert make_plain(Fetched(data, "text/html", "", charset)) in (data, b"\xef\xbb\xbf" + data)
