#include "generator/commands/libraries.h"

#include <algorithm>
#include <chrono>

#include "generator/cli/files.h"
#include "generator/commands/process.h"

namespace bobgen {

namespace {

/// The question that runtime/CMakeLists.txt wrote down: the tool and its arguments, one a line.
std::vector<std::string> question_of(const HandlerBuild& build) {
    std::vector<std::string> made;
    const std::string text = read_file(build.folder() / "handler-libraries.txt").value_or("");
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        made.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return made;
}

std::string changed_at(const std::filesystem::path& file) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(file, error);
    return error ? "" : std::to_string(time.time_since_epoch().count());
}

}  // namespace

Libraries libraries_of(const HandlerBuild& build) {
    const std::vector<std::string> question = question_of(build);
    if (question.size() != 5) return {};
    const std::string &made = question[2], &tls = question[3];
    // It takes a third of a second, and its answer is another one only when a day has passed, the libraries were made
    // anew, or something was installed.
    std::string key;
    for (const std::string& one : question) key += one + "\n";
    key += changed_at(made + "/versions") + " " + changed_at("/var/lib/dpkg/status") + " " +
           std::to_string(
               std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count()) +
           "\n\n";
    const std::filesystem::path kept = build.folder() / "handler-libraries.report";
    std::string answer = read_file(kept).value_or("");
    if (!answer.starts_with(key)) {
        std::string said;
        if (run_process(question, {}, [&](std::string_view line) { said.append(line).append("\n"); }) != 0) return {};
        answer = key + said;
        Replacement replacement;
        replacement.add(kept, answer);
        replacement.commit();
    }
    const LibraryReport report = read_library_report(std::string_view(answer).substr(key.size()), build.architecture);
    return {report.libraries, remarks_on(report, tls, made)};
}

}  // namespace bobgen
