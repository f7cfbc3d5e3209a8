"""The commands: what `dateline WORDS` does, without Qt where it needs no window."""

import os
import sys
from collections.abc import Callable, Sequence

from reader.cli.arguments import Arguments, read_arguments
from reader.cli.statuses import DONE, INTERRUPTED, SOME_FAILED
from reader.model.problem import Problem

# each command imports what it needs and no more, so that --help and --version are instant


def run(words: Sequence[str]) -> int:
    """Do what the command line says and return the exit status; of a failure one line is printed."""
    arguments = read_arguments(words)
    if arguments.offline:
        os.environ["DATELINE_OFFLINE"] = "1"  # for the working processes too
    try:
        status = _find_command(arguments)(arguments)
        if sys.stdout:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # `dateline list | head` has seen enough
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Problem as problem:
        return _tell(problem)
    except OSError as error:
        return _tell(Problem(f"{error.filename or 'The disk'}: {error.strerror}."))
    except Exception as fault:  # a bug: nobody is helped by a traceback in a terminal
        from reader.model.failures import failed_program

        return _tell(failed_program(fault))
    return status


def _tell(problem: Problem) -> int:
    from reader.cli.lines import print_problem

    print_problem("", problem)
    return SOME_FAILED


def _find_command(arguments: Arguments) -> Callable[[Arguments], int]:
    match arguments.instead or arguments.verb:
        case "version":
            return _print_version
        case "licences":
            from reader.licences import print_licences

            return lambda _: print_licences()
        case "doctor":
            from reader.doctor import examine

            return lambda _: examine()
        case "install-desktop":
            from reader.cli.desktop import install_desktop

            return lambda _: install_desktop()
        case "analyse":
            from reader.cli.analysing import analyse

            return analyse
        case "add":
            from reader.cli.adding import add

            return add
        case "list":
            from reader.cli.stories import list_stories

            return list_stories
        case "show":
            from reader.cli.stories import show_story

            return show_story
        case "search":
            from reader.cli.finding import search_library

            return search_library
        case "people":
            from reader.cli.finding import list_people

            return list_people
        case "note":
            from reader.cli.stories import note_story

            return note_story
        case "export":
            from reader.cli.exporting import export_stories

            return export_stories
        case "backup":
            from reader.cli.safety import back_up_library

            return back_up_library
        case "restore":
            from reader.cli.safety import restore_library

            return restore_library
        case "check":
            from reader.cli.safety import check_library

            return check_library
        case "rebuild":
            from reader.cli.safety import rebuild_library

            return rebuild_library
        case "shot":
            from reader.cli.window import draw_shot

            return draw_shot
        case _:
            from reader.cli.window import open_window

            return open_window


def _print_version(_: Arguments) -> int:
    from reader import __version__

    print(f"Dateline {__version__}")
    return DONE
