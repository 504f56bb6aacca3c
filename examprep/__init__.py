"""A terminal study system for Japan's two deep-learning exams, E資格 and G検定."""

__version__ = "0.1.0"
