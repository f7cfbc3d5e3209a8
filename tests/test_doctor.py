from reader import doctor


def test_a_whole_installation_passes():
    assert [finding for finding in doctor.find_all() if finding.advice and finding.vital] == []


def test_a_changed_model_is_named(monkeypatch, tmp_path):
    changed = tmp_path / "model"
    changed.mkdir()
    (changed / "weights").write_bytes(b"other")
    monkeypatch.setattr(doctor, "find_resource", lambda name: _digest_file(tmp_path))
    finding = doctor.look_at_model()
    assert "CHANGED" in finding.found
    assert finding.advice


def test_a_changed_names_model_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("DATELINE_NAMES", raising=False)
    (tmp_path / "names.sha256").write_text("0" * 64 + "  names.onnx\n")
    (tmp_path / "names.onnx").write_bytes(b"other")
    monkeypatch.setattr(doctor, "find_resource", lambda name: tmp_path / name.removeprefix("models/"))
    finding = doctor.look_at_names_model()
    assert "CHANGED" in finding.found
    assert finding.advice


def _digest_file(folder):
    path = folder / "expected.sha256"
    path.write_text("0" * 64)
    return path


def test_the_digest_of_a_folder_hangs_on_names_and_bytes(tmp_path):
    def digest(name, data):
        folder = tmp_path / f"{name}-{len(data)}"
        folder.mkdir()
        (folder / name).write_bytes(data)
        return doctor.digest_folder(folder)

    assert len({digest("a", b"x"), digest("b", b"x"), digest("a", b"xy")}) == 3


def test_a_missing_system_library_is_named_by_its_package(monkeypatch):
    monkeypatch.setattr(doctor, "_QT_LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    finding = doctor.look_at_system()
    assert finding.advice == "Install them with: sudo apt-get install libnowhere9"


def test_the_list_of_requirements_holds_names_alone():
    names = doctor.required_packages()
    assert "spacy" in names
    assert all(name.replace("-", "").replace("_", "").isalnum() for name in names)


def test_examine_answers_3_when_something_vital_is_missing(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "find_all", lambda: iter([doctor.Finding("Python", "2.7", "Too old.")]))
    assert doctor.examine() == 3
    assert "MISSING" in capsys.readouterr().out
