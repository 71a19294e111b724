/// How fast the document writers are, beside nlohmann/json and yaml-cpp on the same document.
///
/// Bytes per second count each writer's own output; pretty JSON spends more of them on the same document, so `items`,
/// the values written per second, is what compares one format with another.

#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "bench/synthetic.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"
#include "generator/value.h"

namespace bobgen {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t count_values(const Value& value) {
    std::int64_t count = 1;
    if (value.is_list())
        for (const Value& element : value.list()) count += count_values(element);
    if (value.is_map())
        for (const Member& member : value.map()) count += count_values(member.value);
    if (value.is_call()) count += count_values(value.argument());
    return count;
}

Json to_nlohmann(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return nullptr;
        case Value::Kind::boolean:
            return value.boolean();
        case Value::Kind::integer:
            return value.integer();
        case Value::Kind::real:
            return value.real();
        case Value::Kind::text:
            return value.text();
        case Value::Kind::list: {
            Json made = Json::array();
            for (const Value& element : value.list()) made.push_back(to_nlohmann(element));
            return made;
        }
        case Value::Kind::map: {
            Json made = Json::object();
            // Json::object_t is a vector; its operator[] would look through all the members at each one.
            auto& members = made.get_ref<Json::object_t&>();
            for (const Member& member : value.map()) {
                std::pair<const std::string, Json> entry(member.name, to_nlohmann(member.value));
                static_cast<std::vector<std::pair<const std::string, Json>>&>(members).push_back(std::move(entry));
            }
            return made;
        }
        case Value::Kind::call:
            return {{std::string(long_name(value.call().function)), to_nlohmann(value.argument())}};
    }
    return nullptr;
}

void emit(const Value& value, YAML::Emitter& out) {
    switch (value.kind()) {
        case Value::Kind::null:
            out << YAML::Null;
            return;
        case Value::Kind::boolean:
            out << value.boolean();
            return;
        case Value::Kind::integer:
            out << value.integer();
            return;
        case Value::Kind::real:
            out << value.real();
            return;
        case Value::Kind::text:
            out << value.text();
            return;
        case Value::Kind::list:
            out << YAML::BeginSeq;
            for (const Value& element : value.list()) emit(element, out);
            out << YAML::EndSeq;
            return;
        case Value::Kind::map:
            out << YAML::BeginMap;
            for (const Member& member : value.map()) {
                out << YAML::Key << member.name << YAML::Value;
                emit(member.value, out);
            }
            out << YAML::EndMap;
            return;
        case Value::Kind::call:
            out << YAML::LocalTag(std::string(tag(value.call().function).substr(1)));
            emit(value.argument(), out);
            return;
    }
}

/// Made once for a size, since the largest takes longer to make than to write.
const Value& document_of(std::int64_t count) {
    static std::map<std::int64_t, Value> made;
    const auto [place, is_new] = made.try_emplace(count);
    if (is_new) place->second = bench::document(static_cast<int>(count));
    return place->second;
}

void report(benchmark::State& state, std::size_t bytes) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
    state.SetItemsProcessed(state.iterations() * count_values(document_of(state.range(0))));
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}

template <auto Write>
void measure(benchmark::State& state) {
    const Value& value = document_of(state.range(0));
    std::size_t bytes = 0;
    for (auto _ : state) {
        std::string out;
        Write(value, out);
        benchmark::DoNotOptimize(out.data());
        bytes = out.size();
    }
    report(state, bytes);
}

void bob_yaml(benchmark::State& state) {
    measure<[](const Value& value, std::string& out) { write_yaml(value, out); }>(state);
}
void bob_yaml_long(benchmark::State& state) {
    measure<[](const Value& value, std::string& out) { write_yaml(value, out, {.long_intrinsics = true}); }>(state);
}
void bob_json_pretty(benchmark::State& state) {
    measure<[](const Value& value, std::string& out) { write_json(value, out, JsonStyle::pretty); }>(state);
}
void bob_json_compact(benchmark::State& state) {
    measure<[](const Value& value, std::string& out) { write_json(value, out, JsonStyle::compact); }>(state);
}

void nlohmann_dump(benchmark::State& state, int indent) {
    const Json json = to_nlohmann(document_of(state.range(0)));
    std::size_t bytes = 0;
    for (auto _ : state) {
        const std::string out = json.dump(indent);
        benchmark::DoNotOptimize(out.data());
        bytes = out.size();
    }
    report(state, bytes);
}
void nlohmann_pretty(benchmark::State& state) { nlohmann_dump(state, 2); }
void nlohmann_compact(benchmark::State& state) { nlohmann_dump(state, -1); }

void yaml_cpp_emitter(benchmark::State& state) {
    const Value& value = document_of(state.range(0));
    std::size_t bytes = 0;
    for (auto _ : state) {
        YAML::Emitter out;
        emit(value, out);
        benchmark::DoNotOptimize(out.c_str());
        bytes = out.size();
    }
    report(state, bytes);
}

/// About 1, 10 and 100 MB of YAML.
void small_to_huge(benchmark::internal::Benchmark* writer) {
    writer->Arg(400)->Arg(4'000)->Arg(40'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(bob_yaml)->Apply(small_to_huge);
BENCHMARK(bob_yaml_long)->Apply(small_to_huge);
BENCHMARK(bob_json_pretty)->Apply(small_to_huge);
BENCHMARK(bob_json_compact)->Apply(small_to_huge);
BENCHMARK(nlohmann_pretty)->Apply(small_to_huge);
BENCHMARK(nlohmann_compact)->Apply(small_to_huge);
// Seconds for 10 MB: the largest size would show nothing new.
BENCHMARK(yaml_cpp_emitter)->Arg(400)->Arg(4'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bobgen

BENCHMARK_MAIN();
