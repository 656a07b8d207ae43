"""What the sentence encoder all-MiniLM-L6-v2 makes of English words, for a reader to learn from.

  sentence_encoder.py MODEL states OUT DATA...  of words in the paragraphs of SQuAD JSON, for `lectern train --states`
  sentence_encoder.py MODEL words GLOVE OUT     of words alone, for `lectern train --vectors`
  sentence_encoder.py MODEL words GLOVE OUT STATES DATA...
                                                of words alone and of their states in the paragraphs of DATA, on average

MODEL is a folder with model.fp16.safetensors and tokenizer.json. sentence-encoder.sh gets it and runs this.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one process a core instead

import multiprocessing
import sys
from pathlib import Path

import numpy as np
import torch

import minilm

WORDS, ALONE_COMPONENTS, JOINED_COMPONENTS = 86_000, 80, 180
STATE_LAYERS, STATE_COMPONENTS = (3, 6), 96  # of each of these layers
SAMPLE = 16  # the states' principal components are those of every 16th paragraph
BATCH = 16
OFTEN, SELDOM, RIDGE = 30, 3, 0.01  # a word that stands three times is as well known as it can be expected to be

weights = {}
means = axes = None  # of the states: what is left of a state is (state - means) · axes


def states_of(rows):
    """MiniLM's states of rows of pieces between [CLS] and [SEP], and which places hold pieces."""
    vocabulary = minilm.vocabulary
    ids, is_piece = minilm.padded([[vocabulary["[CLS]"], *row, vocabulary["[SEP]"]] for row in rows])
    return minilm.hidden_states(weights, ids, is_piece), is_piece


def contexts_of(data_files):
    return [paragraph["context"] for paragraph in minilm.paragraphs_of(data_files)]


def encode_words(words):
    """The mean of the states of the last layer, of length 1: what the encoder gives for a text."""
    states, is_piece = states_of([minilm.tokenize(word)[0] for word in words])
    mean = (states[-1] * is_piece[:, :, None]).sum(1) / is_piece.sum(1, keepdim=True)
    return (mean / mean.norm(dim=1, keepdim=True)).numpy()


def encode_paragraphs(texts):
    """Of each text its pieces' ranges and states, as principal components where these are known."""
    tokens = [minilm.tokenize(text) for text in texts]
    states, _ = states_of([ids for ids, _ in tokens])
    kept = torch.cat([states[layer] for layer in STATE_LAYERS], 2).numpy()
    if axes is not None:
        kept = np.concatenate([(part - mean) @ axis for part, mean, axis
                               in zip(np.split(kept, len(STATE_LAYERS), 2), means, axes)], 2)
    return [(np.array(ranges, np.int32).reshape(-1, 2), kept[i, 1 : 1 + len(ranges)].astype(np.float16))
            for i, (_, ranges) in enumerate(tokens)]


def encode_all(encode, texts, what):
    """What `encode` makes of each text, in batches of texts of like length, on all cores."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    encoded = [None] * len(texts)
    with multiprocessing.Pool(initializer=one_thread) as pool:
        results = pool.imap(encode, ([texts[i] for i in batch] for batch in batches))
        for number, (batch, result) in enumerate(zip(batches, results), 1):
            for i, one in zip(batch, result):
                encoded[i] = one
            if number % 100 == 0 or number == len(batches):
                print(f"{min(number * BATCH, len(texts))} of {len(texts)} {what}", file=sys.stderr)
    return encoded


def principal_axes(centred, count):
    """The first axes of the covariance, each with the sign that makes its largest number positive."""
    variances, vectors = np.linalg.eigh(centred.T @ centred / len(centred))
    vectors = vectors[:, ::-1][:, :count]
    return vectors * np.sign(vectors[np.abs(vectors).argmax(0), np.arange(count)]), variances[::-1][:count]


def words_of_pieces(text, ranges):
    """The word, in lower case, that each piece of a text is part of, and how many pieces that has."""
    units = text.encode("utf-16-le")
    pieces = [units[2 * begin : 2 * end].decode("utf-16-le", "ignore").lower() for begin, end in ranges]
    words, first = [], 0
    for i in range(1, len(pieces) + 1):
        goes_on = (i < len(pieces) and ranges[i - 1][1] == ranges[i][0]
                   and pieces[i - 1][-1:].isalnum() and pieces[i][:1].isalnum())
        if not goes_on:
            words += [("".join(pieces[first:i]), i - first)] * (i - first)
            first = i
    return words


def mean_states(states_file, data_files, numbers):
    """How often the words, keys of `numbers`, stand in the paragraphs, and the means of their states there."""
    states = minilm.read_safetensors(states_file)
    places, shares, begin = [], [], 0  # of each piece: its word's number, and what part of that it is
    for text, count in zip(contexts_of(data_files), states["counts"]):
        for word, pieces in words_of_pieces(text, states["ranges"][begin : begin + count].tolist()):
            places.append(numbers.get(word, len(numbers)))
            shares.append(1 / pieces)
        begin += count
    places, shares = np.array(places), np.array(shares)
    size = len(numbers) + 1  # all other words stand last
    counts = np.bincount(places, shares, size)
    sums = [np.bincount(places, shares * numbers_of, size) * scale
            for numbers_of, scale in zip(states["states"].T, states["scales"].astype(np.float64))]
    return counts[:-1], (np.array(sums).T / np.maximum(counts, 1)[:, None])[:-1]


def foretold(known, wanted, weights):
    """What ridge regression makes of `known` for all rows, where `wanted` holds for those with a weight."""
    known = (known - known.mean(0)) / np.maximum(known.std(0), 1e-6)  # some numbers of the encoder are always 0
    known = np.hstack([known, np.ones((len(known), 1))])
    weighted = known * weights[:, None]
    ridge = RIDGE * weights.sum() * np.eye(known.shape[1])
    return known @ np.linalg.solve(known.T @ weighted + ridge, weighted.T @ wanted)


def read_glove(path):
    words, vectors = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word, *numbers = line.rstrip("\n").split(" ")
            words.append(word)
            vectors.append([float(x) for x in numbers])
            if len(words) == WORDS:
                break
    return words, np.array(vectors)


def write_vectors(path, words, vectors):
    with open(path, "w", encoding="utf-8") as out:
        for word, numbers in zip(words, vectors):
            out.write(word + "".join(f" {x:.4f}" for x in numbers) + "\n")


def as_long_as(glove, components):
    return components * np.sqrt(np.square(glove).mean() / np.square(components).mean())


def write_words(glove_file, out_file):
    """Of the first words of a GloVe file its vectors, behind each principal components of what the encoder makes of the
    word alone, as long as GloVe's numbers on average."""
    words, glove = read_glove(glove_file)
    alone = np.array(encode_all(encode_words, words, "words"), np.float64)
    alone -= alone.mean(0)
    components = alone @ principal_axes(alone, ALONE_COMPONENTS)[0]
    write_vectors(out_file, words, np.hstack([glove, as_long_as(glove, components)]))


