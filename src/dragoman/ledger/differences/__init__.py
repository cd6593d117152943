"""Where the sources of an entry differ, and how: pure functions on values, without a store."""
