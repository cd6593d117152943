"""The trained network: pieces, encoder, heads, and the model that is shipped."""
