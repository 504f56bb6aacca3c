"""`python -m examprep`."""

from examprep.cli import main

if __name__ == "__main__":
    main()
