/// Any text is a time or refused; what is a time is written so that it reads the same, and sorts as it does.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "bob/runtime/codec.h"
#include "bob/runtime/error.h"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void judge(bob::Timestamp time) {
    const std::string text = bob::to_text(time);
    must(text.size() == 24 && text.ends_with('Z'));
    const auto again = bob::parse_timestamp(text);
    must(again && *again == time);
    bob::Timestamp decoded;
    bob::Reading reading;
    bob::decode(bob::encode(time), decoded, reading);
    must(reading.ok() && decoded == time);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = bob::parse_timestamp(text);
    if (read) judge(*read);

    // What a handler computes: any number of milliseconds is written and read again, or not written.
    std::int64_t count = 0;
    std::memcpy(&count, data, size < sizeof count ? size : sizeof count);
    const bob::Timestamp computed{std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(count))};
    try {
        const std::string written = bob::to_text(computed);
        judge(computed);
        if (read) must((written < bob::to_text(*read)) == (computed < *read));
    } catch (const bob::Failure&) {
        must(count < -62'135'596'800'000 || count > 253'402'300'799'999);
    }

    bob::EpochSeconds seconds;
    bob::Reading reading;
    bob::decode(bob::Value::number(count), seconds, reading);
    if (reading.ok()) must(bob::encode(seconds).text() == std::to_string(count));
    return 0;
}
