"""What the sentence encoder all-MiniLM-L6-v2 makes of English words, for a reader to learn from.

  sentence_encoder.py MODEL states OUT DATA...  of words in the paragraphs of SQuAD JSON, for `lectern train --states`
  sentence_encoder.py MODEL words GLOVE OUT     of words alone, for `lectern train --vectors`
  sentence_encoder.py MODEL words GLOVE OUT STATES DATA...
                                                of words alone and of their states in the paragraphs of DATA, on average

MODEL is a folder with model.fp16.safetensors and tokenizer.json. sentence-encoder.sh gets it and runs this.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one process a core instead

import json
import multiprocessing
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import gelu, layer_norm, linear

WORDS, ALONE_COMPONENTS, JOINED_COMPONENTS = 86_000, 80, 180
LAYERS, STATE_COMPONENTS = (3, 6), 96  # of each of these layers
SAMPLE = 16  # the states' principal components are those of every 16th paragraph
BATCH, MAX_PIECES = 16, 512
HIDDEN, HEADS, LAYER_COUNT = 384, 12, 6
OFTEN, SELDOM, RIDGE = 30, 3, 0.01  # a word that stands three times is as well known as it can be expected to be
TYPES = {"I8": np.int8, "I32": np.int32, "I64": np.int64, "F16": np.float16, "F32": np.float32}

weights, vocabulary = {}, {}
means = axes = None  # of the states: what is left of a state is (state - means) · axes


def load(model):
    for name, numbers in read_safetensors(model / "model.fp16.safetensors").items():
        weights[name.removeprefix("bert.")] = torch.from_numpy(numbers.astype(np.float32))
    vocabulary.update(json.loads((model / "tokenizer.json").read_text())["model"]["vocab"])


@lru_cache(maxsize=None)
def word_pieces(word):
    """WordPiece: the longest piece first. (id, begin, end) of each."""
    found, begin = [], 0
    while begin < len(word):
        for end in range(len(word), begin, -1):
            piece = ("##" if begin else "") + word[begin:end]
            if piece in vocabulary:
                break
        else:
            return [(vocabulary["[UNK]"], 0, len(word))]
        found.append((vocabulary[piece], begin, end))
        begin = end
    return found


def plain(letter):
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFD", letter.lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def tokenize(text):
    """BERT's tokens of a text: ids, and where each stands in UTF-16 units."""
    ids, ranges = [], []
    word, places = "", []  # of each letter of the word: where what it came from begins and ends

    def flush():
        nonlocal word, places
        for piece, begin, end in word_pieces(word):
            ids.append(piece)
            ranges.append((places[begin][0], places[end - 1][1]))
        word, places = "", []

    at = 0
    for c in text:
        place = (at, at + (2 if ord(c) > 0xFFFF else 1))
        at = place[1]
        category = unicodedata.category(c)
        is_alone = category[0] == "P" or (c.isascii() and not c.isalnum()) or "\u4e00" <= c <= "\u9fff"
        if c.isspace() or category in ("Cc", "Cf"):
            flush()
            continue
        if is_alone:
            flush()
        letters = plain(c)
        word += letters
        places += [place] * len(letters)
        if is_alone:
            flush()
    flush()
    return ids[: MAX_PIECES - 2], ranges[: MAX_PIECES - 2]


def hidden_states(rows):
    """The states after each layer, (texts, pieces with [CLS] and [SEP], hidden), and which places hold pieces."""
    time = max(map(len, rows)) + 2
    ids = torch.zeros(len(rows), time, dtype=torch.long)
    is_piece = torch.zeros(len(rows), time)
    for i, row in enumerate(rows):
        ids[i, : len(row) + 2] = torch.tensor([vocabulary["[CLS]"], *row, vocabulary["[SEP]"]])
        is_piece[i, : len(row) + 2] = 1

    def norm(x, name):
        return layer_norm(x, (HIDDEN,), weights[name + ".weight"], weights[name + ".bias"], 1e-12)

    def dense(x, name):
        return linear(x, weights[name + ".weight"], weights[name + ".bias"])

    def heads(x):
        return x.view(len(rows), time, HEADS, -1).transpose(1, 2)

    x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][:time]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    bias = (1 - is_piece[:, None, None]) * -1e4
    states = [x]
    for i in range(LAYER_COUNT):
        layer = f"encoder.layer.{i}."
        query, key, value = (heads(dense(x, layer + "attention.self." + name)) for name in ("query", "key", "value"))
        shares = torch.softmax(query @ key.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + bias, -1)
        seen = (shares @ value).transpose(1, 2).reshape(len(rows), time, HIDDEN)
        x = norm(x + dense(seen, layer + "attention.output.dense"), layer + "attention.output.LayerNorm")
        inner = gelu(dense(x, layer + "intermediate.dense"))
        x = norm(x + dense(inner, layer + "output.dense"), layer + "output.LayerNorm")
        states.append(x)
    return states, is_piece