def write_words_in_context(glove_file, out_file, states_file, data_files):
    """Of the first words of a GloVe file principal components of three vectors: GloVe's, what the encoder makes of the word
    alone, and twice the mean of the word's states in the paragraphs, which for words that seldom stand there is foretold
    by the other two."""
    words, glove = read_glove(glove_file)
    alone = np.array(encode_all(encode_words, words, "words"), np.float64)
    counts, means = mean_states(states_file, data_files, {word: i for i, word in enumerate(words)})
    expected = foretold(np.hstack([glove, alone]), means, np.minimum(counts, OFTEN))
    means = (counts[:, None] * means + SELDOM * expected) / (counts[:, None] + SELDOM)
    joined = np.hstack([of_unit_variance(glove), of_unit_variance(alone), 2 * of_unit_variance(means)])
    components = joined @ principal_axes(joined, JOINED_COMPONENTS)[0]
    write_vectors(out_file, words, as_long_as(glove, components))


def of_unit_variance(vectors):
    """Around 0, with mean square length 1."""
    centred = vectors - vectors.mean(0)
    return centred / np.sqrt(np.square(centred).sum(1).mean())


def write_states(out_file, data_files):
    """A file for `lectern train --states`: of every paragraph's pieces the ranges and the states' principal components,
    their mean variance 1, as int8."""
    global means, axes
    paragraphs = contexts_of(data_files)
    sample = encode_all(encode_paragraphs, paragraphs[::SAMPLE], "paragraphs of a sample")
    sample = np.concatenate([states for _, states in sample])
    means, axes = [], []
    for part in np.split(sample.astype(np.float32), len(STATE_LAYERS), 1):
        means.append(part.mean(0))
        found, variances = principal_axes(part - means[-1], STATE_COMPONENTS)
        axes.append(found / np.sqrt(variances.mean()))
    encoded = encode_all(encode_paragraphs, paragraphs, "paragraphs")
    scales = np.max([np.abs(states).max(0) for _, states in encoded if len(states)], 0).astype(np.float32) / 127
    minilm.write_safetensors(out_file, {
        "lengths": np.array([minilm.utf16_length(text) for text in paragraphs], np.int32),
        "counts": np.array([len(ranges) for ranges, _ in encoded], np.int32),
        "ranges": np.concatenate([ranges for ranges, _ in encoded]),
        "states": np.concatenate([np.rint(states / scales).astype(np.int8) for _, states in encoded]),
        "scales": scales,
    })


def one_thread():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")  # workers share what was read before
    match sys.argv[1:]:
        case [model, "words", glove, out]:
            weights.update(minilm.load(Path(model)))
            write_words(glove, out)
        case [model, "words", glove, out, states, *data] if data:
            weights.update(minilm.load(Path(model)))
            write_words_in_context(glove, out, states, data)
        case [model, "states", out, *data] if data:
            weights.update(minilm.load(Path(model)))
            write_states(out, data)
        case _:
            sys.exit(__doc__)
