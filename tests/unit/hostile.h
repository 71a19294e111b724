/// Trees and strings designed to be misread, for the tests of the document writers.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "generator/value.h"

namespace bobgen::hostile {

inline std::string utf8(char32_t character) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    const auto next = [&](int shift) { return byte(0x80 | (character >> shift & 0x3F)); };
    if (character < 0x80) return {byte(character)};
    if (character < 0x800) return {byte(0xC0 | character >> 6), next(0)};
    if (character < 0x10000) return {byte(0xE0 | character >> 12), next(6), next(0)};
    return {byte(0xF0 | character >> 18), next(12), next(6), next(0)};
}

/// The string with U+FFFD for what nlohmann/json does not accept as UTF-8.
inline std::string repaired(const std::string& text) {
    using nlohmann::json;
    return json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
}

inline bool is_utf8(const std::string& text) { return repaired(text) == text; }

/// Every string of `least` to `most` of these parts.
inline std::vector<std::string> sequences(const std::vector<std::string>& parts, int least, int most) {
    std::vector<std::string> made, longest{""};
    for (int length = 0; length <= most; ++length) {
        if (length >= least) made.insert(made.end(), longest.begin(), longest.end());
        std::vector<std::string> longer;
        for (const std::string& start : longest)
            for (const std::string& part : parts) longer.push_back(start + part);
        longest = std::move(longer);
    }
    return made;
}

/// The parts of a string between separators.
inline std::vector<std::string> parts(const std::string& text, char separator) {
    std::vector<std::string> made;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) made.push_back(part);
    return made;
}

/// Words, numbers, dates and marks that some YAML version reads as something other than a string, or that have a
/// meaning in a document.
inline std::vector<std::string> lookalikes() {
    std::vector<std::string> made = parts(
        "0 -0 +1 012 08 0o14 0x1f 0XFF 0b101 1_000 1,000 1:30 1:30:00 190:20:30.15 12:34:56:78:9a:bc "
        "123456789012 99999999999999999999 -9223372036854775808 1. .5 -.5 1.5 1e3 1E3 1e+3 1.e-3 12e03 -2E+05 "
        "6.8523015e+5 685.230_15e+03 1e e1 E2 0x 1__0 .inf -.inf +.Inf .INF .nan .NaN inf nan Infinity 2012-10-17 "
        "2010-09-09 2001-1-1 2001-12-14t21:59:43.10-05:00 2001-12-15T02:59:43.1Z 10.0.0.0/16 1.2.3 3.12 10s ~ "
        "~/a << < = == - -- --- ---- ... .... --verbose a: a:b AWS::Region :: a#b # ! !!str &a *a * | |- > >+ @a "
        "`a` 'a' ' '' a'b {} [] {a} [a a] a,b ${A} ${AWS::StackName}-a {{resolve:ssm:/a/b:1}} $input.json('$.a') "
        "constructor __proto__ arn:aws:s3:::a/*",
        ' ');
    const std::vector<std::string> spaced = parts(
        "|2001-12-14 21:59:43.10 -5|--- a|... a|- a|? a|: a|a: b|a :b|a : b|a #b|# a|%YAML 1.1|"
        "%TAG ! tag:a,2000:|!Ref A|\"a\"|\"|a\"b|a'b\"c|a'b\\c|\\|a\\|a, b|{\"a\": [1, 'b']}|${A}: b|"
        "${file(a.yml):b, 'c'}| a|a | |  |rate(1 day)|cron(0 18 ? * MON-FRI *)|\\n|\\\n|\t|\ta|a\t|a\tb|a: \t|"
        "a:\tb|a\t#b|a\r\nb|a\rb|a\n|\na|a\n\n|a\nb|a\nb\n|a\n\nb|a\n---\nb|a\n...\n|---\na|# a\nb|"
        "#set($a = 1)\n{\n  \"a\": $a\n}\n|%a\n%b|- a\n- b\n|a: b\nc: d|  a\nb|a\n  b\n    c\n|a\n\tb\n|a \nb|"
        "a\n \nb|null\n|",
        '|');
    made.insert(made.end(), spaced.begin(), spaced.end());
    for (const std::string word : {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "yesterday"}) {
        std::string title = word, upper = word;
        title[0] = static_cast<char>(word[0] - 0x20);
        for (char& letter : upper) letter = static_cast<char>(letter - 0x20);
        made.insert(made.end(), {word, title, upper, word + "s", word + ":", ' ' + word});
    }
    return made;
}

