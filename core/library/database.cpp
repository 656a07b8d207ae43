#include "core/library/database.h"

#include <sqlite3.h>

#include "core/base/error.h"

namespace lectern::library {
namespace {

constexpr int kPatience = 500;  // milliseconds in which another program ends what it writes

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(const std::filesystem::path& path) : path_(path) {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  connection_.reset(connection);  // it is there, and to be closed, although it could not be opened
  check(code);
  sqlite3_busy_timeout(connection, kPatience);
}

void Database::run(const std::string& sql) {
  check(sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
  return {*this, statement};
}

std::int64_t Database::number(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.next() ? statement.integer(0) : 0;
}

std::int64_t Database::lastId() const { return sqlite3_last_insert_rowid(connection_.get()); }

void Database::check(int code) const {
  if (code == SQLITE_OK) return;
  const std::string reason = connection_ ? sqlite3_errmsg(connection_.get()) : sqlite3_errstr(code);
  const std::string message = "cannot use " + quoted(path_) + ": " + reason;
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT) {
    throw FormatError(message + "; move it elsewhere to begin anew");
  }
  throw FileError(message);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int parameter, std::string_view text) {
  database_->check(sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
  database_->check(sqlite3_bind_int64(statement_.get(), parameter, number));
  return *this;
}

Statement& Statement::bind(int parameter, double number) {
  database_->check(sqlite3_bind_double(statement_.get(), parameter, number));
  return *this;
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  database_->check(code == SQLITE_DONE ? SQLITE_OK : code);
  return false;
}

void Statement::run() {
  while (next()) {
  }
  database_->check(sqlite3_reset(statement_.get()));
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  const int count = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string()
             : std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!isOpen_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Error&) {
    // SQLite has rolled it back by itself.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  isOpen_ = false;
}

}  // namespace lectern::library
