#include <QTest>

#include "core/reader/layout.h"
#include "core/reader/ornament.h"
#include "core/text/tokenizer.h"
#include "tests/core/reader/shown_layout.h"

namespace lectern {

using test::shownLayout;

class LayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhatTheLayoutSays_data();
  void saysWhatTheLayoutSays();
  void knowsParagraphs_data();
  void knowsParagraphs();
};

void LayoutTest::saysWhatTheLayoutSays_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* name, const QByteArray& text, const char* words) {
    QTest::newRow(name) << QString(text) << QString(words);
  };
  row("a sentence", "Karl lives in Rome.", "Karl lives in Rome .");
  row("nothing", " \n\n ", "");
  row("lines and paragraphs", "Menu\n\nSoup\nFish (fresh.)\nCake",
      "Menu {.} Soup {;} Fish ( fresh . ) Cake {.}");
  row("line ends of other systems", "Soup\r\nFish\r\n\r\nCake!", "Soup {;} Fish {.} Cake !");
  row("a wrapped text",
      "The mill on the river was built in 1815 by\nKarl Lind, who came from the town of Lund and\nlived "
      "there.",
      "The mill on the river was built in 1815 by Karl Lind , who came from the town of Lund and lived there "
      ".");
  row("a narrow column",
      "The mill on the river was built\nin 1815 by Karl Lind, who came\nfrom the town of Lund in the\nsouth "
      "and "
      "lived there with his\nfamily.",
      "The mill on the river was built in 1815 by Karl Lind , who came from the town of Lund in the south "
      "and "
      "lived there with his family .");
  row("a list in small letters", "two eggs\na pound of flour\nsugar\nbutter from the market\nsalt",
      "two eggs {;} a pound of flour {;} sugar {;} butter from the market {;} salt {.}");
  row("a long line goes on in small letters",
      "A line of more than a hundred and twenty letters is one that nobody has wrapped, so that all lines "
      "end where it ends and\n"
      "not before.\nYes",
      "A line of more than a hundred and twenty letters is one that nobody has wrapped , so that all lines "
      "end where it ends "
      "and not before . Yes {.}");
  row("a table", "Line\tOpened\tStops\nCoastal\t1903\t27\nMoor Link\t1978\t6\n\nEnd.",
      "Line {,} Opened {,} Stops {;} {Line} Coastal {;} {Coastal} {Opened} {:} 1903 {;} {Coastal} {Stops} "
      "{:} 27 {;} "
      "{Line} Moor Link {;} {Moor} {Link} {Opened} {:} 1978 {;} {Moor} {Link} {Stops} {:} 6 {.} End .");
  row("another table",
      "Name\tAge\tCity\nBob\t42\tOslo\nThe office moved in May.\nIt opened in "
      "June.\nMonth\tSales\tCosts\nMay\t500\t40",
      "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {Bob} {City} {:} Oslo {;} The office "
      "moved in May . It opened in June . Month {,} Sales {,} Costs {;} {Month} May {;} {May} {Sales} {:} "
      "500 "
      "{;} {May} {Costs} {:} 40 {.}");
  row("numbers that are no marks of notes",
      "Theft is in s.1 of it, the rest in S.2 there. It is in Para.3 of it. It is in s.4 there.",
      "Theft is in s . 1 of it , the rest in S . 2 there . It is in Para . 3 of it . It is in s . 4 there .");
  row("a list behind notes",
      "It is old.1 It stands.2 It burned.3 The raid was over by dawn.\n3 Germans were held.",
      "It is old . It stands . It burned . The raid was over by dawn . 3 Germans were held .");
  row("a chronicle",
      "1914 war breaks out in Europe after the murder in Sarajevo\n1915 the mill burns down and is built "
      "anew "
      "by Karl Lind\n1916 the owner sells it to a merchant from the town of Lund\n1917 the new wheel is set "
      "and "
      "turned by the river",
      "1914 war breaks out in Europe after the murder in Sarajevo {;} 1915 the mill burns down and is built "
      "anew "
      "by Karl Lind {;} 1916 the owner sells it to a merchant from the town of Lund {;} 1917 the new wheel "
      "is "
      "set and turned by the river {.}");
  row("greater than", "Salt\n> 5.5 g: call\n> 6.5 g: go",
      "Salt {;} {Salt} > 5.5 g : call {;} {Salt} > 6.5 g : go {.}");
  row("places in a row", "It is in argv[0] and in argv[1].", "It is in argv [ 0 ] and in argv [ 1 ] .");
  row("rows of unlike columns", "Day     Soup     Price\nMonday  leek     9.50",
      "Day Soup Price {;} Monday leek 9.50 {.}");
  row("columns of spaces", "Day      Soup     Price\nMonday   leek     9.50",
      "Day {,} Soup {,} Price {;} {Day} Monday {;} {Monday} {Soup} {:} leek {;} {Monday} {Price} {:} 9.50 "
      "{.}");
  row("a cell without words", "Test\tResult\tUnit\nCRP\t\tmg",
      "Test {,} Result {,} Unit {;} {Test} CRP {;} {;} {CRP} {Unit} {:} mg {.}");
  row("an empty corner", "\t2019\t2020\nSales\t5\t6",
      "2019 {,} 2020 {;} Sales {;} {Sales} {2019} {:} 5 {;} {Sales} {2020} {:} 6 {.}");
  row("an empty last cell", "Name\tAge\tCity\nBob\t42\t\nDan\t60\tOslo.",
      "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {;} {Name} Dan {;} {Dan} {Age} {:} 60 "
      "{;} {Dan} {City} {:} Oslo .");
  row("a short last row", "Name\tAge\tCity\nBob\t42\tOslo\nDan\t60",
      "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {Bob} {City} {:} Oslo {;} {Name} Dan "
      "{;} "
      "{Dan} {Age} {:} 60 {.}");
  row("a heading within a table", "Land\tCity\tPeople\nItaly\tRome\t59\nAsia\nJapan\tTokyo\t124",
      "Land {,} City {,} People {;} {Land} Italy {;} {Italy} {City} {:} Rome {;} {Italy} {People} {:} 59 {;} "
      "Asia {;} "
      "{Land} Japan {;} {Japan} {City} {:} Tokyo {;} {Japan} {People} {:} 124 {.}");
  row("cells stand under the names of their columns",
      "Test        Result      Unit\nCRP         48          mg\nPotassium   5.9   H     mmol\nSodium        "
      "          mmol.",
      "Test {,} Result {,} Unit {;} {Test} CRP {;} {CRP} {Result} {:} 48 {;} {CRP} {Unit} {:} mg {;} {Test} "
      "Potassium {;} "
      "{Potassium} {Result} {:} 5.9 H {;} {Potassium} {Unit} {:} mmol {;} {Test} Sodium {;} {;} {Sodium} "
      "{Unit} {:} mmol .");
  row("long rows are not wrapped",
      "Name of the station on the line\tOpened in\tNumber of stops\nCoastal\t1903\t27.",
      "Name of the station on the line {,} Opened in {,} Number of stops {;} Coastal {;} {Coastal} {Opened} "
      "{in} {:} "
      "1903 {;} {Coastal} {Number} {of} {stops} {:} 27 .");
  row("a rule under the header", "Day      Soup     Price\n-----\nMonday   leek     9.50.",
      "Day {,} Soup {,} Price {;} ----- {Day} Monday {;} {Monday} {Soup} {:} leek {;} {Monday} {Price} {:} "
      "9.50 .");
  row("two tables", "A\tB\tC\n1\t2\t3\n\nD\tE\tF\n4\t5\t6",
      "A {,} B {,} C {;} {A} 1 {;} {1} {B} {:} 2 {;} {1} {C} {:} 3 {.} D {,} E {,} F {;} {D} 4 {;} {4} {E} "
      "{:} 5 {;} {4} {F} {:} 6 {.}");
  row("fields to fill in", "Name: ____ Date: ____ Place: ____\nName: ____ Date: ____ Place: ____",
      "Name : Date : Place : {;} Name : Date : Place : {.}");
  row("a note in a transcript", "Anna: When?\n[laughter]\nBob: At five.",
      "Anna : When ? [ laughter ] {;} Bob : At five .");
  row("a title longer than the lines",
      "A title that is much longer than all of the lines that stand below it in the narrow column of the "
      "page\n\n"
      "The mill on the river was built in 1815 by\nKarl Lind, who came from Lund and lived in\nit.",
      "A title that is much longer than all of the lines that stand below it in the narrow column of the "
      "page {.} "
      "The mill on the river was built in 1815 by Karl Lind , who came from Lund and lived in it .");
  row("spaces in one line alone", "Karl   lives   in Rome.", "Karl lives in Rome .");
  row("records", "Choir\nTutor: Lucille\n- Fee: none.\n\nPottery\nTutor: Wanda",
      "Choir {;} {Choir} Tutor : Lucille {;} {Choir} - Fee : none . Pottery {;} {Pottery} Tutor : Wanda {.}");
  row("rows of two", "Pump\nPrice\t$45", "Pump {;} {Pump} Price {:} $ 45 {.}");
  row("rules and quoted lines", "Menu\n=====\n> Soup.\n>> Fish ____ **", "Menu {.} Soup . Fish * * {.}");
  row("marks of notes", "The mill[1] was built.[2][3] It burned.", "The mill was built . It burned .");
  row("one in brackets, and one of code", "See a[1] and b[2], mill[4].",
      "See a [ 1 ] and b [ 2 ] , mill [ 4 ] .");
  row("numbers of lines",
      " 9  The old mill on the river was built in 1815\n10  by Karl Lind, who came from the town of Lund\n11 "
      " and lived in it for more than forty years. In\n12  1890 it burned down, and nobody ever knew "
      "by\n\n13  whose hand; it was built again in the year",
      "The old mill on the river was built in 1815 by Karl Lind , who came from the town of Lund and lived "
      "in it for more than forty years . In 1890 it burned down , and nobody ever knew by {.} whose hand ; "
      "it was built again in the year {.}");
  row("numbers of lines, from 1 on each page",
      "1 The old mill on the river was built in 1815\n2 by Karl Lind, who came from the town of Lund\n3 and "
      "lived in it for more than forty years. In\n4 1890 it burned down, and nobody ever knew by\nPage 1\n1 "
      "whose hand; it was built again in the year\n2 after, of stone, with a new roof of slate and\n3 with "
      "two wheels, by his granddaughter, who\n4 was named Anna.",
      "The old mill on the river was built in 1815 by Karl Lind , who came from the town of Lund and lived "
      "in it for more than forty years . In 1890 it burned down , and nobody ever knew by Page 1 {;} "
      "whose hand ; it was built again in the year after , of stone , with a new roof of slate and with two "
      "wheels , by his granddaughter , who was named Anna .");
  row("numbers of every second line",
      "   The old mill on the river was built in 1815\n2  by Karl Lind, who came from the town of Lund\n   "
      "and lived in it for more than forty years. In\n4  1890 it burned down, and nobody ever knew by\n   "
      "whose hand; it was built again in the year\n6  after, of stone, with a new roof of slate and\n   with "
      "two wheels, by his granddaughter, who\n8  was named Anna.",
      "The old mill on the river was built in 1815 by Karl Lind , who came from the town of Lund and lived "
      "in it for more than forty years . In 1890 it burned down , and nobody ever knew by whose hand ; it "
      "was built again in the year after , of stone , with a new roof of slate and with two wheels , by his "
      "granddaughter , who was named Anna .");
  row("numbers of things are none", "1 onion\n2 carrots\n3 potatoes, peeled\n4 eggs",
      "1 onion {;} 2 carrots {;} 3 potatoes , peeled {;} 4 eggs {.}");
  row("numbers of a list are none",
      "1 Rules of the house for guests\n2 Opening hours of the pool\n3 Fees\n4 Names of those who help\n5 "
      "Map",
      "1 Rules of the house for guests {;} 2 Opening hours of the pool {;} 3 Fees {;} 4 Names of those who "
      "help {;} 5 Map {.}");
  row("double-spaced prose",
      "Chapter One\n\nThe old mill on the river was built in 1815\n\nby Karl Lind, who came from the town of "
      "Lund\n\nand lived in it for more than forty years. In\n\n1890 it burned down, and nobody ever knew "
      "by\n\nwhose hand; it was built again in the year\n\nafter, of stone, with a new roof of slate "
      "and\n\nwith two wheels, by his granddaughter, who\n\nwas named Anna.\n\n\nThe end",
      "Chapter One {;} The old mill on the river was built in 1815 by Karl Lind , who came from the town of "
      "Lund and lived in it for more than forty years . In 1890 it burned down , and nobody ever knew by "
      "whose hand ; it was built again in the year after , of stone , with a new roof of slate and with two "
      "wheels , by his granddaughter , who was named Anna . The end {.}");
  row("lines apart that are no prose", "Soup\n\nFish from the lake\n\nCake\n\nCheese\n\nCoffee or tea",
      "Soup {.} Fish from the lake {.} Cake {.} Cheese {.} Coffee or tea {.}");
  row("items of a list",
      "1. The pump was replaced by Karl Moe, the deputy keeper, in May 2019\n2. The roof of the hut was "
      "repaired with larch "
      "shingles from Selo\n3) Ink",
      "1 . The pump was replaced by Karl Moe , the deputy keeper , in May 2019 {;} 2 . The roof of the hut "
      "was repaired with "
      "larch shingles from Selo {;} 3 ) Ink {.}");
  row("records of a line each",
      "Dana Whitlock, Geology, Room 214, extension 4410\nOmar Said, Mathematics, Room 8, extension "
      "4412\nLena Ohm, Law, "
      "Room 131, extension 4460 (mornings)\n[vacant], Physics, Room 77, extension 4471",
      "Dana Whitlock , Geology , Room 214 , extension 4410 {;} Omar Said , Mathematics , Room 8 , extension "
      "4412 {;} Lena Ohm "
      ", Law , Room 131 , extension 4460 ( mornings ) {;} [ vacant ] , Physics , Room 77 , extension 4471 "
      "{.}");
  for (const char* table : {"| Name | Age | City |\n|---|---|---|\n| Bob | 42 | Oslo |",
                            " Name | Age | City\n------+-----+------\n Bob  | 42  | Oslo",
                            "+------+-----+------+\n| Name | Age | City |\n+------+-----+------+\n| Bob  | "
                            "42  | Oslo |\n+------+-----+------+",
                            "┌──────┬─────┬──────┐\n│ Name │ Age │ City │\n├──────┼─────┼──────┤\n│ Bob  │ "
                            "42  │ Oslo │\n└──────┴─────┴──────┘"})
    row(table, table,
        "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {Bob} {City} {:} Oslo {.}");
  row("an empty cell between bars", "|a|b|c|\n|d||f|", "a {,} b {,} c {;} {a} d {;} {;} {d} {c} {:} f {.}");
  row("bars of one line", "Home | About | Contact", "Home | About | Contact {.}");
  row("columns two spaces apart", "Name  Age  City\nBob    42  Oslo\nDan     7  Rome",
      "Name {,} Age {,} City {;} {Name} Bob {;} {Bob} {Age} {:} 42 {;} {Bob} {City} {:} Oslo {;} {Name} Dan "
      "{;} {Dan} {Age} "
      "{:} 7 {;} {Dan} {City} {:} Rome {.}");
  row("two spaces in lines that are no columns", "The  mill  was\nbuilt in  1815  by\nKarl  Lind  there.",
      "The mill was {;} built in 1815 by {;} Karl Lind there .");
  row("questions and answers", "Q. Who is Ann?\nA. A nurse.\nQ:  Where?\nA   Oslo.",
      "Who is Ann ? A nurse . Where ? Oslo .");
  row("questions and answers in one line", "Q: Who is Ann? A: A nurse.\n\nQ: Where? A: Oslo.",
      "Who is Ann ? A nurse . Where ? Oslo .");
  row("leading points", "Mains\nRoast hake ......... 19\nLamb . . . . . . 42",
      "Mains {;} {Mains} Roast hake {:} 19 {;} {Mains} Lamb {:} 42 {.}");
  row("letters of a list", "A. Nurses\nB. Cooks\nA. Others", "A . Nurses {;} B . Cooks {;} A . Others {.}");
  row("small numbers of notes", "It was signed in Oslo¹ by Lars Dahl² and† kept. It is 5 km² wide.",
      "It was signed in Oslo by Lars Dahl and kept . It is 5 km ² wide .");
  row("a key of some kind",
      "Common (may affect up to 1 in 10 people): dry mouth, headache\nUncommon (may affect up to 1 in 100 "
      "people): "
      "cough",
      "Common ( may affect up to 1 in 10 people ) : dry mouth , headache {;} Uncommon ( may affect up to 1 "
      "in 100 "
      "people ) : cough {.}");
  row("addresses without marks at their ends",
      "Witnesses:\nHarriet Cole, 12 Benefit Street, Providence\nDouglas Fenn, 40 Hope Street, Bristol",
      "Witnesses : Harriet Cole , 12 Benefit Street , Providence {;} Douglas Fenn , 40 Hope Street , Bristol "
      "{.}");
  row("numbers of clauses",
      "5.1 The tenant pays.\n5.2 A dog stays.\n\nSection 6 The owner pays.\n\nArticle 7. They pay.",
      "5.1 {.} The tenant pays . 5.2 {.} A dog stays . Section 6 {.} The owner pays . Article 7 . They pay "
      ".");
  row("numbers of no clauses", "Prices\n2.80\tEspresso\n2.90\tLatte\n\n12.30 Lunch\n1.5 m wide\n\n3.3 V",
      "Prices {;} {Prices} 2.80 {:} Espresso {;} {Prices} 2.90 {:} Latte {.} 12.30 Lunch {;} 1.5 m wide {.} "
      "3.3 V {.}");
  row("sums under a table", "Sort\tReams\tPrice\nBoard\t40\t30\n\tTotal\t30",
      "Sort {,} Reams {,} Price {;} {Sort} Board {;} {Board} {Reams} {:} 40 {;} {Board} {Price} {:} 30 {;} "
      "Total {;} "
      "{Total} {Price} {:} 30 {.}");
  row("units in headings", "Juice\tTitre (mL)\tC [mg/100 mL]\nApple\t1.10\t4.8",
      "Juice {,} Titre ( mL ) {,} C [ mg / 100 mL ] {;} {Juice} Apple {;} {Apple} {Titre} {:} 1.10 {;} "
      "{Apple} {C} {:} "
      "4.8 {.}");
  row("units that tell columns apart", "Juice\tPrice (£)\tPrice (€)\nApple\t1\t2",
      "Juice {,} Price ( £ ) {,} Price ( € ) {;} {Juice} Apple {;} {Apple} {Price} {(} {£} {)} {:} 1 {;} "
      "{Apple} {Price} {(} "
      "{€} {)} {:} 2 {.}");
  row("plurals in brackets", "The seller(s): Tom. It was (s) so, as F(s) and NaCl(s).",
      "The seller : Tom . It was ( s ) so , as F ( s ) and NaCl ( s ) .");
  row("a heading over two lines", "Figure 3. The mill at Lund as seen from the north by\nKarl Lind in 1850",
      "Figure 3 . The mill at Lund as seen from the north by Karl Lind in 1850 {.}");
  row("speakers",
      "PD: What do you miss?\n\nRA: Bread, and the opera.\n\nPD: How many stairs?\n\nRA: Nine. PD knows.",
      "What do you miss ? Bread , and the opera . How many stairs ? Nine . PD knows .");
  row("roles", "Interviewer: Why?\nSpeaker 1: So.\nInterviewer: Where?\nSpeaker 1: In Lund.",
      "Why ? So . Where ? In Lund .");
  row("roles of a programme", "Moderator: Lee\nSpeaker: Kim\nModerator: Roe\nSpeaker: Ali",
      "Moderator : Lee {;} Speaker : Kim {;} Moderator : Roe {;} Speaker : Ali {.}");
  row("names of speakers", "UK: Sales rose.\nUS: Sales fell.\nUK: Why?\nUS: So.",
      "UK : Sales rose . US : Sales fell . UK : Why ? US : So .");
  row("no speakers", "ID: 5\nPO: 7\n\nID: 6\nPO: 8", "ID : 5 {;} PO : 7 {.} ID : 6 {;} PO : 8 {.}");
  row("a sign is no quotation", "Dose\n> 5 mg.", "Dose {;} > 5 mg .");
  row("numbers of notes without their height",
      "The mill is old.1 It stands.2 It burned.3 Its owner,4 who came from Lund, wrote MILL3 first.\n5 Bread "
      "is "
      "rare.2,6-7 In Archives8 it costs 1.5 pounds, see Fig.9 there.8",
      "The mill is old . It stands . It burned . Its owner , who came from Lund , wrote MILL3 first . Bread "
      "is "
      "rare . In Archives it costs 1.5 pounds , see Fig . 9 there . {.}");
  row("numbers that say something",
      "It costs Rs.1 or Rs.2, see Tab.3.\nSmith,1 Jones,2 and Brown,3 passed:4 they.",
      "It costs Rs . 1 or Rs . 2 , see Tab . 3 . Smith , 1 Jones , 2 and Brown , 3 passed : 4 they .");
  row("numbers that belong to names",
      "Use POSIX.1 here. Is it HMMER2? Then POSIX.1 and HMMER2, not Karl,3 or 4.",
      "Use POSIX . 1 here . Is it HMMER2 ? Then POSIX . 1 and HMMER2 , not Karl , 3 or 4 .");
  row("two notes are too few", "The mill is old.1 It burned.2", "The mill is old . 1 It burned . 2 {.}");
  row("a table of contents",
      "Contents\n1. The mill ..... 1\n2. The owner and what he came to own in the town of\nLund ..... 2\n3. "
      "The "
      "fire ..... 3\n4. The end ..... 4\n5. Notes ..... 5\n\n1. The mill\nIt\nwas\nbuilt.\n2. The owner and "
      "what "
      "he came to own\nin the town of Lund\nWho\nwas\nhe?\n3. The fire\nIt\nwas\nhot.\n4. The end\nNow\nit "
      "is\ngone.\n5. Notes\nSo.",
      "Contents {.} 1 . The mill {;} It {;} was {;} built . 2 . The owner and what he came to own {;} in the "
      "town of "
      "Lund {;} Who {;} was {;} he ? 3 . The fire {;} It {;} was {;} hot . 4 . The end {;} Now {;} it is {;} "
      "gone . "
      "5 . Notes {;} So .");
  row("items that come again as headings",
      "Basic\t10\nPro\t25\nTeam\t40\nLarge\t50\nHuge\t90\n\nBasic\na\nb\nPro\nc\nd\nTeam\ne\nf\nLarge\ng\nh\n"
      "Huge\ni.",
      "Basic {:} 10 {;} Pro {:} 25 {;} Team {:} 40 {;} Large {:} 50 {;} Huge {:} 90 {.} Basic {;} a {;} b "
      "{;} Pro "
      "{;} c {;} d {;} Team {;} e {;} f {;} Large {;} g {;} h {;} Huge {;} i .");
  row("a verse that comes again", "One\nTwo\nThree\nFour\nFive\n\nSix\n\nOne\nTwo\nThree\nFour\nFive",
      "One {;} Two {;} Three {;} Four {;} Five {.} Six {.} One {;} Two {;} Three {;} Four {;} Five {.}");
  row("rows that are counted", "1.\tKarl\tOslo\n2.\tAnn\tRome\n3.\tBob\tLund",
      "1 . {;} Karl {;} {Karl} {:} Oslo {;} 2 . {;} Ann {;} {Ann} {:} Rome {;} 3 . {;} Bob {;} {Bob} {:} "
      "Lund {.}");
  row("rows of numbers that are counted", "Quarter\tSales\tCosts\n1\t500\t40\n2\t600\t50\n3\t700\t60",
      "Quarter {,} Sales {,} Costs {;} {Quarter} 1 {;} {1} {Sales} {:} 500 {;} {1} {Costs} {:} 40 {;} "
      "{Quarter} 2 "
      "{;} {2} {Sales} {:} 600 {;} {2} {Costs} {:} 50 {;} {Quarter} 3 {;} {3} {Sales} {:} 700 {;} {3} "
      "{Costs} {:} "
      "60 {.}");
  row("rows that are counted under names", "No\tName\tCity\n1\tKarl\tOslo\n2\tAnn\tRome\n3\tBob\tLund",
      "No {,} Name {,} City {;} {No} 1 {;} Karl {;} {Karl} {City} {:} Oslo {;} {No} 2 {;} Ann {;} {Ann} "
      "{City} {:} "
      "Rome {;} {No} 3 {;} Bob {;} {Bob} {City} {:} Lund {.}");
  row("a line that ends with a leading word",
      "The mill that stands on the river was given to the\nBishop of Lund, as was the old house of the owner "
      "that\n"
      "stood there.",
      "The mill that stands on the river was given to the Bishop of Lund , as was the old house of the owner "
      "that "
      "stood there .");
  row("no record under a sentence", "It costs little.\nFee: $5", "It costs little . Fee : $ 5 {.}");
}

