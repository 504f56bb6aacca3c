"""Runs programs, and is the only place that starts any."""
