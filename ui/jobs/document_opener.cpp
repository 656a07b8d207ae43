#include "ui/jobs/document_opener.h"

#include <QFileInfo>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "ui/jobs/run.h"

namespace lectern::jobs {

QString pathOf(const DocumentPtr& document) {
  return document ? QString::fromStdString(document->path.string()) : QString();
}

QString folderOf(const DocumentPtr& document) {
  return document ? QString::fromStdString(document->path.parent_path().string()) : QString();
}

std::vector<DocumentPtr> inFolder(const QString& folder, const std::vector<DocumentPtr>& among) {
  std::vector<DocumentPtr> documents;
  std::ranges::copy_if(among, std::back_inserter(documents),
                       [&](const DocumentPtr& each) { return folderOf(each) == folder; });
  return documents;
}

DocumentOpener::DocumentOpener(documents::LoaderRegistry loaders, QObject* parent)
    : QObject(parent), loaders_(std::make_shared<const documents::LoaderRegistry>(std::move(loaders))) {
  pool_.setMaxThreadCount(1);
}

DocumentOpener::~DocumentOpener() {
  stop_.request_stop();
  pool_.waitForDone();
}

void DocumentOpener::open(const QStringList& paths, Turn turn) {
  std::vector<Job> jobs;
  for (const QString& path : paths) {
    jobs.push_back({path,
                    [loaders = loaders_, file = std::filesystem::path(path.toStdU16String())](
                        std::stop_token stop) { return loaders->load(file, std::move(stop)); },
                    stop_.get_token(), turn});
  }
  add(std::move(jobs));
}

void DocumentOpener::openText(const QString& text, const QString& title, Turn turn) {
  add({{{},
        [text = text.toStdU16String(), title = title.toStdString()](const std::stop_token&) {
          return documents::documentFromText(text, title);
        },
        stop_.get_token(),
        turn}});
}

void DocumentOpener::cancel() {
  stop_.request_stop();
  stop_ = std::stop_source();
}

QStringList DocumentOpener::extensions() const {
  QStringList names;
  for (const std::string& extension : loaders_->extensions()) {
    names << QString::fromStdString(extension);
  }
  return names;
}

QStringList DocumentOpener::documentsIn(const QString& folder) const {
  const QString absolute = QFileInfo(folder).absoluteFilePath();
  QStringList files;
  for (const std::filesystem::path& file : loaders_->documentsIn(absolute.toStdU16String())) {
    files << QString::fromStdU16String(file.u16string());
  }
  return files;
}

void DocumentOpener::add(std::vector<Job> jobs) {
  const auto count = static_cast<int>(jobs.size());
  std::ranges::move(jobs, std::back_inserter(waiting_));
  std::ranges::stable_partition(waiting_, [](const Job& job) { return job.turn == Turn::Next; });
  setPending(pending_ + count);
  readNext();
}

void DocumentOpener::readNext() {
  if (isReading_ || waiting_.empty()) {
    return;
  }
  isReading_ = true;
  Job job = std::move(waiting_.front());
  waiting_.pop_front();
  run(
      &pool_, this,
      [read = std::move(job.read), stop = job.stop] {
        throwIfStopped(stop);
        return std::make_shared<const documents::Document>(read(stop));
      },
      [this, stop = job.stop, path = job.path](const QFuture<DocumentPtr>& document) {
        isReading_ = false;
        try {
          const DocumentPtr result = document.result();
          if (!stop.stop_requested()) {
            Q_EMIT opened(result);
          }
        } catch (const CancelledError&) {
          // Asked for by the person: nothing to report.
        } catch (const std::exception& error) {
          Q_EMIT failed(QString::fromUtf8(error.what()), path);
        }
        setPending(pending_ - 1);  // last: whoever hears of none has them all
        readNext();
      });
}

void DocumentOpener::setPending(int pending) {
  pending_ = pending;
  Q_EMIT pendingChanged(pending);
}

}  // namespace lectern::jobs