/// Strings with every character that has a meaning in YAML, in every position.
inline std::vector<std::string> texts() {
    std::vector<std::string> made = lookalikes();
    const auto add = [&](const std::string& text) {
        made.insert(made.end(), {text, text + "a", "a" + text, "a" + text + "b"});
    };
    for (char32_t character = 0; character < 0x100; ++character) add(utf8(character));
    for (const char32_t character :
         {0x3B1u,  0x61Cu,  0x7FFu,  0x800u,  0x180Eu,  0x1FFFu,  0x2000u,  0x200Bu,  0x200Du,  0x200Eu, 0x2014u,
          0x2028u, 0x2029u, 0x202Eu, 0x2060u, 0x2066u,  0x3000u,  0x3042u,  0xD7FFu,  0xE000u,  0xFDD0u, 0xFEFFu,
          0xFFFCu, 0xFFFDu, 0xFFFEu, 0xFFFFu, 0x10000u, 0x1F600u, 0x1FFFEu, 0xE0001u, 0x10FFFFu})
        add(utf8(character));
    std::vector<std::string> marks;
    for (const char mark : std::string_view("-?:,[]{}#&*!|>'\"%@`=<~+.\\/$ \t\n\ra0")) marks.emplace_back(1, mark);
    for (const std::string& pair : sequences(marks, 2, 2)) add(pair);
    for (const std::size_t length : {79u, 80u, 81u, 990u, 997u, 998u, 999u, 1000u, 1001u, 1024u, 1025u, 70'000u}) {
        made.push_back(std::string(length, 'a'));
        made.push_back(std::string(length, '\''));
        made.push_back("a: " + std::string(length, 'b'));
    }
    std::string words;
    while (words.size() < 5'000) words += "words and more words, ";
    made.insert(made.end(), {words, words + "end", words + "\n" + words + "end\n", words + ": end"});
    return made;
}

/// Strings that are not UTF-8.
inline std::vector<std::string> broken_texts() {
    std::vector<std::string> made;
    const auto byte = [](int value) { return std::string(1, static_cast<char>(value)); };
    for (int lead = 0x80; lead < 0x100; ++lead) {
        for (const std::string& rest :
             {std::string(), std::string("a"), std::string("\x80"), std::string("\xBF"), std::string("\x80\x80"),
              std::string("\x9F\xBF"), std::string("\xA0\x80"), std::string("\x8F\xBF\xBF"),
              std::string("\x90\x80\x80"), std::string("\xBF\xBF\xBF"), std::string("\xBF\xBF\xBF\xBF"),
              std::string("\xC3\xA9"), std::string("\xE2\x82"), std::string("\n")}) {
            made.push_back(byte(lead) + rest);
            made.push_back('x' + byte(lead) + rest + 'y');
        }
    }
    return made;
}

/// A tree with every kind of value; the same numbers give the same tree. Functions have arguments of every kind, likely
/// ones and others.
class Trees {
public:
    explicit Trees(std::uint32_t seed) : random_(seed), texts_(texts()) {}

    Value next(int depth = 5) {
        switch (below(depth > 0 ? 12 : 6)) {
            case 0:
                return {};
            case 1:
                return below(2) == 0;
            case 2:
                return integer();
            case 3:
                return real();
            case 4:
            case 5:
                return text();
            case 6:
            case 7:
                return list(depth - 1);
            case 8:
            case 9:
                return map(depth - 1);
            case 10:
                return call(static_cast<Intrinsic>(below(20)), next(depth - 1));
            default:
                return likely_call(depth - 1);
        }
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

    std::int64_t integer() { return static_cast<std::int64_t>(random_()) >> below(64); }

    double real() {
        const double number = below(2) == 0 ? std::bit_cast<double>(random_()) : static_cast<double>(integer()) / 8;
        return std::isfinite(number) ? number : 0.1;
    }

    const std::string& text() { return texts_[below(static_cast<std::uint32_t>(texts_.size()))]; }

    Value list(int depth) {
        List made;
        for (std::uint32_t size = below(5); size > 0; --size) made.push_back(next(depth));
        return made;
    }

    Value map(int depth) {
        Value made = Map{};
        for (std::uint32_t size = below(5); size > 0; --size)
            if (const std::string& name = text(); !made.find(name)) made.set(name, next(depth));
        return made;
    }

    Value likely_call(int depth) {
        switch (below(6)) {
            case 0:
                return ref("Table");
            case 1:
                return get_att("Table", "StreamArn");
            case 2:
                return get_att(text(), text());
            case 3:
                return sub(text());
            case 4:
                return join(text(), {next(depth), text(), bobgen::ref(text())});
            default:
                return call(Intrinsic::select, bobgen::list({0, call(Intrinsic::split, next(depth))}));
        }
    }

    std::mt19937_64 random_;
    const std::vector<std::string> texts_;
};

}  // namespace bobgen::hostile
