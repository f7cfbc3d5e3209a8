import pytest

from reader.resources import find_resource


def test_a_file_and_a_folder_of_resources_are_found():
    assert find_resource("icons/add.svg").is_file()
    assert find_resource("themes").is_dir()


def test_what_is_not_shipped_is_an_error():
    with pytest.raises(FileNotFoundError):
        find_resource("icons/no-such-icon.svg")
