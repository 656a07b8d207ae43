#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace lectern::library {

class Statement;

/// A file of SQLite's. Not for several threads at once; several programs may have it open.
///
///     Database database("notes.sqlite");
///     database.run("CREATE TABLE notes (text TEXT)");
///     Statement add = database.prepare("INSERT INTO notes VALUES (?)");
///     add.bind(1, "read it again").run();
///
/// Throws FileError where the file cannot be read or written, FormatError where it is none of SQLite's.
class Database {
 public:
  /// Opens the file, or makes it.
  explicit Database(const std::filesystem::path& path);

  /// Runs statements that give no rows.
  void run(const std::string& sql);
  /// Of one statement; it must not outlive the database.
  Statement prepare(std::string_view sql);
  /// The first number that a statement gives; 0 where it gives none.
  std::int64_t number(std::string_view sql);
  /// Of the row that was added last.
  std::int64_t lastId() const;

  const std::filesystem::path& path() const { return path_; }

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  /// Throws where `code` is not SQLITE_OK.
  void check(int code) const;

  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// One statement with its values and rows. Text is UTF-8.
class Statement {
 public:
  /// Gives a value to a parameter, counted from 1.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind(int parameter, double number);

  /// Goes to the next row; false behind the last one.
  bool next();
  /// Runs it to its end, to be run again with other values.
  void run();

  /// Of the row it is at, columns counted from 0.
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(const Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// What is run within its life is kept whole when it is `commit`ted, and else not at all.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Database& database_;
  bool isOpen_ = true;
};

}  // namespace lectern::library
