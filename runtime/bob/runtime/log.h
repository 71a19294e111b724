/// Logs for CloudWatch: one JSON object per line on standard error, each with the request id.
///
/// The level is `LOG_LEVEL` (or `AWS_LAMBDA_LOG_LEVEL`, which Lambda sets from the function's logging configuration):
/// `TRACE`, `DEBUG`, `INFO` (the default), `WARN`, `ERROR` or `FATAL`. The library itself never logs a payload, a
/// header, an item or a token, whatever the level.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace bob {

enum class LogLevel : std::uint8_t { trace, debug, info, warn, error, fatal };

/// `{"name", value}`: one member of a log line.
struct LogField {
    std::string_view name;
    std::string_view text;
    std::string number;  ///< JSON, if the value is not a text

    LogField(std::string_view name, std::string_view text) : name(name), text(text) {}
    LogField(std::string_view name, const char* text) : name(name), text(text) {}
    LogField(std::string_view name, const std::string& text) : name(name), text(text) {}
    LogField(std::string_view name, std::same_as<bool> auto value) : name(name), number(value ? "true" : "false") {}
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    LogField(std::string_view name, T value) : name(name), number(std::to_string(value)) {}
    /// Infinity and NaN, which JSON has not, are null.
    template <std::floating_point T>
    LogField(std::string_view name, T value) : name(name), number(digits(static_cast<double>(value))) {}

private:
    static std::string digits(double);
};

/// Writes a line if `level` is at least the configured level. Members named `time`, `level`, `message`,
/// `requestId`, `traceId` and `function` are the logger's own.
void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});
bool logs(LogLevel level);
void set_log_level(LogLevel level);

inline void log_debug(std::string_view message, std::initializer_list<LogField> fields = {}) {
    log(LogLevel::debug, message, fields);
}
inline void log_info(std::string_view message, std::initializer_list<LogField> fields = {}) {
    log(LogLevel::info, message, fields);
}
inline void log_warn(std::string_view message, std::initializer_list<LogField> fields = {}) {
    log(LogLevel::warn, message, fields);
}
inline void log_error(std::string_view message, std::initializer_list<LogField> fields = {}) {
    log(LogLevel::error, message, fields);
}

}  // namespace bob
