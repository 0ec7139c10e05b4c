"""``report`` and ``python -m factreport``: signals first, so that Ctrl-C is always silent."""

from __future__ import annotations

# Not signal, which takes a tenth of the time that Python needs to start: until it is there,
# Ctrl-C would show a traceback.
import _signal  # type: ignore[import-not-found]
import os
import sys

WRONG = "something is wrong inside"
_LONGEST_ERROR = 200


def main() -> None:
    """Run the command line and exit with its code."""
    is_interruptible = _signal.getsignal(_signal.SIGINT) is not _signal.SIG_IGN
    if is_interruptible:
        # At once, wherever it arrives: an exception could be lost in a callback or a finalizer.
        # What has to be tidied up has a handler of its own.
        _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))
    if hasattr(_signal, "SIGPIPE"):
        # As with other Unix tools: when the reader has gone, end without a word.
        _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
    try:
        import gc

        gc.disable()  # to look for garbage among what is imported takes a tenth of a look-up
        from factreport.cli.main import run

        gc.freeze()
        gc.enable()
        code = run()
    except MemoryError:
        code = _failed("out of memory; narrow the question, or give the process more")
    except ImportError as error:  # it is damaged, or there is no memory for a part of it
        code = _failed(f"can't load a part of the program: {error}; install it again")
    except Exception as error:  # such as what comes of a damaged index
        if sys.flags.dev_mode:
            raise
        what = f"{type(error).__name__} {ascii(str(error))[:_LONGEST_ERROR]}"
        code = _failed(f"{WRONG}, {what}; if REPORT_CACHE=off helps, delete the cache folder")
    if is_interruptible:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # all is done: too late to interrupt
    sys.exit(code)


def _failed(words: str) -> int:
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"report: {words}\n")
            sys.stderr.flush()
    except OSError:
        sys.stderr = None
    return 2


if __name__ == "__main__":
    main()
