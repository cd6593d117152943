"""The commands, one a module. Heavy imports stand inside, so that `--help` answers at once."""
