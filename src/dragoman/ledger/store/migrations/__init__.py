"""The ledger's schema, step by step. Alembic runs `env.py` and the scripts in `versions/`."""
