"""When things happened since the process started."""

from reader.app.times import note_time, seconds_since_start


def test_events_are_lines_in_the_file_that_was_asked_for(tmp_path, monkeypatch):
    file = tmp_path / "times"
    monkeypatch.setenv("DATELINE_TIMES", str(file))
    note_time("window-painted")
    note_time("panels-filled")
    first, second = (line.split() for line in file.read_text().splitlines())
    assert (first[0], second[0]) == ("window-painted", "panels-filled")
    assert 0 < float(first[1]) <= float(second[1])


def test_nobody_asking_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.delenv("DATELINE_TIMES", raising=False)
    monkeypatch.chdir(tmp_path)
    note_time("window-painted")
    assert not list(tmp_path.iterdir())


def test_time_runs_on():
    first = seconds_since_start()
    assert 0 < first <= seconds_since_start()
