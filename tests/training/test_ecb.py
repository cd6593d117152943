"""Tokens laid together to a text."""

from ecb import lay_text


def test_every_token_stands_where_its_span_says() -> None:
    tokens = ["The", "envoy", "did", "n't", "sign", ",", "``", "yet", "''", ".", "He", "left", "."]
    text, spans = lay_text(tokens, [0] * 10 + [1] * 3)
    assert text == 'The envoy didn\'t sign, " yet".\nHe left.'
    assert [text[span.start : span.end] for span in spans[:6]] == tokens[:6]
    assert text[spans[6].start : spans[6].end] == '"'
