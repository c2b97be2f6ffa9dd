"""`python -m toolkit.cli`, which is what build.py hands over to."""

from __future__ import annotations

from toolkit.cli.app import main

if __name__ == "__main__":
    main()
