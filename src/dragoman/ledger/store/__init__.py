"""The ledger on disk: tables, migrations, questions to them and changes of them."""
