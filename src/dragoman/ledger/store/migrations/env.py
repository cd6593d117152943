"""Runs the ledger's migrations on the connection that `store.opening` hands over."""

from alembic import context

# The connection is inside a transaction of its caller, so a migration stands whole or not at all.
context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
)
context.run_migrations()
