"""Learn the projection of meanings: `meaning.py MODEL ECB/train_dev.jsonl.gz OUT.npz`.

Linear discriminants on the train part of ECB+: mentions of one event make a class; the scatter
within classes is shrunk towards a ball, whitened, and the directions are kept in which the means of
classes differ most. Writes it with 8 bits a weight. No seed: nothing is drawn.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from events.meaning import Projection, pooled

from dragoman.code import Network
from dragoman.code.network.layers import Array
from dragoman.resolve import Resolver
from ecb import encode_report, read_documents

#: Share of the scatter within classes that is replaced by a ball, and numbers that are kept.
SHRINK, WIDTH = 0.4, 128


def learn(vectors: Array, classes: list[str]) -> Projection:
    """(mentions, hidden) and the event of each mention."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centre = unit.mean(axis=0)
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(classes):
        members[name].append(place)
    means = np.array([unit[places].mean(axis=0) - centre for places in members.values()])
    scatter, weight = np.zeros((unit.shape[1],) * 2), 0.0
    for mean, places in zip(means, members.values(), strict=True):
        # Chains of a hundred mentions would else drown all others.
        share = 1 / len(places) ** 0.5
        away = unit[places] - centre - mean
        scatter += share * away.T @ away
        weight += share * (len(places) - 1)
    scatter /= weight
    size = len(scatter)
    ball = np.eye(size) * np.trace(scatter) / size
    spread, axes = np.linalg.eigh((1 - SHRINK) * scatter + SHRINK * ball)
    whiten = axes / np.sqrt(spread)
    white = means @ whiten
    _, _, directions = np.linalg.svd(white - white.mean(axis=0), full_matrices=False)
    return Projection(centre, whiten @ directions[:WIDTH].T)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    told = parser.parse_args()
    network, names = Network(told.model), Resolver()
    vectors, classes = [], []
    for document in read_documents(told.corpus, "train"):
        encoded = encode_report(network, names, document.report)
        for mention in document.mentions:
            vector = pooled(encoded, mention.spans)
            if vector is not None:
                vectors.append(vector)
                classes.append(mention.chain)
    found = learn(np.array(vectors, np.float64), classes)
    save(found, told.out)
    print(f"{len(classes)} mentions of {len(set(classes))} events")


def save(found: Projection, path: Path) -> None:
    """Write a projection, 8 bits a weight."""
    scales = np.abs(found.weights).max(axis=0) / 127
    np.savez_compressed(
        path,
        centre=found.centre.astype(np.float16),
        weights=np.rint(found.weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
    )


if __name__ == "__main__":
    main()
