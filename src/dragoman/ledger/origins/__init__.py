"""What a report rests on: pure functions on reports and codings, without a store."""
