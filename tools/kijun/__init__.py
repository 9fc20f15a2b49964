"""kijun keeps labeling guidelines in git, in several languages, and makes them trustworthy."""

__version__ = "0.1.0"
