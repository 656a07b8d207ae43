#!/usr/bin/env python3
"""Puts a SQuAD file in other dress: texts and questions as people also write them.

  dress.py IN OUT        three paragraphs of ten and three questions of ten, to train on
  dress.py IN OUT KIND   all of them in one kind, to measure a reader by

KIND, of texts: small (letters), bare (no punctuation), spoken (both), titled (every word begins with a capital) or scanned
(letters taken for others); of questions: keywords, asked (keywords and the question word), headless (no question word),
polite ("can you tell me …") or slip (two letters exchanged). Answers stay where they stand; that a question has none says
nothing of its dress.
"""

import json
import random
import re
import sys

SHARE = 0.3  # of paragraphs, and of questions
SEED = 7

QUESTION_WORDS = set("what who whom whose when where why how which".split())
LITTLE_WORDS = QUESTION_WORDS | set(
    "a an and are as at be been being by did do does for from had has have he her his how in is it its of on or she that the "
    "their then there they this to was were with than".split())
WORD = re.compile(r"\w(?:[\w'.,-]*\w)?")
HEAD = re.compile(r"^(?:what|which|who|whom|when|where|how many|how much)\s+(?:(?:is|are|was|were|did|does|do)\s+)?", re.I)
POLITE = ("Tell me", "Please tell me", "Can you tell me", "Do you know", "I want to know", "I would like to know")
MISREAD = {"l": "1", "o": "0", "e": "c", "i": "l", "n": "u", "h": "b", "m": "rn"}
MISREAD_SHARE = 0.02  # of these letters

# A dress of texts: what stands in the place of each letter.


def small(text, _):
    return [c.lower() if len(c.lower()) == 1 else c for c in text]


def bare(text, _):
    dots = {dot.start() for dot in re.finditer(r"(?<=\b[A-Za-z])\.", text)}  # of initials: U.S. becomes US

    def letter(i):
        is_inner = 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit()
        if text[i] not in ',.;:!?()"[]“”–—' or (text[i] in ".,:" and is_inner):
            return text[i]
        return " " if i not in dots and i + 1 < len(text) and not text[i + 1].isspace() else ""
    return [letter(i) for i in range(len(text))]


def spoken(text, draw):
    return small(bare(text, draw), draw)


def titled(text, _):
    begins = {word.start() for word in WORD.finditer(text)}
    return [c.upper() if i in begins and len(c.upper()) == 1 else c for i, c in enumerate(text)]


def scanned(text, draw):
    return [MISREAD[c] if c in MISREAD and draw.random() < MISREAD_SHARE else c for c in text]


# A dress of questions.


def keywords(question, _, left_out=LITTLE_WORDS):
    return " ".join(w for w in WORD.findall(question.lower()) if w not in left_out)


def asked(question, draw):
    return keywords(question, draw, LITTLE_WORDS - QUESTION_WORDS)


def headless(question, _):
    return HEAD.sub("", question)


def polite(question, draw):
    return f"{draw.choice(POLITE)} {question[:1].lower()}{question[1:]}"


def slip(question, draw):
    word = max(re.findall(r"[A-Za-z]{5,}", question), key=len, default=None)
    if word is None:
        return question
    i = draw.randrange(1, len(word) - 1)
    return question.replace(word, word[:i] + word[i + 1] + word[i] + word[i + 2:], 1)


TEXTS = {dress.__name__: dress for dress in (small, bare, spoken, titled, scanned)}
QUESTIONS = {dress.__name__: dress for dress in (keywords, asked, headless, polite, slip)}


def dress_text(paragraph, dress, draw):
    """Where each letter of the text, and its end, then stands."""
    letters = dress(paragraph["context"], draw)
    text = "".join(letters)
    places = [0]
    for letter in letters:
        places.append(places[-1] + len(letter))

    def moved(answer):
        begin = places[answer["answer_start"]]
        end = places[answer["answer_start"] + len(answer["text"])]
        held = text[begin:end]
        begin += len(held) - len(held.lstrip())
        return {"text": held.strip(), "answer_start": begin}

    for question in paragraph["qas"]:
        question["answers"] = [moved(answer) for answer in question.get("answers", [])]
    # An answer of nothing but marks is gone.
    paragraph["qas"] = [q for q in paragraph["qas"] if all(answer["text"] for answer in q["answers"])]
    paragraph["context"] = text
    return places


def dress_all(dataset, kind=None):
    """Of each paragraph in turn: itself, in its dress now, the text and the questions that it had, and where each letter of
    the text, and its end, stands now."""
    draw = random.Random(SEED)

    def drawn(dresses):
        if kind is not None:
            return dresses.get(kind)
        return draw.choice(list(dresses.values())) if draw.random() < SHARE else None

    for article in dataset["data"]:
        for paragraph in article["paragraphs"]:
            text, questions = paragraph["context"], paragraph["qas"]
            places = list(range(len(text) + 1))
            if (dress := drawn(TEXTS)) is not None:
                places = dress_text(paragraph, dress, draw)
            for question in paragraph["qas"]:
                if (dress := drawn(QUESTIONS)) is not None:
                    question["question"] = dress(question["question"], draw) or question["question"]
            yield paragraph, text, questions, places


def main(source, target, kind=None):
    with open(source, encoding="utf-8") as file:
        dataset = json.load(file)
    for _ in dress_all(dataset, kind):
        pass
    with open(target, "w", encoding="utf-8") as file:
        json.dump(dataset, file, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or (len(sys.argv) == 4 and sys.argv[3] not in TEXTS | QUESTIONS):
        sys.exit(__doc__)
    main(*sys.argv[1:])
