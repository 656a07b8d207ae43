"""The transformer all-MiniLM-L6-v2 taught to answer questions, as a teacher for a reader.

  transformer_teacher.py MODEL teach FROM PASSES OUT DATA...  teaches it so many passes over SQuAD JSON; FROM is a teacher
                                                              to go on from, - for MiniLM itself
  transformer_teacher.py MODEL ask TEACHER OUT DATA...        what it says of every question, for `lectern train --teacher`
  transformer_teacher.py MODEL answer TEACHER PREDICTIONS NO_ANSWER DATA
                                                              its answers, for `lectern evaluate`

MODEL is a folder with model.fp16.safetensors and tokenizer.json. transformer-teacher.sh gets it and runs this.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one process a core instead

import hashlib
import json
import multiprocessing
import random
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import torch
import torch.distributed
from torch.nn.functional import cross_entropy, linear

import minilm

BATCH, RATE, WARM_UP, CLIP_NORM, DECAY = 24, 1e-4, 0.06, 1.0, 0.01  # questions a worker; a share of all steps
PART = 8  # questions that a worker reads at once: of whole paragraphs in float32 each takes half a gigabyte
CROP_SHARE, CROP_PIECES, WINDOW_PIECES, QUESTION_PIECES = 0.8, 80, 440, 40
POOL = 30  # batches that are cut from as many questions, in the order of their paragraphs' lengths
LONGEST = 30  # pieces of an answer
KEPT = 6  # likeliest starts, and ends, of a question
SEED, REPORT_EVERY, SAVE_EVERY = 1, 25, 200  # steps
CPU_INFO = Path("/proc/cpuinfo")
FACTORS = torch.bfloat16 if CPU_INFO.exists() and "bf16" in CPU_INFO.read_text() else torch.float32  # the faster one


@dataclass
class Question:
    id: str
    pieces: list
    paragraph: int
    first: int  # piece of the answer; -1: there is none
    last: int
    is_learnable: bool


@dataclass
class Paragraph:
    pieces: list
    ranges: list  # UTF-16 units, where each piece begins and ends


def read(paragraph):
    """A paragraph and its questions as pieces."""
    context = paragraph["context"]
    pieces, ranges = minilm.tokenize(context)
    questions = []
    for qa in paragraph["qas"]:
        first = last = -1
        answers = qa.get("answers", [])
        for answer in answers[:1]:
            begin = minilm.utf16_length(context[: answer["answer_start"]])
            end = begin + minilm.utf16_length(answer["text"])
            touched = [i for i, (b, e) in enumerate(ranges) if e > begin and b < end]
            if touched and touched[-1] < WINDOW_PIECES:
                first, last = touched[0], touched[-1]
        asked = minilm.tokenize(qa["question"])[0][:QUESTION_PIECES]
        is_learnable = bool(pieces and asked) and first >= 0  # whether there is an answer is for the gold one to say
        questions.append(Question(qa["id"], asked, -1, first, last, is_learnable))
    return Paragraph(pieces[:WINDOW_PIECES], ranges[:WINDOW_PIECES]), questions


def read_all(data_files):
    with multiprocessing.Pool() as pool:
        found = pool.map(read, minilm.paragraphs_of(data_files), chunksize=100)
    paragraphs, questions = [paragraph for paragraph, _ in found], []
    for number, (_, of_paragraph) in enumerate(found):
        for question in of_paragraph:
            question.paragraph = number
            questions.append(question)
    return paragraphs, questions


class Network:
    """MiniLM without its pooler, and a layer that gives each piece two scores: that an answer starts there, and ends.
    The first piece, [CLS], stands for no answer. Word vectors stay as they are."""

    def __init__(self, weights):
        torch.manual_seed(SEED)
        weights = {name: tensor for name, tensor in weights.items() if not name.startswith("pooler.")}
        weights.setdefault("head.weight", 0.02 * torch.randn(2, minilm.HIDDEN))
        weights.setdefault("head.bias", torch.zeros(2))
        self.weights = weights
        trained = [name for name in sorted(weights) if not name.endswith("_embeddings.weight")]
        # All that is trained lies in one tensor, and its gradients in another: one sum for all workers, one step of Adam.
        self.flat = torch.nn.Parameter(torch.cat([weights[name].flatten() for name in trained]))
        self.flat.grad = torch.zeros_like(self.flat)
        begin = 0
        for name in trained:
            part, shape = slice(begin, begin + weights[name].numel()), weights[name].shape
            weights[name] = self.flat.data[part].view(shape).requires_grad_()
            weights[name].grad = self.flat.grad[part].view(shape)
            begin = part.stop

    def __call__(self, rows):
        """Scores (rows, pieces, 2) of rows (question, passage), in pieces."""
        cls, sep = minilm.vocabulary["[CLS]"], minilm.vocabulary["[SEP]"]
        ids, is_piece = minilm.padded([[cls, *question, sep, *passage, sep] for question, passage in rows])
        can_answer, segments = torch.zeros_like(is_piece), torch.zeros_like(ids)
        can_answer[:, 0] = 1
        for i, (question, passage) in enumerate(rows):
            begin, end = offset(question), offset(question) + len(passage)
            can_answer[i, begin:end] = 1
            segments[i, begin : end + 1] = 1
        states = minilm.hidden_states(self.weights, ids, is_piece, segments, FACTORS)[-1]
        scores = linear(states, self.weights["head.weight"], self.weights["head.bias"])
        return scores + ((1 - can_answer) * -1e4)[:, :, None]


def offset(question):
    """Pieces before the passage: [CLS], the question, [SEP]."""
    return len(question) + 2


def batches_of(paragraphs, questions, passes, size):
    """Passes over the questions: shuffled, from CROP_SHARE on in batches of paragraphs of like length; and how many
    batches are before that."""
    learnable = [i for i, question in enumerate(questions) if question.is_learnable]
    rnd = random.Random(SEED)
    order = [i for _ in range(passes) for i in rnd.sample(learnable, len(learnable))]
    crops = int(CROP_SHARE * len(order)) // size
    batches = [order[i * size : (i + 1) * size] for i in range(crops)]
    for begin in range(crops * size, len(order), POOL * size):
        pool = sorted(order[begin : begin + POOL * size], key=lambda i: len(paragraphs[questions[i].paragraph].pieces))
        cut = [pool[i : i + size] for i in range(0, len(pool), size)]
        rnd.shuffle(cut)
        batches += cut
    return batches, crops


def cropped(passage, question, rnd):
    """Up to CROP_PIECES of a passage with the answer in them, where they begin is drawn; and that place."""
    begin, last = 0, max(len(passage) - CROP_PIECES, 0)
    if question.first >= 0:
        begin, last = max(question.last + 1 - CROP_PIECES, 0), min(last, question.first)
    begin = rnd.randint(min(begin, last), last)
    return passage[begin : begin + CROP_PIECES], begin


def loss_of(network, paragraphs, questions, is_crop, rnd):
    rows, firsts, lasts = [], [], []
    for question in questions:
        passage, begin = paragraphs[question.paragraph].pieces, 0
        if is_crop:
            passage, begin = cropped(passage, question, rnd)
        rows.append((question.pieces, passage))
        before = offset(question.pieces)
        firsts.append(before + question.first - begin if question.first >= 0 else 0)
        lasts.append(before + min(question.last - begin, len(passage) - 1) if question.first >= 0 else 0)
    scores = network(rows)
    return (cross_entropy(scores[:, :, 0], torch.tensor(firsts)) + cross_entropy(scores[:, :, 1], torch.tensor(lasts))) / 2


def digest_of(weights, paragraphs, questions):
    """Tells apart networks and what they learn, or are asked."""
    digest = hashlib.sha256()
    for question in questions:
        digest.update(np.array([question.paragraph, question.first, question.last, *question.pieces]).tobytes())
    for paragraph in paragraphs:
        digest.update(np.array([*paragraph.pieces, *sum(paragraph.ranges, ())]).tobytes())
    for name in sorted(weights):
        digest.update(weights[name].numpy().tobytes())
    return digest.hexdigest()


def save(state, checkpoint):
    """Whole or not at all."""
    torch.save(state, f"{checkpoint}.new")
    os.replace(f"{checkpoint}.new", checkpoint)


def load(checkpoint):
    return torch.load(checkpoint, weights_only=False)  # it is our own, and holds more than weights


def teach_as(rank, world, run, weights, passes, out, paragraphs, questions):
    """One of `world` workers, data-parallel; `run` is what the checkpoint is of."""
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=f"file://{Path(out).resolve()}.rendezvous", rank=rank,
                                         world_size=world, timeout=timedelta(minutes=10))
    network = Network(weights)
    adam = torch.optim.AdamW([network.flat], betas=(0.9, 0.98), weight_decay=DECAY)
    batches, crops = batches_of(paragraphs, questions, passes, BATCH * world)
    checkpoint, first = Path(f"{out}.checkpoint"), 0
    if checkpoint.exists():
        saved = load(checkpoint)
        first = saved["step"]
        network.flat.data.copy_(saved["weights"])
        adam.load_state_dict(saved["adam"])
    losses, begun = [], time.time()
    for step in range(first, len(batches)):
        if not multiprocessing.parent_process().is_alive():
            sys.exit("the run was ended")
        rnd = random.Random(f"{SEED} {step} {rank}")
        mine = [questions[i] for i in batches[step][rank::world]]
        network.flat.grad.zero_()
        total = 0.0
        for part in (mine[i : i + PART] for i in range(0, len(mine), PART)):
            loss = loss_of(network, paragraphs, part, step < crops, rnd) * len(part)
            (loss / len(batches[step])).backward()
            total += loss.item()
        torch.distributed.all_reduce(network.flat.grad)
        torch.nn.utils.clip_grad_norm_([network.flat], CLIP_NORM)
        warm = WARM_UP * len(batches)
        adam.param_groups[0]["lr"] = RATE * min((step + 1) / warm, (len(batches) - step) / (len(batches) - warm))
        adam.step()
        losses.append(total / max(len(mine), 1))
        if rank == 0 and (step + 1) % REPORT_EVERY == 0:
            left = (time.time() - begun) / (step + 1 - first) * (len(batches) - step - 1)
            print(f"step {step + 1} of {len(batches)}  loss {np.mean(losses[-REPORT_EVERY:]):.3f}  {left / 60:.0f} min left",
                  file=sys.stderr)
        if rank == 0 and (step + 1) % SAVE_EVERY == 0:
            save({"of": run, "step": step + 1, "weights": network.flat.data, "adam": adam.state_dict()}, checkpoint)
    if rank == 0:
        minilm.write_safetensors(out, {name: tensor.detach().numpy() for name, tensor in network.weights.items()})


def teach(weights, passes, out, data_files):
    paragraphs, questions = read_all(data_files)
    world = os.cpu_count()
    run, checkpoint = f"{digest_of(weights, paragraphs, questions)} {passes} {world}", Path(f"{out}.checkpoint")
    if checkpoint.exists() and load(checkpoint).get("of") != run:
        sys.exit(f"{checkpoint} is of another run; remove it to begin anew")
    Path(f"{out}.rendezvous").unlink(missing_ok=True)
    workers = [multiprocessing.Process(target=teach_as, args=(rank, world, run, weights, passes, out, paragraphs, questions))
               for rank in range(world)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    Path(f"{out}.rendezvous").unlink(missing_ok=True)
    if any(worker.exitcode for worker in workers):
        sys.exit("a worker ended before its work was done")
    checkpoint.unlink(missing_ok=True)


def marginals(scores):
    """Of scores (rows, pieces, 2) with [CLS] first: probabilities of each start and end (rows, pieces), that there is no
    answer (rows), and the likeliest span's first and last piece (rows)."""
    start, end = scores[:, :, 0].clone(), scores[:, :, 1].clone()
    none = start[:, 0] + end[:, 0]
    start[:, 0] = end[:, 0] = -1e4
    most = torch.maximum(start.max(1).values + end.max(1).values, none)
    starts, ends = torch.zeros_like(start), torch.zeros_like(end)
    best = torch.full_like(none, -1)
    first, last = torch.zeros_like(none, dtype=torch.long), torch.zeros_like(none, dtype=torch.long)
    for more in range(min(LONGEST, start.shape[1])):
        spans = torch.exp(start[:, : start.shape[1] - more] + end[:, more:] - most[:, None])
        starts[:, : start.shape[1] - more] += spans
        ends[:, more:] += spans
        likeliest, place = spans.max(1)
        first, last = (torch.where(likeliest > best, found, known)
                       for found, known in ((place, first), (place + more, last)))
        best = torch.maximum(best, likeliest)
    none = torch.exp(none - most)
    all_of_it = (starts.sum(1) + none)[:, None]
    return starts / all_of_it, ends / all_of_it, none / all_of_it[:, 0], first, last


