"""Files into values of the core; the only readers of YAML."""
