#include "bob/runtime/log.h"

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "bob/runtime/codec.h"
#include "log_context.h"

namespace bob {
namespace {

constexpr std::array<std::string_view, 6> level_names{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

LogLevel level_of_environment() {
    for (const char* variable : {"LOG_LEVEL", "AWS_LAMBDA_LOG_LEVEL"}) {
        const char* set = std::getenv(variable);
        if (!set) continue;
        std::string name(set);
        for (char& c : name)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        for (std::size_t i = 0; i < level_names.size(); ++i)
            if (level_names[i] == name) return static_cast<LogLevel>(i);
    }
    return LogLevel::info;
}

LogLevel& lowest() {
    static LogLevel level = level_of_environment();
    return level;
}

std::string& append_name(std::string& line, std::string_view name) {
    line += ',';
    append_json(Value::string(name), line);
    return line += ':';
}
void append(std::string& line, std::string_view name, std::string_view text) {
    append_json(Value::string(text), append_name(line, name));
}

}  // namespace

namespace runtime {
LogContext& log_context() {
    static LogContext context;
    return context;
}
}  // namespace runtime

std::string LogField::digits(double value) {
    return std::isfinite(value) ? std::string(Value::number(value).text()) : "null";
}

bool logs(LogLevel level) { return level >= lowest(); }
void set_log_level(LogLevel level) { lowest() = level; }

void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
    if (!logs(level)) return;
    const runtime::LogContext& context = runtime::log_context();
    std::string line = "{\"time\":\"" + to_text(now()) + "\",\"level\":\"";
    line += level_names[static_cast<std::size_t>(level)];
    line += '"';
    if (!message.empty()) append(line, "message", message);
    if (!context.request_id.empty()) append(line, "requestId", context.request_id);
    if (!context.trace_id.empty()) append(line, "traceId", context.trace_id);
    if (!context.function.empty()) append(line, "function", context.function);
    for (const LogField& field : fields) {
        if (field.number.empty())
            append(line, field.name, field.text);
        else
            append_name(line, field.name) += field.number;
    }
    line += "}\n";
    // One write a line: CloudWatch makes an event of each, and two processes of a function never share a descriptor.
    std::string_view left = line;
    while (!left.empty()) {
        const ssize_t written = write(STDERR_FILENO, left.data(), left.size());
        if (written <= 0) return;
        left.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace bob