def begin_asking(weights):
    global asked
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    asked = Network(weights)


def ask_batch(rows):
    """Of each (question, passage, ranges): its likeliest starts and ends in UTF-16 units with their probabilities, the
    probability of no answer, and where the likeliest span stands."""
    starts, ends, none, first, last = marginals(asked([(question, passage) for question, passage, _ in rows]))
    said = []
    for i, (question, passage, ranges) in enumerate(rows):
        ranges = np.array(ranges)
        own = slice(offset(question), offset(question) + len(passage))
        (start_shares, start_at), (end_shares, end_at) = (
            of[i, own].topk(min(KEPT, len(passage))) for of in (starts, ends))
        span = (ranges[first[i] - own.start, 0], ranges[last[i] - own.start, 1])
        said.append((ranges[start_at, 0], start_shares.numpy(), ranges[end_at, 1], end_shares.numpy(), none[i].item(), span))
    return said


def ask(weights, paragraphs, questions, checkpoint=None):
    """What the network says of each question, in their order; None of questions or paragraphs without words. Stopped and
    begun again, it goes on from `checkpoint`, if that is of the same network and the same questions."""
    order = [i for i, question in enumerate(questions) if question.pieces and paragraphs[question.paragraph].pieces]
    order.sort(key=lambda i: len(paragraphs[questions[i].paragraph].pieces))
    batches = [order[i : i + 32] for i in range(0, len(order), 32)]

    def rows(batch):
        return [(questions[i].pieces, paragraphs[questions[i].paragraph].pieces, paragraphs[questions[i].paragraph].ranges)
                for i in batch]

    saved = {"of": digest_of(weights, paragraphs, questions), "batches": 0, "said": [None] * len(questions)}
    if checkpoint and checkpoint.exists() and (before := load(checkpoint)).get("of") == saved["of"]:
        saved = before
    said, left = saved["said"], batches[saved["batches"] :]
    with multiprocessing.Pool(initializer=begin_asking, initargs=(weights,)) as pool:
        for batch, answers in zip(left, pool.imap(ask_batch, map(rows, left))):
            for i, answer in zip(batch, answers):
                said[i] = answer
            saved["batches"] += 1
            if checkpoint and saved["batches"] % SAVE_EVERY == 0:
                save(saved, checkpoint)
            if saved["batches"] % 100 == 0 or saved["batches"] == len(batches):
                print(f"{saved['batches']} of {len(batches)} batches", file=sys.stderr)
    return said


