"""`python -m kontor.platform.cli`"""

from kontor.platform.cli.main import app

if __name__ == "__main__":
    app()
