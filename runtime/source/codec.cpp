#include "bob/runtime/codec.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>

#include "text.h"

namespace bob {

namespace {

// A hostile document can be wrong in a million places, below names of a megabyte; nobody reads more than some.
constexpr std::size_t most_errors = 100;
constexpr std::size_t most_error_bytes = std::size_t{64} << 10U;
constexpr std::size_t longest_path = 200;
constexpr std::size_t longest_key = 64;
constexpr std::string_view cut_mark = "…";

}  // namespace

void Reading::wrong(std::string_view code, std::string message) {
    if (errors_.size() >= most_errors || error_bytes_ >= most_error_bytes) return;
    error_bytes_ += path_.size() + code.size() + message.size();
    errors_.push_back({path_, std::string(code), std::move(message)});
}

bool Reading::take(std::size_t count, std::size_t each) {
    if (!exhausted_ && count <= room_ / each) {
        room_ -= room_ == unlimited ? 0 : count * each;
        return true;
    }
    if (!exhausted_) wrong("too_many_values", "This has more values than there is room for.");
    exhausted_ = true;
    return false;
}

void Reading::extend_path(std::string_view by) {
    if (path_.size() >= longest_path) return;  // cut already
    const std::size_t room = longest_path - path_.size();
    path_ += runtime::first_characters(by, room);
    if (by.size() > room) path_ += cut_mark;
}

Reading::Step::Step(Reading& reading, std::string_view member) : reading_(reading), length_(reading.path_.size()) {
    if (length_) reading.extend_path(".");
    reading.extend_path(member);
}

Reading::Step::Step(Reading& reading, Key key) : reading_(reading), length_(reading.path_.size()) {
    if (reading.names_ == Names::hidden) {
        reading.extend_path("[*]");
        return;
    }
    if (length_) reading.extend_path(".");
    reading.extend_path(runtime::first_characters(key.name, longest_key));
    if (key.name.size() > longest_key) reading.extend_path(cut_mark);
}

Reading::Step::Step(Reading& reading, std::size_t element) : reading_(reading), length_(reading.path_.size()) {
    reading.extend_path('[' + std::to_string(element) + ']');
}

namespace {

/// `2026-03-01T09:00:00Z` at the least; anything else is no time of day.
class TimeReader {
public:
    explicit TimeReader(std::string_view text) : text_(text) {}

