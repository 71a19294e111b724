/// The whole pipeline over synthetic stacks: declarations in, validated, both outputs written to memory. Each stack has
/// as many tables and functions as fit under CloudFormation's 500 resources, so 10,000 of each are 84 stacks. And
/// stacks of functions with all that surrounds them: 400 of them are 10 stacks.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "bob/bob.h"
#include "bob/rest.h"
#include "generator/compile.h"

namespace {

using namespace bob::literals;

constexpr int tables_per_stack = 120;

struct Item {
    std::string owner, id, status;
    bob::Timestamp created;
};

bob::Stack synthetic(const bob::Stage&) {
    bob::Stack stack{.name = "synthetic"};
    stack.resources.reserve(2 * tables_per_stack);
    for (int i = 0; i < tables_per_stack; ++i) {
        const std::string number = std::to_string(i);
        const bob::Table<Item> table{
            .name = bob::runtime("Table" + number),
            .partition_key = bob::key<&Item::owner>,
            .sort_key = bob::key<&Item::id>,
            .global_indexes = {{.name = "ByStatus",
                                .partition_key = bob::key<&Item::status>,
                                .sort_key = bob::key<&Item::created>}},
        };
        stack.add(table);
        stack.add(bob::Function{
            .name = bob::runtime("function" + number),
            .uses = {bob::Use(bob::Access::read, bob::Kind::table, table.name.text),
                     bob::Use(bob::Access::write, bob::Kind::table, table.name.text),
                     bob::Use(bob::Access::query, bob::Kind::table, table.name.text, "ByStatus")},
            .timeout = 10s,
        });
    }
    return stack;
}

constexpr int functions_per_stack = 40;

constexpr bob::RestStage throttled{.throttle = {.rate = 200, .burst = 400}};

/// What a busy API has: each function with a route, an alias and alarms, and a domain for every ten.
bob::Stack busy(const bob::Stage&) {
    bob::Stack stack{.name = "busy", .description = "a busy API", .dashboard = true};
    const bob::Topic alerts{.name = "alerts"};
    stack.alarms.topics = {alerts};
    stack.add(alerts);
    stack.add(bob::RestApi{.stage = throttled});
    for (int i = 0; i < functions_per_stack; ++i) {
        const std::string number = std::to_string(i);
        stack.add(bob::Function{
            .name = bob::runtime("function" + number),
            .http = {{bob::GET, bob::runtime("/items" + number)}},
            .alias = {.name = "live", .provisioned_concurrency = 2, .scaling = {.maximum = 20}},
            .timeout = 10s,
        });
        if (i % 10 == 0)
            stack.add(bob::RestDomain{
                .name = bob::runtime("domain" + number),
                .domain_name = bob::runtime("api" + number + ".example.org"),
                .certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0c7a8a3e-0000-4000-8000-000000000000",
            });
    }
    return stack;
}

/// As many stacks of this source as the range says.
void compile(benchmark::State& state, const bobgen::StackSource& source, int things) {
    std::vector<const bobgen::Backend*> outputs;
    for (const bobgen::Backend& one : bobgen::backends())
        if (one.by_default) outputs.push_back(&one);

    std::size_t bytes = 0;
    for (auto _ : state) {
        bytes = 0;
        std::vector<bobgen::Compiled> made;  // all of them, as `bobgen emit` holds them until it writes
        bobgen::Report report;
        for (int i = 0; i < state.range(0); ++i)
            made.push_back(bobgen::compile(source, {"s" + std::to_string(i), "config.yml", ""}, {}, outputs, report));
        for (const bobgen::Compiled& one : made)
            for (const bobgen::OutputFile& file : one.files) bytes += file.bytes.size();
        if (report.errors() > 0) state.SkipWithError("the synthetic stack is not valid");
        benchmark::DoNotOptimize(made);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    state.SetComplexityN(state.range(0));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
    state.counters["things"] = static_cast<double>(state.range(0) * things);
    state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void compile_stacks(benchmark::State& state) { compile(state, {"synthetic", "bench", &synthetic}, tables_per_stack); }

void compile_functions(benchmark::State& state) { compile(state, {"busy", "bench", &busy}, functions_per_stack); }

}  // namespace

BENCHMARK(compile_stacks)->Arg(1)->Arg(4)->Arg(21)->Arg(84)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);
BENCHMARK(compile_functions)->Arg(1)->Arg(2)->Arg(5)->Arg(10)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);

BENCHMARK_MAIN();
