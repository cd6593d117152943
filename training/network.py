"""The coder's network: the encoder, and light heads for triggers, sides and status."""

from dataclasses import dataclass

import torch
from torch import nn

from encoder import Encoder
from syntax import means

#: Distances between trigger and party, in words, are told apart up to here.
FAR = (-64, -32, -16, -8, -4, -2, 0, 2, 4, 8, 16, 32, 64)


@dataclass
class Batch:
    """Windows together, padded.

    `ids` (windows, tokens); `word_of` the word of each token, or -1; `lexicon` (windows, words,
    kinds) of lexicon hits; `spans` of candidates as (window, first word, last word + 1); `whats`
    what each is.
    """

    ids: torch.Tensor
    word_of: torch.Tensor
    lexicon: torch.Tensor
    spans: torch.Tensor
    whats: torch.Tensor


class Coder(nn.Module):
    """Vectors of words and candidates, and what the heads make of them."""

    def __init__(self, encoder: Encoder, kinds: int, statuses: int, width: int = 192) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.word.embedding_dim
        self.drop = nn.Dropout(0.2)
        self.lexicon = nn.Linear(kinds, hidden, bias=False)
        self.trigger = nn.Sequential(
            nn.Linear(hidden, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, kinds)
        )
        self.kind = nn.Embedding(kinds, width)
        self.of_trigger = nn.Linear(hidden, width)
        self.of_candidate = nn.Linear(hidden, width)
        self.distance = nn.Embedding(len(FAR) + 1, width)
        self.what = nn.Embedding(8, width)
        self.product = nn.Linear(width, width)
        self.sides = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(width, 2))
        self.status = nn.Sequential(
            nn.Linear(hidden + width, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, statuses)
        )
        nn.init.zeros_(self.lexicon.weight)
        # Triggers are rare: a network that begins with even odds spends an epoch on learning that.
        nn.init.constant_(self.trigger[-1].bias, -5.0)

    def words(self, batch: Batch) -> torch.Tensor:
        """(windows, words, hidden): the mean of each word's tokens."""
        tokens = self.encoder(batch.ids)
        return self.drop(means(tokens, batch.word_of, batch.lexicon.shape[1]))

    def triggers(self, words: torch.Tensor, batch: Batch) -> torch.Tensor:
        """(windows, words, kinds): logits that a word is the trigger of an event of a kind."""
        return self.trigger(words + self.lexicon(batch.lexicon.to(words.dtype)))

    def candidates(self, words: torch.Tensor, batch: Batch) -> torch.Tensor:
        """(candidates, hidden): the mean of each candidate's words."""
        sums = torch.cat([words.new_zeros(words.shape[0], 1, words.shape[2]), words.cumsum(1)], 1)
        window, first, last = batch.spans.unbind(1)
        length = (last - first).clamp(min=1).unsqueeze(1)
        return (sums[window, last] - sums[window, first]) / length

    def pairs(
        self,
        words: torch.Tensor,
        candidates: torch.Tensor,
        batch: Batch,
        events: torch.Tensor,
        pairs: torch.Tensor,
    ) -> torch.Tensor:
        """(pairs, 2): logits that a candidate is on the first and on the second side of an event.

        `events` holds (window, word, kind); `pairs` holds (event, candidate).
        """
        event, candidate = pairs.unbind(1)
        window, word, kind = events[event].unbind(1)
        told = self.of_trigger(words[window, word])
        party = self.of_candidate(candidates[candidate])
        gap = batch.spans[candidate, 1] - word
        far = torch.bucketize(gap, torch.tensor(FAR, device=gap.device))
        mixed = told + party + self.product(told * party)
        return self.sides(
            mixed + self.kind(kind) + self.distance(far) + self.what(batch.whats[candidate])
        )

    def statuses(self, words: torch.Tensor, events: torch.Tensor) -> torch.Tensor:
        """(events, statuses): logits of the status of each event."""
        window, word, kind = events.unbind(1)
        return self.status(torch.cat([words[window, word], self.kind(kind)], dim=1))
