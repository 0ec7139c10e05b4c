"""``report`` and ``python -m factreport``: signals first, so that Ctrl-C is always silent."""

from __future__ import annotations

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
    from factreport.cli.main import run

    if is_interruptible:
        # Not KeyboardInterrupt: click would print a line for it.
        signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    sys.exit(run())


if __name__ == "__main__":
    main()
