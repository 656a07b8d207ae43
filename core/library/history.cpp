#include "core/library/history.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::library {
namespace {

constexpr int kVersion = 1;
constexpr std::int64_t kApplication = 0x4c637472;  // "Lctr": tells a history from other files of SQLite's

constexpr const char* kTables = R"(
  CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_at INTEGER NOT NULL,  -- seconds since 1970, UTC
    question TEXT NOT NULL,
    has_answer INTEGER NOT NULL);
  CREATE TABLE documents (
    question INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
    path TEXT NOT NULL,
    title TEXT NOT NULL);
  CREATE TABLE answers (
    question INTEGER NOT NULL REFERENCES questions ON DELETE CASCADE,
    text TEXT NOT NULL,
    confidence REAL NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    page INTEGER NOT NULL,
    sentence TEXT NOT NULL);
  CREATE INDEX questions_by_words ON questions (question);
  CREATE INDEX questions_of_documents ON documents (question);
  CREATE INDEX questions_of_answers ON answers (question);
)";

std::filesystem::path inItsFolder(const std::filesystem::path& file) {
  if (file.has_parent_path()) makeFolder(file.parent_path());
  return file;
}

}  // namespace

History::History(const std::filesystem::path& file) : database_(inItsFolder(file)) {
  const bool isNew = database_.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (isNew) {
    // What somebody asks is nobody else's business; the log beside it gets the same permissions.
    std::error_code unsupported;  // on some file systems nobody has permissions
    std::filesystem::permissions(
        file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, unsupported);
  } else {
    requireHistory();
  }
  // With a log beside it, keeping a question waits for no disk; a crash may lose the last ones, no others.
  database_.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA "
      "secure_delete = ON");
  if (isNew) {
    Transaction transaction(database_);
    if (database_.number("PRAGMA user_version") == 0) {  // else another program was faster
      database_.run(kTables);
      database_.run("PRAGMA application_id = " + std::to_string(kApplication) +
                    "; PRAGMA user_version = " + std::to_string(kVersion));
    }
    transaction.commit();
  }
  isChangedElsewhere();
}

void History::requireHistory() {
  if (database_.number("PRAGMA application_id") != kApplication) {
    throw FormatError(quoted(database_.path()) +
                      " is no history of Lectern's; move it elsewhere to begin one");
  }
  if (const std::int64_t found = database_.number("PRAGMA user_version"); found > kVersion) {
    throw FormatError(quoted(database_.path()) + " is of a newer version of Lectern (" +
                      std::to_string(found) + ", this one knows " + std::to_string(kVersion) + ")");
  }
}

std::int64_t History::add(const KeptQuestion& asked, std::optional<std::int64_t>* replaced) {
  Transaction transaction(database_);
  std::vector<KeptDocument> documents = asked.documents;
  std::ranges::sort(documents);
  Statement same = database_.prepare("SELECT id FROM questions WHERE question = ?");
  same.bind(1, asked.question);
  std::optional<std::int64_t> before;
  while (same.next()) {
    Statement of =
        database_.prepare("SELECT path, title FROM documents WHERE question = ? ORDER BY path, title");
    of.bind(1, same.integer(0));
    std::vector<KeptDocument> theirs;
    while (of.next()) theirs.push_back({of.text(0), of.text(1)});
    if (theirs == documents) before = same.integer(0);
  }
  if (before) database_.prepare("DELETE FROM questions WHERE id = ?").bind(1, *before).run();
  if (replaced != nullptr) *replaced = before;

  database_.prepare("INSERT INTO questions (asked_at, question, has_answer) VALUES (?, ?, ?)")
      .bind(1, static_cast<std::int64_t>(asked.askedAt.time_since_epoch().count()))
      .bind(2, asked.question)
      .bind(3, static_cast<std::int64_t>(asked.hasAnswer))
      .run();
  const std::int64_t id = database_.lastId();
  Statement document = database_.prepare("INSERT INTO documents VALUES (?, ?, ?)");
  for (const KeptDocument& each : asked.documents) {
    document.bind(1, id).bind(2, each.path).bind(3, each.title).run();
  }
  Statement answer = database_.prepare("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const KeptAnswer& each : asked.answers) {
    answer.bind(1, id).bind(2, each.text).bind(3, each.confidence).bind(4, each.document.path);
    answer.bind(5, each.document.title)
        .bind(6, static_cast<std::int64_t>(each.page))
        .bind(7, each.sentence)
        .run();
  }
  transaction.commit();
  return id;
}

std::vector<KeptQuestion> History::all() {
  std::vector<KeptQuestion> kept;
  std::map<std::int64_t, std::size_t> places;
  Statement questions = database_.prepare(
      "SELECT id, asked_at, question, has_answer FROM questions ORDER BY asked_at DESC, id DESC");
  while (questions.next()) {
    places[questions.integer(0)] = kept.size();
    kept.push_back({questions.integer(0),
                    std::chrono::sys_seconds(std::chrono::seconds(questions.integer(1))),
                    questions.text(2),
                    questions.integer(3) != 0,
                    {},
                    {}});
  }
  const auto questionOf = [&](const Statement& row) {
    const auto place = places.find(row.integer(0));
    return place == places.end() ? nullptr : &kept[place->second];
  };
  Statement documents = database_.prepare("SELECT question, path, title FROM documents ORDER BY rowid");
  while (documents.next()) {
    if (KeptQuestion* of = questionOf(documents))
      of->documents.push_back({documents.text(1), documents.text(2)});
  }
  Statement answers = database_.prepare(
      "SELECT question, text, confidence, path, title, page, sentence FROM answers ORDER BY rowid");
  while (answers.next()) {
    if (KeptQuestion* of = questionOf(answers)) {
      of->answers.push_back({answers.text(1),
                             answers.real(2),
                             {answers.text(3), answers.text(4)},
                             static_cast<std::size_t>(answers.integer(5)),
                             answers.text(6)});
    }
  }
  return kept;
}

bool History::isChangedElsewhere() {
  const std::int64_t before = std::exchange(version_, database_.number("PRAGMA data_version"));
  return version_ != before;
}

void History::remove(const std::vector<std::int64_t>& ids) {
  Transaction transaction(database_);
  Statement question = database_.prepare("DELETE FROM questions WHERE id = ?");
  for (const std::int64_t id : ids) question.bind(1, id).run();
  transaction.commit();
  wipe();
}

void History::forget(const KeptDocument& document) {
  // A file is the same under another title; pasted text has its title alone.
  database_
      .prepare(
          "DELETE FROM questions WHERE id IN (SELECT question FROM documents "
          "WHERE path = ?1 AND (path <> '' OR title = ?2))")
      .bind(1, document.path)
      .bind(2, document.title)
      .run();
  wipe();
}

void History::clear() {
  database_.run("DELETE FROM questions");
  wipe();  // first, so that what is to be zeroed still belongs to the file
  database_.run("VACUUM");
  wipe();
}

/// What was taken out stands in the file and in the log until the log is brought into the file, which may
/// have to wait for another program that reads it.
void History::wipe() { database_.number("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace lectern::library
