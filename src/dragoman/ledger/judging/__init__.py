"""What people decide about tellings and entries: pure functions on values, without a store."""
