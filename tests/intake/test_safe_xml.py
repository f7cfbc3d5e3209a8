import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.safe_xml import find_words, read_words, read_xml
from reader.model.problem import Problem


def test_names_lose_their_namespaces():
    root = read_xml(b'<a:x xmlns:a="urn:a"><b xmlns="urn:b">one <a:c>two</a:c></b></a:x>')
    assert [element.tag for element in root.iter()] == ["x", "b", "c"]
    assert find_words(root, "b") == "one two"
    assert read_words(None) == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_characters_are_read_by_the_encoding_that_is_declared(encoding):
    words = "Søren Ålund in the harbour of the town"
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>{words}</a>'.encode(encoding)
    assert read_words(read_xml(data)) == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_of_its_own_are_refused_in_any_encoding(encoding):
    document = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    with pytest.raises(Problem, match="entities of its own"):
        read_xml(document.encode(encoding))


def test_document_type_is_not_loaded(tmp_path):
    (tmp_path / "x.dtd").write_text('<!ENTITY a "loaded">')
    data = f'<!DOCTYPE a SYSTEM "{(tmp_path / "x.dtd").as_uri()}"><a>words &a;</a>'.encode()
    assert "loaded" not in read_words(read_xml(data))


def test_numbers_of_no_character_become_a_mark():
    assert read_words(read_xml(b"<a>one&#xD800;two&#0;&#x41;</a>")) == "one\ufffdtwo\ufffdA"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told_of(data):
    try:
        read_words(read_xml(b"<a><b c='" + data))
    except Problem as problem:
        if not problem.advice:
            pytest.fail("no advice")
