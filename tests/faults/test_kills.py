"""Programs killed at random moments: what was said to be saved is there, and the library is sound."""

from contextlib import closing

import pytest

from reader.library.soundness import find_hurt_bodies, find_structural_faults, open_to_read

ROUNDS, SHORT_ROUNDS = 200, 4
ENOUGH = 50  # kills that say something of their share inside transactions
STORIES = 4
ROUNDS_A_LIBRARY = 10  # where each adds stories


class Killing:
    """Kills one kind of task again and again, each time after a random line of those it tells."""

    def __init__(self, stage, chance, find_losses):
        self.stage, self.chance, self.find_losses = stage, chance, find_losses
        self.killed = self.inside = 0
        self.losses, self.fates = [], []

    def play(self, folder, most, *task):
        aims_inside = self.chance.random() < 0.8  # the rest hits wherever it hits
        fate = self.stage.play_and_kill(self.chance.randint(1, most), *task, inside=aims_inside)
        assert not fate.failures, fate.failures
        self.fates.append(fate)
        self.killed += fate.is_killed
        self.inside += fate.is_killed and fate.was_inside
        self.losses += self.find_losses(folder, self.fates)

    def judge(self):
        print(f"{self.killed} kills, {self.inside} inside a transaction, {len(self.losses)} losses")
        assert self.losses == []
        assert self.killed < ENOUGH or self.inside >= self.killed / 2


@pytest.fixture
def killing(stage, chance, find_losses):
    return Killing(stage, chance, find_losses)


@pytest.fixture
def rounds(is_long):
    return range(ROUNDS if is_long else SHORT_ROUNDS)


@pytest.fixture
def ids(stage, folder):
    """The stories of a library, the first half of them with notes."""
    return [story for (story,) in stage.play("fill", folder, STORIES, STORIES // 2).saved("story")]


def count_lines(fate):
    return fate.statements + len(fate.said) - 1


def test_notes_typed_one_after_another_outlive_kills(killing, stage, folder, ids, rounds):
    most = count_lines(stage.play("type_notes", folder, 1, *ids))
    for turn in rounds:
        killing.play(folder, most, "type_notes", folder, 13 + turn * 12, *ids)
    killing.judge()


def test_notes_typed_into_the_window_outlive_kills(killing, stage, folder, ids, is_long):
    stage.play("load", "PySide6.QtWidgets", "reader.app.application")
    most = count_lines(stage.play("type_in_window", folder, 1))
    for turn in range(ROUNDS if is_long else 1):
        killing.play(folder, most, "type_in_window", folder, 13 + turn * 6)
    killing.judge()


def test_notes_set_by_command_outlive_kills(killing, stage, folder, ids, rounds):
    most = count_lines(stage.play("note_by_command", folder, ids[0], 1))
    for turn in rounds:
        killing.play(folder, most, "note_by_command", folder, ids[turn % STORIES], 13 + turn * 12)
    killing.judge()


def test_stories_added_by_command_outlive_kills(killing, stage, folder, ids, rounds):
    most = count_lines(stage.play("add_by_command", folder, 100))
    for turn in rounds:
        if turn % ROUNDS_A_LIBRARY == 0:
            folder, killing.fates = folder.with_name(f"library {turn}"), []
        killing.play(folder, most, "add_by_command", folder, 200 + turn * 10)
    killing.judge()


def test_stories_imported_together_outlive_kills(killing, stage, folder, ids, rounds):
    most = count_lines(stage.play("import_many", folder, 1000))
    for turn in rounds:
        if turn % ROUNDS_A_LIBRARY == 0:
            folder, killing.fates = folder.with_name(f"library {turn}"), []
        killing.play(folder, most, "import_many", folder, 2000 + turn * 100)
    killing.judge()


def test_migration_outlives_kills(killing, stage, folder, rounds):
    stage.play("make_first_format", folder, 20)
    most = count_lines(stage.play("migrate", folder))
    for turn in rounds:
        old = folder.with_name(f"old {turn}")
        killing.fates = [stage.play("make_first_format", old, 20)]
        killing.play(old, most, "migrate", old)
    killing.judge()


def test_backing_up_outlives_kills(killing, stage, folder, ids, rounds):
    most = count_lines(stage.play("back_up", folder))
    for _ in rounds:
        killing.play(folder, most, "back_up", folder)
    for backup in (folder / "backups").glob("library-*.db"):
        with closing(open_to_read(backup)) as connection:
            killing.losses += [f"{backup}: {line}" for line in find_structural_faults(connection)]
            killing.losses += [f"{backup}: {hurt}" for hurt in find_hurt_bodies(connection)]
    killing.judge()


def test_restoring_outlives_kills(killing, stage, folder, ids, rounds):
    (backup,) = {path for (path,) in stage.play("back_up", folder).saved("file")[-1:]}
    stage.play("type_notes", folder, 1, *ids)
    most = count_lines(stage.play("restore", folder, backup))
    for _ in rounds:
        killing.play(folder, most, "restore", folder, backup)
    killing.judge()


def test_harness_finds_the_loss_where_notes_are_committed_late(killing, stage, folder, ids, is_long):
    """A program that says Saved before it is true must not come through."""
    most = count_lines(stage.play("type_notes_that_are_saved_later", folder, 1, *ids))
    for turn in range(30 if is_long else 8):
        killing.play(folder, most, "type_notes_that_are_saved_later", folder, 13 + turn * 12, *ids)
    print(f"{len(killing.losses)} losses in {killing.killed} kills")
    assert any(loss.startswith("note ") for loss in killing.losses)
