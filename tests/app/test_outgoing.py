"""Export… and Print… on the real window: what is shown, saved, copied, printed and remembered."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit

from reader.app.outgoing import Outgoing
from reader.exchange.formats import FORMATS

NAMES = list(FORMATS)


@pytest.fixture
def application(opened, keep):
    keep("Harbour wall to be raised")
    keep("Ferry fares frozen")
    return opened()


@pytest.fixture
def outgoing(application):
    return application.window.findChild(Outgoing)


@pytest.fixture
def saved_as(monkeypatch):
    """Answer the file dialogs."""

    def answer(path):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))

    return answer


def choose_both(application):
    application._library_panel.list.selectAll()


def choose(dialog, name):
    dialog.forms.setCurrentRow(NAMES.index(name))


def preview(dialog):
    return dialog.findChild(QPlainTextEdit, "exportPreview").toPlainText()


def test_export_shows_how_the_story_will_look_in_each_form(outgoing):
    dialog = outgoing.exporting.open_export()
    assert "# Ferry fares frozen" in preview(dialog)
    for name in NAMES:
        choose(dialog, name)
        assert name == "pdf" or "erry fares frozen" in preview(dialog) or name == "csv"
    choose(dialog, "csv")
    assert preview(dialog).startswith("article_id,")
    assert "Nobody pays more" in preview(dialog)
    dialog.reject()


def test_what_goes_in_is_seen_at_once(outgoing):
    dialog = outgoing.exporting.open_export()
    assert "## Quotes" in preview(dialog)
    dialog.kinds["quotes"].trigger()
    assert "## Quotes" not in preview(dialog)
    choose(dialog, "json")
    assert not dialog.kinds["quotes"].isEnabled()
    dialog.reject()


def test_one_story_is_saved_where_the_reader_says(outgoing, saved_as, tmp_path, qtbot):
    dialog = outgoing.exporting.open_export()
    saved_as(tmp_path / "ferry.md")
    dialog.save.click()
    qtbot.waitUntil((tmp_path / "ferry.md").exists)
    assert "“Nobody pays more,”" in (tmp_path / "ferry.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "count"), [("html", 2), ("pdf", 2), ("csv", 2)])
def test_several_stories_are_saved_into_a_folder(application, outgoing, saved_as, tmp_path, qtbot, name, count):
    choose_both(application)
    dialog = outgoing.exporting.open_export()
    choose(dialog, name)
    saved_as(tmp_path / "out")
    dialog.save.click()
    suffix = FORMATS[name].suffix
    qtbot.waitUntil(lambda: len(list((tmp_path / "out").glob(f"[!.]*{suffix}"))) == count)


def test_copy_puts_the_same_onto_the_clipboard(outgoing, qtbot):
    dialog = outgoing.exporting.open_export()
    QGuiApplication.clipboard().clear()
    dialog.copy.click()
    qtbot.waitUntil(lambda: "# Ferry fares frozen" in QGuiApplication.clipboard().text())
    dialog.reject()


def test_last_choice_is_remembered(outgoing):
    dialog = outgoing.exporting.open_export()
    choose(dialog, "html")
    dialog.kinds["entities"].trigger()
    dialog.reject()
    again = outgoing.exporting.open_export()
    assert again.form == "html"
    assert not again.contents.entities
    again.reject()


def test_export_by_keyboard_alone(application, outgoing, saved_as, tmp_path, qtbot):
    application.window.actions_["export"].trigger()
    dialog = QGuiApplication.instance().activeModalWidget()
    assert dialog.objectName() == "exportDialog"
    qtbot.keyClick(dialog.forms, Qt.Key.Key_Down)
    assert dialog.form == "html"
    saved_as(tmp_path / "ferry.html")
    qtbot.keyClick(dialog.forms, Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "ferry.html").exists)


def test_folder_that_cannot_be_written_is_told(application, outgoing, saved_as, tmp_path, qtbot):
    (tmp_path / "file").write_text("")
    dialog = outgoing.exporting.open_export()
    saved_as(tmp_path / "file" / "ferry.md")
    dialog.save.click()

    def told():
        return [label.text() for label in application._library_panel.findChildren(QLabel)]

    qtbot.waitUntil(lambda: any("cannot be written" in words for words in told()))


def test_pages_are_shown_and_saved_as_pdf(outgoing, saved_as, tmp_path):
    dialog = outgoing.printing.open_print()
    dialog._sizes["Letter"].trigger()
    dialog._kinds["quotes"].trigger()
    saved_as(tmp_path / "ferry.pdf")
    dialog.save.click()
    page = pypdfium2.PdfDocument(tmp_path / "ferry.pdf")[0]
    assert page.get_size() == (612, 792)
    text = page.get_textpage().get_text_bounded()
    assert "Ferry fares frozen" in text
    assert "direct" not in text
    again = outgoing.printing.open_print()
    assert (again.size_name, again.choice.quotes) == ("Letter", False)
    again.reject()


def test_printer_gets_the_same_pages(outgoing, tmp_path):
    dialog = outgoing.printing.open_print()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(96)
    printer.setFullPage(True)
    printer.setPageSize(dialog.page_size)
    outgoing.printing.print_on(printer, dialog)
    text = pypdfium2.PdfDocument(tmp_path / "printed.pdf")[0].get_textpage().get_text_bounded()
    assert "Ferry fares frozen" in text
    assert "1 of 1" in text


def test_nothing_to_export_or_print_without_a_story(opened, library):
    application = opened(wait=False)
    application.opening.show_nothing()
    actions = application.window.actions_
    assert not actions["print"].isEnabled()
    assert not actions["export"].isEnabled()
