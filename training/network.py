"""The network: the encoder, and light heads for events, their parts, and the states of persons."""

import torch
from torch import nn

from batches import Batch
from dragoman.code.network.heads import FAR, IDENTS, STEPS
from dragoman.code.windows import DEPTHS, RANKS, WHATS
from encoder import Encoder
from syntax import means


class Set(nn.Module):
    """One layer of attention among the candidates of an event, normalised first."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.last = nn.LayerNorm(width)
        self.up = nn.Linear(width, 2 * width)
        self.down = nn.Linear(2 * width, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        """`x` is (events, candidates, width); `known` is true where there is a candidate."""
        size, length, width = x.shape
        qkv = self.qkv(self.norm(x)).view(size, length, 3, self.heads, -1)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        bias = torch.where(known, 0.0, -1e4)[:, None, None, :].to(q.dtype)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias
        seen = torch.softmax(scores, -1, dtype=q.dtype) @ v
        x = x + self.drop(self.out(seen.transpose(1, 2).reshape(size, length, width)))
        return x + self.drop(
            self.down(nn.functional.gelu(self.up(self.last(x)), approximate="tanh"))
        )


class Choice(nn.Module):
    """One of several stretches for an event, or one of `others` that have no words."""

    def __init__(self, hidden: int, width: int, others: int) -> None:
        super().__init__()
        self.others = nn.Linear(width, others)
        self.of_event = nn.Linear(hidden, width)
        self.of_stretch = nn.Linear(hidden, width)
        self.product = nn.Linear(width, width)
        self.score = nn.Sequential(
            nn.GELU(approximate="tanh"), nn.Dropout(0.2), nn.Linear(width, 1)
        )

    def forward(
        self,
        event: torch.Tensor,
        stretches: torch.Tensor,
        states: torch.Tensor,
        between: torch.Tensor,
        known: torch.Tensor,
    ) -> torch.Tensor:
        """(events, others + stretches): logits. `between` is (events, stretches, width)."""
        told, found = self.of_event(event).unsqueeze(1), self.of_stretch(stretches)
        mixed = told + found + self.product(told * found) + states.unsqueeze(1) + between
        scores = self.score(mixed).squeeze(-1).float().masked_fill(~known, -1e4)
        return torch.cat([self.others(states).float(), scores], 1)


class Coder(nn.Module):
    """Vectors of words, triggers and candidates, and what the heads make of them."""

    def __init__(self, encoder: Encoder, kinds: int, statuses: int, width: int = 192) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.word.embedding_dim
        self.drop = nn.Dropout(0.15)
        self.lexicon = nn.Linear(kinds, hidden, bias=False)
        self.trigger = nn.Sequential(
            nn.Linear(hidden, width),
            nn.GELU(approximate="tanh"),
            nn.Dropout(0.2),
            nn.Linear(width, kinds),
        )
        self.kind = nn.Embedding(kinds, width)
        self.of_trigger = nn.Linear(hidden, width)
        self.of_candidate = nn.Linear(hidden, width)
        self.elsewhere = nn.Parameter(torch.zeros(hidden))
        self.distance = nn.Embedding(len(FAR) + 2, width)
        self.step = nn.Embedding(STEPS, width)
        self.what = nn.Embedding(len(WHATS) + 1, width)
        self.rank = nn.Embedding(RANKS, width)
        self.titled = nn.Embedding(2, width)
        self.ident = nn.Embedding(IDENTS, width)
        self.product = nn.Linear(width, width)
        self.among = Set(width, 4)
        self.sides = nn.Linear(width, 2)
        self.depth = nn.Embedding(DEPTHS, width)
        self.state = nn.Sequential(
            nn.Linear(hidden + 2 * width, width), nn.GELU(approximate="tanh"), nn.Dropout(0.2)
        )
        self.status = nn.Linear(width, statuses)
        self.background = nn.Linear(width, 1)
        self.when = Choice(hidden, width, 2)
        self.who = Choice(hidden, width, 1)
        self.where = Choice(hidden, width, 2)
        self.person = nn.Sequential(
            nn.Linear(hidden, width), nn.GELU(approximate="tanh"), nn.Dropout(0.2)
        )
        self.whose = Choice(hidden, width, 1)
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

    def stretches(self, words: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        """(windows, stretches, hidden): the mean of each stretch's words; a vector of its own
        for what has none.
        """
        sums = torch.cat([words.new_zeros(len(words), 1, words.shape[2]), words.cumsum(1)], 1)
        at = torch.arange(len(words)).unsqueeze(1)
        first, last = spans[..., 0], spans[..., 1]
        length = (last - first).clamp(min=1).unsqueeze(-1)
        found = (sums[at, last.clamp(min=0)] - sums[at, first.clamp(min=0)]) / length
        return torch.where((first >= 0).unsqueeze(-1), found, self.elsewhere.to(found.dtype))

    def parties(self, words: torch.Tensor, batch: Batch, events: torch.Tensor) -> torch.Tensor:
        """(events, candidates, 2): logits that a candidate is on the first and the second side.

        `events` holds (window, word, kind).
        """
        window, word, kind = events.unbind(1)
        told = self.of_trigger(words[window, word]).unsqueeze(1)
        party = self.of_candidate(self.stretches(words, batch.spans))[window]
        spans, facts = batch.spans[window], batch.told[window]
        mixed = told + party + self.product(told * party) + self.kind(kind).unsqueeze(1)
        mixed = mixed + self.distance(_far(spans[..., 0], word))
        mixed = mixed + self.step(_step(facts[..., 4], batch.sentences[window, word]))
        mixed = mixed + self.standing(facts)
        return self.sides(
            self.among(nn.functional.gelu(mixed, approximate="tanh"), facts[..., 0] > 0)
        )

    def standing(self, facts: torch.Tensor) -> torch.Tensor:
        """(..., candidates, width): what each is, and how it stands in the report."""
        known = self.what(facts[..., 0]) + self.rank(facts[..., 1])
        return known + self.titled(facts[..., 2]) + self.ident(facts[..., 3])

    def owners(self, words: torch.Tensor, batch: Batch) -> torch.Tensor:
        """(windows, persons, 1 + candidates): logits of which of them has the person's state."""
        told = self.stretches(words, batch.persons[..., :2].clamp(min=-1))
        window, person = torch.meshgrid(*map(torch.arange, told.shape[:2]), indexing="ij")
        window, person = window.reshape(-1), person.reshape(-1)
        here = batch.persons[window, person]
        told, facts = told[window, person], batch.told[window]
        stretches = self.stretches(words, batch.spans)[window]
        between = self.distance(_far(batch.spans[window][..., 0], here[:, 0].clamp(min=0)))
        own = batch.sentences[window, here[:, 0].clamp(min=0)]
        between = between + self.step(_step(facts[..., 4], own)) + self.standing(facts)
        logits = self.whose(told, stretches, self.person(told), between, facts[..., 0] > 0)
        return logits.view(*batch.persons.shape[:2], -1)

    def states(self, words: torch.Tensor, batch: Batch, events: torch.Tensor) -> torch.Tensor:
        """(events, width): what is told of the event as a whole."""
        window, word, kind = events.unbind(1)
        depth = self.depth(batch.depths[window, word])
        return self.state(torch.cat([words[window, word], self.kind(kind), depth], dim=1))

    def times(
        self, words: torch.Tensor, batch: Batch, events: torch.Tensor, states: torch.Tensor
    ) -> torch.Tensor:
        """(events, 2 + moments): logits of no time, the time of the news, and each moment."""
        return self._choice(self.when, words, batch, events, states, batch.moments)

    def sources(
        self, words: torch.Tensor, batch: Batch, events: torch.Tensor, states: torch.Tensor
    ) -> torch.Tensor:
        """(events, 1 + speakers): logits of no source and of each speaker."""
        return self._choice(self.who, words, batch, events, states, batch.speakers)

    def places(
        self, words: torch.Tensor, batch: Batch, events: torch.Tensor, states: torch.Tensor
    ) -> torch.Tensor:
        """(events, 2 + spots): logits of no place, the second side's state, and each spot."""
        return self._choice(self.where, words, batch, events, states, batch.spots)

    def _choice(
        self,
        head: Choice,
        words: torch.Tensor,
        batch: Batch,
        events: torch.Tensor,
        states: torch.Tensor,
        among: torch.Tensor,
    ) -> torch.Tensor:
        window, word, _ = events.unbind(1)
        stretches = self.stretches(words, among[..., :2].clamp(min=-1))[window]
        one = among[window]
        far = self.distance(_far(one[..., 0].clamp(min=-1), word))
        step = self.step(_step(one[..., 2], batch.sentences[window, word]))
        told = words[window, word]
        return head(told, stretches, states, far + step, one[..., 2] > -8)


def _far(first: torch.Tensor, word: torch.Tensor) -> torch.Tensor:
    """Bucket of the distance in words; the last is for what stands elsewhere."""
    bucket = torch.bucketize(first - word.unsqueeze(1), torch.from_numpy(FAR))
    return torch.where(first >= 0, bucket, len(FAR) + 1)


def _step(sentence: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
    """Bucket of the distance in sentences; the last is for what stands elsewhere."""
    step = (sentence - own.unsqueeze(1)).clamp(-3, 2) + 3
    return torch.where(sentence >= 0, step, STEPS - 1)