def write_said(weights, out, data_files):
    paragraphs, questions = read_all(data_files)
    count = len(questions)
    starts, ends = np.zeros((count, KEPT), np.int32), np.zeros((count, KEPT), np.int32)
    start_shares, end_shares = np.zeros((count, KEPT), np.float32), np.zeros((count, KEPT), np.float32)
    no_answer = np.zeros(count, np.float32)
    checkpoint = Path(f"{out}.checkpoint")
    for i, said in enumerate(ask(weights, paragraphs, questions, checkpoint)):
        if said:
            kept = len(said[0])
            starts[i, :kept], start_shares[i, :kept], ends[i, :kept], end_shares[i, :kept], no_answer[i] = said[:5]
    lengths = [minilm.utf16_length(paragraph["context"]) for paragraph in minilm.paragraphs_of(data_files)]
    minilm.write_safetensors(out, {"lengths": np.array(lengths, np.int32), "starts": starts, "start_shares": start_shares,
                                   "ends": ends, "end_shares": end_shares, "no_answer": no_answer})
    checkpoint.unlink(missing_ok=True)


def write_answers(weights, predictions_file, no_answer_file, data_file):
    paragraphs, questions = read_all([data_file])
    contexts = [paragraph["context"].encode("utf-16-le") for paragraph in minilm.paragraphs_of([data_file])]
    predictions, no_answer = {}, {}
    for question, said in zip(questions, ask(weights, paragraphs, questions)):
        predictions[question.id], no_answer[question.id] = "", 1.0
        if said:
            begin, end = said[5]
            predictions[question.id] = contexts[question.paragraph][2 * begin : 2 * end].decode("utf-16-le")
            no_answer[question.id] = said[4]
    Path(predictions_file).write_text(json.dumps(predictions), encoding="utf-8")
    Path(no_answer_file).write_text(json.dumps(no_answer), encoding="utf-8")


def load_teacher(path):
    return {name: torch.from_numpy(numbers.copy()) for name, numbers in minilm.read_safetensors(path).items()}


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")  # workers share what was read before
    match sys.argv[1:]:
        case [model, "teach", start, passes, out, *data] if data:
            weights = minilm.load(Path(model))
            teach(weights if start == "-" else load_teacher(start), int(passes), out, data)
        case [model, "ask", teacher, out, *data] if data:
            minilm.load(Path(model))
            write_said(load_teacher(teacher), out, data)
        case [model, "answer", teacher, predictions, no_answer, data]:
            minilm.load(Path(model))
            write_answers(load_teacher(teacher), predictions, no_answer, data)
        case _:
            sys.exit(__doc__)
