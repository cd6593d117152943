"""Settings: each with one name, one value and one place it comes from.

A flag goes before the environment (`DRAGOMAN_*`), that before the configuration file (TOML), and
that before the default.
"""

from dragoman.config.loading import default_file, load
from dragoman.config.settings import SETTINGS, Config, Setting, Value

__all__ = ["SETTINGS", "Config", "Setting", "Value", "default_file", "load"]
