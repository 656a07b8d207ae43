"""The transformer all-MiniLM-L6-v2: its pieces of texts, and its states of them."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import gelu, layer_norm, linear

MAX_PIECES = 512
HIDDEN, HEADS, LAYERS = 384, 12, 6
TYPES = {"I8": np.int8, "I32": np.int32, "I64": np.int64, "F16": np.float16, "F32": np.float32}

vocabulary = {}


def load(folder):
    """Its weights by name, of a folder with model.fp16.safetensors and tokenizer.json."""
    vocabulary.update(json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"])
    return {name.removeprefix("bert."): torch.from_numpy(numbers.astype(np.float32))
            for name, numbers in read_safetensors(folder / "model.fp16.safetensors").items()}


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


def padded(rows):
    """Ids of rows (texts, pieces), and which places hold pieces."""
    time = max(map(len, rows))
    ids, is_piece = torch.zeros(len(rows), time, dtype=torch.long), torch.zeros(len(rows), time)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        is_piece[i, : len(row)] = 1
    return ids, is_piece


def hidden_states(weights, ids, is_piece, segments=None, factors=torch.float32):
    """The states after each layer, (texts, pieces, hidden). `segments` (texts, pieces): 1 for a second text's pieces.
    Products are of type `factors`, sums float32."""
    texts, time = ids.shape

    def norm(x, name):
        return layer_norm(x, (HIDDEN,), weights[name + ".weight"], weights[name + ".bias"], 1e-12)

    def dense(x, name):
        return linear(x.to(factors), weights[name + ".weight"].to(factors), weights[name + ".bias"].to(factors))

    def heads(x):
        return x.view(texts, time, HEADS, -1).transpose(1, 2)

    x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][:time]
    types = weights["embeddings.token_type_embeddings.weight"]
    x = norm(x + (types[0] if segments is None else types[segments]), "embeddings.LayerNorm")
    bias = ((1 - is_piece[:, None, None]) * -1e4).to(factors)
    states = [x]
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}."
        query, key, value = (heads(dense(x, layer + "attention.self." + name)) for name in ("query", "key", "value"))
        shares = torch.softmax(query @ key.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + bias, -1)
        seen = (shares @ value).transpose(1, 2).reshape(texts, time, HIDDEN)
        x = norm(x + dense(seen, layer + "attention.output.dense").float(), layer + "attention.output.LayerNorm")
        inner = gelu(dense(x, layer + "intermediate.dense"))
        x = norm(x + dense(inner, layer + "output.dense").float(), layer + "output.LayerNorm")
        states.append(x)
    return states


def paragraphs_of(data_files):
    """The paragraphs of SQuAD JSON, with their questions."""
    articles = [article for file in data_files for article in json.loads(Path(file).read_text(encoding="utf-8"))["data"]]
    return [paragraph for article in articles for paragraph in article["paragraphs"]]


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


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