void LayoutTest::saysWhatTheLayoutSays() {
  QFETCH(QString, text);
  QFETCH(QString, words);
  QCOMPARE(shownLayout(text), words);
}

void LayoutTest::knowsParagraphs_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QStringList>("beginnings");
  QTest::newRow("lines") << "Menu\nSoup" << QStringList();
  QTest::newRow("empty lines") << "\nMenu\n\nSoup\nFish\n \t\n\nCake\n\n" << QStringList({"Soup", "Cake"});
  QTest::newRow("other systems") << "Menu\r\n\r\nSoup\r\nFish\u2029Cake" << QStringList({"Soup", "Cake"});
  QTest::newRow("a page that ends within a sentence")
      << "The mill on the river was built in 1815 by the\n\n\fowner of the inn.\n\nSoup"
      << QStringList("Soup");
  QTest::newRow("a page that ends with a sentence") << "It was built.\n\n\fIt burned." << QStringList("It");
  QTest::newRow("a rule") << "Menu\n\n====\nSoup" << QStringList("Soup");
  QTest::newRow("cells") << "Name\tAge\tCity\nBob\t42\tOslo\n\nOwner\tKarl\nNow."
                         << QStringList({"Age", "City", "Bob", "42", "Oslo", "Owner", "Karl"});
  QTest::newRow("double-spaced prose") << "The old mill on the river was built in 1815\n\nby Karl Lind, who "
                                          "came from the town of Lund\n\nand lived in it "
                                          "for more than forty years. In\n\n1890 it burned down.\n\n\nSoup"
                                       << QStringList("Soup");
}

void LayoutTest::knowsParagraphs() {
  QFETCH(QString, text);
  const std::u16string units = text.toStdU16String();
  const std::vector<text::Range> tokens = reader::withoutOrnament(units, text::tokenize(units));
  QStringList beginnings;
  for (const std::size_t token : reader::layoutOf(units, tokens).paragraphs)
    beginnings << QString::fromStdU16String(std::u16string(tokens[token].of(units)));
  QTEST(beginnings, "beginnings");
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::LayoutTest)
#include "tst_layout.moc"
