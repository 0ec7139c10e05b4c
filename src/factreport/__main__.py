"""``report`` and ``python -m factreport``: signals first, so that Ctrl-C is always silent."""

from __future__ import annotations

# Not signal, whose import takes a tenth of the time that Python needs to start: until the handler
# is set, Ctrl-C would show a traceback.
import _signal  # type: ignore[import-not-found]
import os
import sys

INTERNAL_ERROR = "internal error"
_LONGEST_ERROR = 200


def main() -> None:
    """Run the command line and exit with its code."""
    is_interruptible = _signal.getsignal(_signal.SIGINT) is not _signal.SIG_IGN
    if is_interruptible:
        # Exit at once, wherever it arrives: an exception could be lost in a callback or a
        # finalizer.  Code that must clean up sets its own handler.
        _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))
    if hasattr(_signal, "SIGPIPE"):
        # Like other Unix tools, end silently when the reader has gone.
        _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
    try:
        import gc

        # Searching for cycles takes a tenth of a look-up and a quarter of a large audit, and finds
        # next to none; the process ends with its answer.
        gc.disable()
        from factreport.cli.main import run

        code = run()
        gc.freeze()  # what is frozen is not searched at the end either
    except MemoryError:
        code = _failed("out of memory; narrow the question, or give it more memory")
    except ImportError as error:  # the program is damaged, or memory has run out
        code = _failed(f"can't load a part of the program: {error}; reinstall the program")
    except Exception as error:  # such as those that a damaged index causes
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__} {ascii(str(error))[:_LONGEST_ERROR]}"
        code = _failed(
            f"{INTERNAL_ERROR}: {what}; if REPORT_CACHE=off helps, delete the cache folder"
        )
    if is_interruptible:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # all work is done: too late to interrupt
    sys.exit(code)


def _failed(message: str) -> int:
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"report: {message}\n")
            sys.stderr.flush()
    except OSError:
        sys.stderr = None
    return 2


if __name__ == "__main__":
    main()
