from reader.licences import find_libraries, print_licences, read_licence


def test_everything_shipped_states_a_licence(capsys):
    assert print_licences() == 0
    printed = capsys.readouterr().out
    for name in ("Apache License", "spacy", "PySide6", "LGPL", "OFL", "beautifulsoup4"):
        assert name in printed


def test_no_library_is_without_a_licence():
    unknown = [library.metadata["Name"] for library in find_libraries() if read_licence(library) == "see the package"]
    assert unknown == []


def test_libraries_of_libraries_are_named_too():
    names = {library.metadata["Name"].lower() for library in find_libraries()}
    assert {"thinc", "shiboken6", "urllib3"} <= names
