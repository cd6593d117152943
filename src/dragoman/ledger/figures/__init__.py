"""What reports count, followed through time: pure functions on values, without a store."""
