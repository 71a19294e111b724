/// The whole pipeline over synthetic stacks: declarations in, validated, both outputs written to memory. Each stack has
/// as many tables and functions as fit under CloudFormation's 500 resources, so 10,000 of each are 84 stacks.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "bob/bob.h"
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

void compile_stacks(benchmark::State& state) {
    const bobgen::StackSource source{"synthetic", "bench", &synthetic};
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
    state.counters["tables"] = static_cast<double>(state.range(0) * tables_per_stack);
    state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

BENCHMARK(compile_stacks)->Arg(1)->Arg(4)->Arg(21)->Arg(84)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);

BENCHMARK_MAIN();
