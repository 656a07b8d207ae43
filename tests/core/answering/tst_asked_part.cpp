#include <QTest>

#include "core/answering/asked_part.h"

namespace lectern {

class AskedPartTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsWhatAsks_data();
  void keepsWhatAsks();
};

void AskedPartTest::keepsWhatAsks_data() {
  QTest::addColumn<QString>("question");
  QTest::addColumn<QString>("asked");
  const auto row = [](const char* question, const char* asked) {
    QTest::newRow(question) << QString(question) << QString(asked);
  };
  row("Who built the mill?", "Who built the mill?");
  row("who built the mill", "who built the mill");
  row("Who built the mill???", "Who built the mill?");
  row("Who built the mill.", "Who built the mill");
  row("Who built the mill 🙂", "Who built the mill");
  row("Who said \"it is late\"?", "Who said \"it is late\"?");
  row("Q: Who built the mill?", "Who built the mill?");
  row("Q12: Who built the mill?", "Who built the mill?");
  row("Q3 sales in 2020?", "Q3 sales in 2020?");
  row("Question 3. Who built the mill?", "Who built the mill?");
  row("12) Who built the mill?", "Who built the mill?");
  row("12: Who built the mill?", "Who built the mill?");
  row("12:30 is when what began?", "12:30 is when what began?");
  row("(3) Who built the mill?", "Who built the mill?");
  row("#3 Who built the mill?", "Who built the mill?");
  row("iv) Who built the mill?", "Who built the mill?");
  row("IV. What is a drip?", "What is a drip?");
  row("(1815) was the year of what?", "(1815) was the year of what?");
  row("I. Who built the mill?", "Who built the mill?");
  row("V. I. Lenin was born where?", "V. I. Lenin was born where?");
  row("Please answer: who built the mill?", "who built the mill?");
  row("I was wondering who built the mill", "who built the mill");
  row("So who built the mill?", "who built the mill?");
  row("So was the name of what?", "So was the name of what?");
  row("Who built the mill, according to the text?", "Who built the mill");
  row("What is according to the text?", "What is according to the text?");
  row("1815 was the year of what?", "1815 was the year of what?");
  row("Question marks were invented by whom?", "Question marks were invented by whom?");
  row("Hi, could you please tell me who built the mill? Thanks!", "who built the mill?");
  row("I read of a mill. Who built it? It burned down.", "I read of a mill. Who built it?");
  row("I like mills. Who built the one in Lund? It burned down.", "Who built the one in Lund?");
  row("Who founded Yahoo! Inc.?", "Who founded Yahoo! Inc.?");
  row("hi, who built the mill? thanks", "who built the mill?");
  row("The deed mentions 'Lund Mill'. Who owned the mill in 1850?", "Who owned the mill in 1850?");
  row("We came in the '90s. Who pays for repairs of the roof?", "Who pays for repairs of the roof?");
  row("What a mess! Who pays for the repairs of a flat?", "Who pays for the repairs of a flat?");
  row("How tall is the tower in Lund? What a view!", "How tall is the tower in Lund?");
  row("It's a mess! Who pays for the repairs of a flat?", "Who pays for the repairs of a flat?");
  row("i rent a flat. who pays for the repairs of a flat?", "who pays for the repairs of a flat?");
  row("what does dr. who say? does it matter", "what does dr. who say?");
  row("What powers does Art. I of the Constitution give?",
      "What powers does Art. I of the Constitution give?");
  row("Hello, Goodbye was written by whom?", "Hello, Goodbye was written by whom?");
  row("What is the meaning of ∞?", "What is the meaning of ∞?");
  row("Who built it? 🙂", "Who built it?");
  row("Did Dr. Lind build the mill? Who burned it?", "Did Dr. Lind build the mill? Who burned it?");
  row("Where did Mrs. Lind live?", "Where did Mrs. Lind live?");
  row("3. In which year was the mill built?", "In which year was the mill built?");
  row("3. What is a drip?", "What is a drip?");
  for (const char* whole :
       {"Can you help me? When does the warranty end", "Can I ask you something? Who pays for repairs",
        "Who says 'Alas! What shall become of the poor children?'",
        "Who says ‘Alas! What shall become of the poor children?’",
        "Who says «Alas! What shall become of the poor children?»",
        "Who directed Oh! What a Lovely War in 1969?",
        "In what year did Yahoo! name Marissa Mayer as chief executive officer?",
        "2. Bundesliga was founded in what year?",
        "When Martin Luther King Jr. was assassinated, who was president of the United States?",
        "What is the amount Acme Corp. is required to pay in damages to Beta?",
        "In the year King Jr. was assassinated, who was president of the United States?",
        "When Mamma Mia! was first shown in London, who played the lead?",
        "Who asks \"Alas! What shall become of the poor children?\"", "#2 is made of what material?"})
    row(whole, whole);
  row("Hi, could you tell me the year of the fire? Thanks!", "the year of the fire?");
  row("Mamma Mia! Here We Go Again was made when?", "Mamma Mia! Here We Go Again was made when?");
  row("Tell me when the mill burned down", "when the mill burned down");
  row("According to the text, who built the mill?", "who built the mill?");
  row("Name the builder of the mill.", "the builder of the mill");
  row("Tell me the year of the fire", "the year of the fire");
  row("Name of the builder", "Name of the builder");
  row("State Street leads where?", "State Street leads where?");
  row("Hi", "Hi");
  row("?", "?");
  row("   ", "   ");
  row("", "");
}

void AskedPartTest::keepsWhatAsks() {
  QFETCH(QString, question);
  QFETCH(QString, asked);
  const std::u16string text = question.toStdU16String();
  const auto part = answering::askedPart(text).of(text);
  QCOMPARE(QString::fromUtf16(part.data(), static_cast<qsizetype>(part.size())), asked);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AskedPartTest)
#include "tst_asked_part.moc"
