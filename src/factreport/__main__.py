"""``report`` and ``python -m factreport``: signals first, so that Ctrl-C is always silent."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    is_interruptible = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    if is_interruptible:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))  # nothing to tidy up yet
    if hasattr(signal, "SIGPIPE"):
        # As with other Unix tools: when the reader has gone, end without a word.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        gc.disable()  # to look for garbage among what is imported takes a tenth of a look-up
        from factreport.cli.main import run

        gc.freeze()
        gc.enable()
        if is_interruptible:
            # Not KeyboardInterrupt: click would print a line for it.
            signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
        code = run()
    except MemoryError:
        code = _failed("out of memory; narrow the question, or give the process more")
    except ImportError as error:  # it is damaged, or there is no memory for a part of it
        code = _failed(f"can't load a part of the program: {error}; install it again")
    sys.exit(code)


def _failed(words: str) -> int:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"report: {words}\n")
            sys.stderr.flush()
    return 2


if __name__ == "__main__":
    main()