    int number(std::size_t count) {
        int value = 0;
        if (text_.size() < count) return fail();
        for (std::size_t i = 0; i < count; ++i) {
            if (text_[i] < '0' || text_[i] > '9') return fail();
            value = value * 10 + (text_[i] - '0');
        }
        text_.remove_prefix(count);
        return value;
    }
    /// One of these characters, which it answers.
    char one_of(std::string_view characters) {
        if (text_.empty() || characters.find(text_[0]) == std::string_view::npos) return static_cast<char>(fail());
        const char found = text_[0];
        text_.remove_prefix(1);
        return found;
    }
    bool next_is(char character) const { return !text_.empty() && text_[0] == character; }
    bool next_is_digit() const { return !text_.empty() && text_[0] >= '0' && text_[0] <= '9'; }
    bool done() const { return ok_ && text_.empty(); }

private:
    int fail() {
        ok_ = false;
        return 0;
    }
    std::string_view text_;
    bool ok_ = true;
};

void append_digits(std::string& text, int value, int width) {
    std::string digits = std::to_string(value);
    text.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
    text += digits;
}

// What four digits of a year can say, in UTC.
constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z

bool can_be_written(Timestamp time) {
    const auto second = std::chrono::floor<std::chrono::seconds>(time.value).time_since_epoch().count();
    return second >= first_second && second <= last_second;
}

[[noreturn]] void beyond_writing() {
    throw Failure("TimeOutOfRange", "A time that is to be written is before the year 1 or after the year 9999.");
}

}  // namespace

std::string to_text(Timestamp time) {
    if (!can_be_written(time)) beyond_writing();
    const auto day = std::chrono::floor<std::chrono::days>(time.value);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time.value - day);
    std::string text;
    append_digits(text, static_cast<int>(date.year()), 4);
    text += '-';
    append_digits(text, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    text += '-';
    append_digits(text, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    text += 'T';
    append_digits(text, static_cast<int>(clock.hours().count()), 2);
    text += ':';
    append_digits(text, static_cast<int>(clock.minutes().count()), 2);
    text += ':';
    append_digits(text, static_cast<int>(clock.seconds().count()), 2);
    text += '.';
    append_digits(text, static_cast<int>(clock.subseconds().count()), 3);
    text += 'Z';
    return text;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    using namespace std::chrono;
    TimeReader reader(text);
    const int y = reader.number(4);
    reader.one_of("-");
    const auto m = static_cast<unsigned>(reader.number(2));
    reader.one_of("-");
    const auto d = static_cast<unsigned>(reader.number(2));
    reader.one_of("Tt ");
    const int hour = reader.number(2);
    reader.one_of(":");
    const int minute = reader.number(2);
    reader.one_of(":");
    const int second = reader.number(2);
    int millisecond = 0;
    if (reader.next_is('.')) {
        reader.one_of(".");
        int scale = 100;
        int count = 0;
        while (reader.next_is_digit() && count < 9) {
            millisecond += reader.number(1) * scale;
            scale /= 10;
            ++count;
        }
        if (count == 0) return std::nullopt;
    }
    const char zone = reader.one_of("Zz+-");
    int offset = 0;
    if (zone == '+' || zone == '-') {
        const int hours_ahead = reader.number(2);
        reader.one_of(":");
        const int minutes_ahead = reader.number(2);
        if (hours_ahead > 23 || minutes_ahead > 59) return std::nullopt;
        offset = (hours_ahead * 60 + minutes_ahead) * (zone == '-' ? -1 : 1);
    }
    const year_month_day date{year(y), month(m), day(d)};
    // A leap second is the last second of its minute: DynamoDB sorts text, and no C++ clock has a 60th.
    if (!reader.done() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const Timestamp time{sys_days(date) + hours(hour) + minutes(minute) + seconds(std::min(second, 59)) +
                         milliseconds(millisecond) - minutes(offset)};
    // An offset can lead out of the years that can be written again.
    return can_be_written(time) ? std::optional(time) : std::nullopt;
}

Timestamp now() { return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())}; }

void Codec<Timestamp>::decode(const Value& from, Timestamp& into, Reading& reading) {
    if (!from.is(Value::Kind::string)) return detail::wrong_type(reading, "a time such as 2026-03-01T09:00:00Z");
    if (const auto time = parse_timestamp(from.text()))
        into = *time;
    else
        reading.wrong("wrong_format", "This is no time such as 2026-03-01T09:00:00Z (RFC 3339).");
}

Value Codec<EpochSeconds>::encode(EpochSeconds from) {
    const std::int64_t seconds = from.value.time_since_epoch().count();
    if (seconds < first_second || seconds > last_second) beyond_writing();
    return Value::number(seconds);
}

void Codec<EpochSeconds>::decode(const Value& from, EpochSeconds& into, Reading& reading) {
    std::int64_t seconds = 0;
    if (detail::decode_integer(from, first_second, last_second, seconds, reading))
        into.value = std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

void Codec<Bytes>::decode(const Value& from, Bytes& into, Reading& reading) {
    std::string decoded;
    std::string_view bytes;
    if (from.is(Value::Kind::binary))
        bytes = from.text();
    else if (!from.is(Value::Kind::string))
        return detail::wrong_type(reading, "a base64 text");
    else if (from_base64(from.text(), decoded))
        bytes = decoded;
    else
        return reading.wrong("wrong_format", "This is no base64 text.");
    const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
    into.assign(first, first + bytes.size());
}

namespace detail {

void wrong_type(Reading& reading, std::string_view expected) {
    reading.wrong("wrong_type", "This has to be " + std::string(expected) + ".");
}

void missing_field(Reading& reading) { reading.wrong("required", "This is required."); }

namespace {

/// Whole numbers written with a point or an exponent (`1.0`, `1e3`) are whole all the same: JavaScript and DynamoDB
/// write them so.
template <class Whole>
bool whole_number(std::string_view text, Whole low, Whole high, Whole& into, Reading& reading) {
    // The digits decide, not a `double`: beyond 2^53 that can't tell neighbours apart.
    constexpr long most_zeros = 20;
    std::string digits = runtime::canonical_number(text);
    if (const std::size_t e = digits.find('E'); e != std::string::npos) {
        const long exponent = std::strtol(digits.c_str() + e + 1, nullptr, 10);
        if (exponent < 0) {
            wrong_type(reading, "a whole number");
            return false;
        }
        digits.resize(e);
        digits.append(static_cast<std::size_t>(std::min(exponent, most_zeros)), '0');
    }
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, into);
    if (error == std::errc() && stop == end && into >= low && into <= high) return true;
    reading.wrong("out_of_range",
                  "This has to be a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ".");
    return false;
}

template <class Float>
bool decode_floating(const Value& from, Float& into, Reading& reading) {
    if (!from.is(Value::Kind::number)) {
        wrong_type(reading, "a number");
        return false;
    }
    const std::string_view text = from.text();
    const char* const end = std::to_address(text.end());
    const auto [stop, error] = std::from_chars(std::to_address(text.begin()), end, into);
    if (error == std::errc() && stop == end) return true;
    reading.wrong("out_of_range", "This number is too large or too small.");
    return false;
}

}  // namespace

bool decode_integer(const Value& from, std::int64_t low, std::int64_t high, std::int64_t& into, Reading& reading) {
    if (from.is(Value::Kind::number)) return whole_number(from.text(), low, high, into, reading);
    wrong_type(reading, "a whole number");
    return false;
}

bool decode_unsigned(const Value& from, std::uint64_t high, std::uint64_t& into, Reading& reading) {
    if (from.is(Value::Kind::number)) return whole_number(from.text(), std::uint64_t{0}, high, into, reading);
    wrong_type(reading, "a whole number");
    return false;
}

bool decode_double(const Value& from, double& into, Reading& reading) { return decode_floating(from, into, reading); }
bool decode_float(const Value& from, float& into, Reading& reading) { return decode_floating(from, into, reading); }

void decode_number(const Value& from, Number& into, Reading& reading) {
    if (!from.is(Value::Kind::number)) return wrong_type(reading, "a number");
    if (!runtime::is_storable_number(from.text()))
        return reading.wrong("out_of_range", "This number has more than 38 digits, or is too large or too small.");
    into.digits.assign(from.text());
}

void decode_enumerator(const Value& from, const std::string_view* names, std::size_t count, std::size_t& index,
                       Reading& reading) {
    if (from.is(Value::Kind::string))
        for (std::size_t i = 0; i < count; ++i)
            if (names[i] == from.text()) {
                index = i;
                return;
            }
    std::string choices;
    for (std::size_t i = 0; i < count; ++i) {
        if (i) choices += i + 1 == count ? " or " : ", ";
        choices += names[i];
    }
    reading.wrong("not_allowed", "This has to be " + choices + ".");
}

}  // namespace detail
}  // namespace bob
