/// How fast templates are read, beside the parsers that could do it: each from the same document, to the tree that it
/// makes. Ours has a place for every value and name, the functions as nodes, and what is wrong as findings.
#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>
#include <yaml.h>

#include <nlohmann/json.hpp>
#include <string>

#include "bench/synthetic.h"
#include "generator/emit/json.h"
#include "generator/emit/yaml.h"
#include "generator/read/template.h"

namespace bobgen {
namespace {

/// About 3 kB of YAML for each table with its function.
std::string text(const benchmark::State& state, bool is_yaml) {
    const Value document = bench::document(static_cast<int>(state.range(0)));
    return is_yaml ? to_yaml(document) : to_json(document, JsonStyle::pretty);
}

template <class Read>
void read(benchmark::State& state, bool is_yaml, Read with) {
    const std::string from = text(state, is_yaml);
    for (auto _ : state) with(from);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * from.size()));
    state.SetComplexityN(state.range(0));
    state.counters["MB"] = static_cast<double>(from.size()) / 1e6;
}

void read_ours(benchmark::State& state, bool is_yaml) {
    read(state, is_yaml, [&](const std::string& from) {
        Report report;
        auto made = read_template(from, "bench", {}, report);
        if (!made || !report.clean()) state.SkipWithError("the document is not read");
        benchmark::DoNotOptimize(made);
    });
}

void yaml_ours(benchmark::State& state) { read_ours(state, true); }
void json_ours(benchmark::State& state) { read_ours(state, false); }

/// What ours can't be faster than: libyaml's events, each thrown away.
void yaml_events_of_libyaml(benchmark::State& state) {
    read(state, true, [&](const std::string& from) {
        yaml_parser_t parser;
        yaml_parser_initialize(&parser);
        yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(from.data()), from.size());
        for (bool done = false; !done;) {
            yaml_event_t event;
            if (yaml_parser_parse(&parser, &event) == 0) {
                state.SkipWithError("libyaml does not read it");
                break;
            }
            done = event.type == YAML_STREAM_END_EVENT;
            yaml_event_delete(&event);
        }
        yaml_parser_delete(&parser);
    });
}

void yaml_tree_of_yaml_cpp(benchmark::State& state) {
    read(state, true, [](const std::string& from) { benchmark::DoNotOptimize(YAML::Load(from)); });
}

void json_tree_of_nlohmann(benchmark::State& state) {
    read(state, false, [](const std::string& from) { benchmark::DoNotOptimize(nlohmann::ordered_json::parse(from)); });
}

void sizes(benchmark::internal::Benchmark* one) {
    one->Arg(350)->Arg(3'500)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);
}

BENCHMARK(yaml_ours)->Apply(sizes);
BENCHMARK(yaml_events_of_libyaml)->Apply(sizes);
BENCHMARK(yaml_tree_of_yaml_cpp)->Apply(sizes);
BENCHMARK(json_ours)->Apply(sizes);
BENCHMARK(json_tree_of_nlohmann)->Apply(sizes);

}  // namespace
}  // namespace bobgen

BENCHMARK_MAIN();
