"""Events to entries: pure functions on values, without a store."""
