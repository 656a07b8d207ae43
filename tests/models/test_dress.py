"""models/dress.py: what each dress does to a text or a question, and that answers stay where they stand."""

import importlib.util
import json
import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
SCRIPT = Path(__file__).parents[2] / "models" / "dress.py"
spec = importlib.util.spec_from_file_location("dress", SCRIPT)
dress = importlib.util.module_from_spec(spec)
spec.loader.exec_module(dress)

TEXT = "In 1856 the U.S. paid $1,500 (in gold) to “Émile Straße”; İzmir—a port—paid 2.5 times that."
ANSWERS = ["U.S.", "$1,500", "$1,500 (in gold)", "“Émile Straße”", "İzmir", "a port", "2.5 times that."]


def dataset():
    answers = [{"text": text, "answer_start": TEXT.index(text)} for text in ANSWERS]
    questions = [{"id": str(i), "question": "How much did the emperor pay?", "answers": [answer]}
                 for i, answer in enumerate(answers)]
    questions.append({"id": "none", "question": "Who did not pay?", "answers": [], "is_impossible": True})
    return {"version": "2.0", "data": [{"title": "Payments", "paragraphs": [{"context": TEXT, "qas": questions}]}]}


def dressed(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.json"), Path(folder, "out.json")
        source.write_text(json.dumps(dataset()), encoding="utf-8")
        dress.main(str(source), str(target), *arguments)
        return json.loads(target.read_text(encoding="utf-8"))["data"][0]["paragraphs"][0]


class Texts(unittest.TestCase):
    def text(self, kind, text):
        return "".join(dress.TEXTS[kind](text, random.Random(1)))

    def test_each_dress(self):
        self.assertEqual(self.text("small", "The U.S. in 1856"), "the u.s. in 1856")
        self.assertEqual(self.text("bare", "The U.S., in gold (1,500; 2.5): “no”.").split(), "The US in gold 1,500 2.5 no".split())
        self.assertEqual(self.text("bare", "İzmir—a port"), "İzmir a port")
        self.assertEqual(self.text("spoken", "He said: Yes, it's U.S. gold."), "he said yes it's us gold")
        self.assertEqual(self.text("titled", "the cost of émigrés' bread-ovens"), "The Cost Of Émigrés' Bread-ovens")

    def test_a_scan_takes_few_letters_for_others(self):
        text = "the old bridge on the river " * 100
        scanned = dress.scanned(text, random.Random(1))
        changed = [(a, b) for a, b in zip(text, scanned, strict=True) if a != b]
        self.assertTrue(all(dress.MISREAD[a] == b for a, b in changed))
        self.assertGreater(len(changed), 5)
        self.assertLess(len(changed), 60)

    def test_answers_stay_where_they_stand(self):
        for kind in dress.TEXTS:
            paragraph = dressed(kind)
            self.assertEqual(len(paragraph["qas"]), len(ANSWERS) + 1)
            for before, question in zip(ANSWERS, paragraph["qas"]):
                (answer,) = question["answers"]
                begin = answer["answer_start"]
                self.assertEqual(paragraph["context"][begin : begin + len(answer["text"])], answer["text"], kind)
                if kind != "scanned":
                    self.assertEqual(answer["text"], self.text(kind, before).strip())
            self.assertEqual(paragraph["qas"][-1]["answers"], [])


class Questions(unittest.TestCase):
    def question(self, kind, question):
        return dress.QUESTIONS[kind](question, random.Random(1))

    def test_each_dress(self):
        asked = "How many of the Emperor's ships were lost?"
        self.assertEqual(self.question("keywords", asked), "many emperor's ships lost")
        self.assertEqual(self.question("asked", asked), "how many emperor's ships lost")
        self.assertEqual(self.question("headless", asked), "of the Emperor's ships were lost?")
        self.assertIn(self.question("polite", asked), [f"{start} how{asked[3:]}" for start in dress.POLITE])

    def test_a_slip_exchanges_two_letters_of_the_longest_word(self):
        slipped = self.question("slip", "Who owned the observatory?")
        word = slipped.split()[-1].rstrip("?")
        self.assertEqual(slipped.replace(word, "observatory"), "Who owned the observatory?")
        self.assertEqual(sorted(word), sorted("observatory"))
        self.assertEqual((word[0], self.question("slip", "Who is it?")), ("o", "Who is it?"))

    def test_all_questions_in_one_kind(self):
        self.assertEqual({q["question"] for q in dressed("headless")["qas"]},
                         {"the emperor pay?", "not pay?"})
        self.assertEqual({q["question"] for q in dressed("keywords")["qas"]}, {"much emperor pay", "not pay"})


class Shares(unittest.TestCase):
    def test_drawn_alike_each_time(self):
        self.assertEqual(dressed(), dressed())


if __name__ == "__main__":
    unittest.main()