def paragraphs_of(data_files):
    articles = [article for file in data_files for article in json.loads(Path(file).read_text(encoding="utf-8"))["data"]]
    return [paragraph["context"] for article in articles for paragraph in article["paragraphs"]]


def encode_words(words):
    """The mean of the states of the last layer, of length 1: what the encoder gives for a text."""
    states, is_piece = hidden_states([tokenize(word)[0] for word in words])
    mean = (states[-1] * is_piece[:, :, None]).sum(1) / is_piece.sum(1, keepdim=True)
    return (mean / mean.norm(dim=1, keepdim=True)).numpy()


def encode_paragraphs(texts):
    """Of each text its pieces' ranges and states, as principal components where these are known."""
    tokens = [tokenize(text) for text in texts]
    states, _ = hidden_states([ids for ids, _ in tokens])
    kept = torch.cat([states[layer] for layer in LAYERS], 2).numpy()
    if axes is not None:
        kept = np.concatenate([(part - mean) @ axis for part, mean, axis
                               in zip(np.split(kept, len(LAYERS), 2), means, axes)], 2)
    return [(np.array(ranges, np.int32).reshape(-1, 2), kept[i, 1 : 1 + len(ranges)].astype(np.float16))
            for i, (_, ranges) in enumerate(tokens)]


def one_thread():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)


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
    states = read_safetensors(states_file)
    places, shares, begin = [], [], 0  # of each piece: its word's number, and what part of that it is
    for text, count in zip(paragraphs_of(data_files), states["counts"]):
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
    paragraphs = paragraphs_of(data_files)
    sample = encode_all(encode_paragraphs, paragraphs[::SAMPLE], "paragraphs of a sample")
    sample = np.concatenate([states for _, states in sample])
    means, axes = [], []
    for part in np.split(sample.astype(np.float32), len(LAYERS), 1):
        means.append(part.mean(0))
        found, variances = principal_axes(part - means[-1], STATE_COMPONENTS)
        axes.append(found / np.sqrt(variances.mean()))
    encoded = encode_all(encode_paragraphs, paragraphs, "paragraphs")
    scales = np.max([np.abs(states).max(0) for _, states in encoded if len(states)], 0).astype(np.float32) / 127
    write_safetensors(out_file, {
        "lengths": np.array([len(text.encode("utf-16-le")) // 2 for text in paragraphs], np.int32),
        "counts": np.array([len(ranges) for ranges, _ in encoded], np.int32),
        "ranges": np.concatenate([ranges for ranges, _ in encoded]),
        "states": np.concatenate([np.rint(states / scales).astype(np.int8) for _, states in encoded]),
        "scales": scales,
    })


def read_safetensors(path):
    data = Path(path).read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    entries = json.loads(data[8:begin])
    entries.pop("__metadata__", None)
    return {name: np.frombuffer(data, TYPES[entry["dtype"]], int(np.prod(entry["shape"])),
                                begin + entry["data_offsets"][0]).reshape(entry["shape"])
            for name, entry in entries.items()}


def write_safetensors(path, tensors):
    header, offset = {}, 0
    for name, tensor in tensors.items():
        kind = {"int8": "I8", "int32": "I32", "float32": "F32"}[tensor.dtype.name]
        header[name] = {"dtype": kind, "shape": tensor.shape, "data_offsets": [offset, offset + tensor.nbytes]}
        offset += tensor.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(len(text).to_bytes(8, "little") + text)
        for tensor in tensors.values():
            out.write(tensor.tobytes())


if __name__ == "__main__":
    match sys.argv[1:]:
        case [model, "words", glove, out]:
            load(Path(model))
            write_words(glove, out)
        case [model, "words", glove, out, states, *data] if data:
            load(Path(model))
            write_words_in_context(glove, out, states, data)
        case [model, "states", out, *data] if data:
            load(Path(model))
            write_states(out, data)
        case _:
            sys.exit(__doc__)
