"""The log of all changes: a chain of records, each holding the hash of the one before."""
