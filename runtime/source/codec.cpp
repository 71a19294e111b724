#include "bob/runtime/codec.h"

#include <charconv>
#include <cmath>

namespace bob {

void Reading::wrong(std::string_view code, std::string message) {
    // A hostile document can be wrong in a million places; nobody reads more than some.
    if (errors_.size() < 100) errors_.push_back({path_, std::string(code), std::move(message)});
}

Reading::Step::Step(Reading& reading, std::string_view member) : reading_(reading), length_(reading.path_.size()) {
    if (length_) reading.path_ += '.';
    reading.path_ += member;
}

Reading::Step::Step(Reading& reading, std::size_t element) : reading_(reading), length_(reading.path_.size()) {
    reading.path_ += '[' + std::to_string(element) + ']';
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

}  // namespace

std::string to_text(Timestamp time) {
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
    return Timestamp{sys_days(date) + hours(hour) + minutes(minute) + seconds(std::min(second, 59)) +
                     milliseconds(millisecond) - minutes(offset)};
}

Timestamp now() { return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())}; }

void Codec<Timestamp>::decode(const Value& from, Timestamp& into, Reading& reading) {
    if (!from.is(Value::Kind::string)) return detail::wrong_type(reading, "a time such as 2026-03-01T09:00:00Z");
    if (const auto time = parse_timestamp(from.text()))
        into = *time;
    else
        reading.wrong("wrong_format", "This is no time such as 2026-03-01T09:00:00Z (RFC 3339).");
}

void Codec<EpochSeconds>::decode(const Value& from, EpochSeconds& into, Reading& reading) {
    std::int64_t seconds = 0;
    // The years 0 to 9999, which every other time of ours can say too.
    if (detail::decode_integer(from, -62'167'219'200, 253'402'300'799, seconds, reading))
        into.value = std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

void Codec<Bytes>::decode(const Value& from, Bytes& into, Reading& reading) {
    std::string decoded;
    const std::string* bytes = nullptr;
    if (from.is(Value::Kind::binary))
        bytes = &from.text();
    else if (!from.is(Value::Kind::string))
        return detail::wrong_type(reading, "a base64 text");
    else if (from_base64(from.text(), decoded))
        bytes = &decoded;
    else
        return reading.wrong("wrong_format", "This is no base64 text.");
    const auto* first = reinterpret_cast<const std::byte*>(bytes->data());
    into.assign(first, first + bytes->size());
}

namespace detail {

void wrong_type(Reading& reading, std::string_view expected) {
    reading.wrong("wrong_type", "This has to be " + std::string(expected) + ".");
}

void missing_field(Reading& reading) { reading.wrong("required", "This is required."); }

Value encode_float(float from) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, from).ptr;
    return Value::number(std::string(text, end));
}

namespace {

/// Whole numbers written with a point or an exponent (`1.0`, `1e3`) are whole all the same: JavaScript and DynamoDB
/// write them so.
template <class Whole>
bool whole_number(const std::string& text, Whole low, Whole high, Whole& into, Reading& reading) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, into);
    bool in_range = error == std::errc() && stop == end;
    if (!in_range && error != std::errc::result_out_of_range) {
        double number = 0;
        const auto [after, failed] = std::from_chars(text.data(), end, number);
        // Beyond 2^53 a double can't tell neighbours apart.
        if (failed == std::errc() && after == end && std::trunc(number) == number &&
            std::abs(number) <= 9007199254740992.0 && (number >= 0 || low < Whole{0})) {
            into = static_cast<Whole>(number);
            in_range = true;
        } else if (failed == std::errc() && std::trunc(number) != number) {
            wrong_type(reading, "a whole number");
            return false;
        }
    }
    if (in_range && into >= low && into <= high) return true;
    reading.wrong("out_of_range",
                  "This has to be a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ".");
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

bool decode_double(const Value& from, double& into, Reading& reading) {
    if (from.is(Value::Kind::number)) {
        const char* const end = from.text().data() + from.text().size();
        const auto [stop, error] = std::from_chars(from.text().data(), end, into);
        if (error == std::errc() && stop == end) return true;
        reading.wrong("out_of_range", "This number is too large or too small.");
        return false;
    }
    wrong_type(reading, "a number");
    return false;
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
