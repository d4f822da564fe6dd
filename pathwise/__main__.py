"""`python -m pathwise`: the command line."""

from pathwise.cli import app

if __name__ == "__main__":
    app()
