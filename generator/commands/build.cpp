#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <set>

#include "bob/limits.h"
#include "generator/build/archive.h"
#include "generator/build/elf.h"
#include "generator/build/handlers.h"
#include "generator/build/lambda_host.h"
#include "generator/build/link_map.h"
#include "generator/build/manifest.h"
#include "generator/build/startup.h"
#include "generator/build/uses.h"
#include "generator/cli/command.h"
#include "generator/cli/files.h"
#include "generator/cli/jobs.h"
#include "generator/cli/say.h"
#include "generator/cli/shared_arguments.h"
#include "generator/cli/templates.h"
#include "generator/cli/words.h"
#include "generator/commands/compile_handlers.h"
#include "generator/commands/libraries.h"
#include "generator/commands/process.h"
#include "generator/compile.h"
#include "generator/report/render.h"
#include "generator/rules/handlers.h"

namespace bobgen {

namespace {

struct BuildOptions {
    StackChoice choice;
    std::vector<std::string> functions;  ///< all when empty
    std::filesystem::path root;          ///< of the project
    std::filesystem::path out;           ///< where the archives go
    std::string architecture;            ///< in place of the declared ones when not empty
    std::string tls;                     ///< the project's choice when empty
    unsigned jobs = 0;
    bool quiet = false;        ///< no summary
    bool no_progress = false;  ///< no word of how far it is
    bool startup = false;      ///< measure how long each program takes to start
    const Format* diagnostics = nullptr;
    Look look;
};

/// Says what was found, if anything. Whether there is an error in it.
bool failed(Report& report, const BuildOptions& options) {
    if (report.clean()) return false;
    report.sort();
    Sources sources(files_under(options.root));
    say(stderr, options.diagnostics->render(report, sources, options.look));
    return report.errors() > 0;
}

std::set<std::string> handler_sources(const std::filesystem::path& root, const std::vector<Handler>& handlers) {
    std::set<std::string> folders, made;
    for (const Handler& one : handlers) folders.insert(one.folder + "/handlers");
    for (const std::string& folder : folders) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(root / folder, error))
            if (entry.path().extension() == ".cpp") made.insert(folder + "/" + entry.path().filename().string());
    }
    return made;
}

/// A handler with what became of it.
struct Built {
    const Handler* handler;
    std::string architecture;
    std::string archive;
    Artifact artifact;
    std::vector<Share> shares;
    std::string startup = {};  ///< "12 ms"; "-" where it was not measured
};

/// 4.9 MB, 312 kB
std::string size(std::uint64_t bytes) {
    char text[32];
    if (bytes < 999'500)
        std::snprintf(text, sizeof text, "%.0f kB", static_cast<double>(bytes) / 1e3);
    else
        std::snprintf(text, sizeof text, "%.2f MB", static_cast<double>(bytes) / 1e6);
    return text;
}

/// The parts that weigh something, and in any case the handler's own code.
std::string what_makes_it_big(const std::vector<Share>& shares) {
    constexpr std::uint64_t least = 100'000;
    std::string made;
    for (const Share& one : shares)
        if (one.bytes >= least || one.what == "handler")
            made += (made.empty() ? "" : ", ") + one.what + " " + size(one.bytes);
    return made;
}

/// Starts each program that this machine can run. What could not be measured is said, so that nobody takes a missing
/// figure for a good one.
void measure_startup(std::vector<Built>& built, const std::map<std::string, HandlerBuild>& builds) {
    const std::string machine = machine_architecture();
    std::map<std::string, std::vector<std::string>> skipped;
    for (Built& one : built) {
        one.startup = "-";
        if (one.architecture != machine) {
            skipped[one.architecture].push_back(one.artifact.function);
            continue;
        }
        const std::filesystem::path folder =
            builds.at(one.architecture).output(one.handler->stack_folder(), one.handler->stem);
        const auto took = startup_of(folder / "bootstrap.stripped");
        if (const auto* reason = std::get_if<NotMeasured>(&took)) {
            say(stderr,
                "note: the start of `" + one.artifact.function + "` was not measured: " + reason->reason + "\n");
            continue;
        }
        char text[32];
        std::snprintf(text, sizeof text, "%.1f ms", std::get<std::chrono::duration<double, std::milli>>(took).count());
        one.startup = text;
    }
    for (const auto& [architecture, functions] : skipped)
        say(stderr, fmt::format("note: the start of {} was not measured: this machine is {} and can't run programs for "
                                "{}; `--arch {} --out FOLDER` builds them for it\n",
                                joined(functions), machine, architecture, machine));
}

std::string summary(const std::vector<Built>& built, const std::filesystem::path& out, double seconds) {
    const bool started = std::any_of(built.begin(), built.end(), [](const Built& one) { return !one.startup.empty(); });
    const auto start = [&](const std::string& words) {
        return started ? padded(words, 9, true) + "  " : std::string();
    };
    std::size_t width = 0;
    for (const Built& one : built)
        width = std::max(width, one.artifact.function.size() + one.handler->function().stack.size() + 1);
    std::string text =
        padded("function", width) + "  for     program       zip  " + start("start") + "what makes it big\n";
    std::uint64_t bytes = 0;
    for (const Built& one : built) {
        text += padded(one.handler->function().stack + "/" + one.artifact.function, width) + "  " +
                padded(one.architecture, 6) + padded(size(one.artifact.program_bytes), 9, true) + "  " +
                padded(size(one.artifact.archive_bytes), 8, true) + "  " + start(one.startup) +
                what_makes_it_big(one.shares) + "\n";
        bytes += one.artifact.archive_bytes;
    }
    char time[32];
    std::snprintf(time, sizeof time, "%.1f s", seconds);
    return text + std::to_string(built.size()) + (built.size() == 1 ? " archive, " : " archives, ") + size(bytes) +
           " in " + out.string() + ", " + time + "\n";
}

/// The archive of a program. It is kept beside the program, since compressing takes longer than all else when nothing
/// has changed.
std::string archive_of(const std::string& program, const std::filesystem::path& folder) {
    const std::string key = sha256_hex(program) + " " + compression() + "\n";
    const std::filesystem::path file = folder / "bootstrap.zip", made_of = folder / "bootstrap.zip.key";
    if (read_file(made_of) == key)
        if (std::optional<std::string> kept = read_file(file)) return *std::move(kept);
    std::string archive = zip_of("bootstrap", program);
    Replacement replacement;
    replacement.add(made_of, key);
    replacement.add(file, archive);  // the last one added takes its place first
    replacement.commit();
    return archive;
}

/// Judges the finished program and packs it.
void finish(const Handler& handler, const std::string& architecture, const HandlerBuild& build,
            std::vector<Built>& built, Report& report) {
    const DeclaredFunction& function = handler.function();
    const std::filesystem::path folder = build.output(handler.stack_folder(), handler.stem);
    const std::optional<std::string> program = read_file(folder / "bootstrap.stripped");
    if (!program) throw FileError("the build made no `" + (folder / "bootstrap.stripped").string() + "`");

    std::optional<CannotStart> fault;
    try {
        fault = why_not_started(read_elf(*program), function.runtime, architecture);
    } catch (const ElfFault& broken) {
        fault = CannotStart{std::string("can't be read: ") + broken.what(), "remove build/handlers and build again"};
    }
    if (fault) {
        report.add({.rule = &rules::program_cannot_start,
                    .message = "the program of `" + function.name + "` " + fault->reason,
                    .primary = {function.place, {}},
                    .related = {},
                    .fix = fault->fix,
                    .stack = handler.all_stages()});
        return;
    }
    const std::vector<std::string> uses = uses_in(*program);
    for (const Handler::InStage& in : handler.stages) check_uses(in.function, uses, in.stack, report);

    Built& one = built.emplace_back();
    one.handler = &handler;
    one.architecture = architecture;
    one.archive = archive_of(*program, folder);
    one.artifact = {function.name, architecture, code_sha256(one.archive), one.archive.size(), program->size()};
    one.shares = shares_of(read_file(folder / "bootstrap.map").value_or(""));
    const auto too_large = [&](const Rule& rule, const std::string& what, std::uint64_t bytes,
                               const bob::Limit& limit) {
        if (bytes <= static_cast<std::uint64_t>(limit.value)) return;
        report.add({.rule = &rule,
                    .message = "the " + what + " of `" + function.name + "` has " + std::to_string(bytes) +
                               " bytes, and Lambda takes " + std::to_string(limit.value),
                    .primary = {function.place, {}},
                    .related = {},
                    .fix = "keep data out of it: " + what_makes_it_big(one.shares),
                    .stack = handler.all_stages()});
    };
    too_large(rules::program_too_large, "program", program->size(), bob::limits::function_code_bytes);
    too_large(rules::archive_too_large, "archive", one.archive.size(), bob::limits::function_upload_bytes);
}

/// What the manifest says of an archive that is made elsewhere, if it is there: versions need the hash of that, too.
std::optional<Artifact> made_elsewhere(const DeclaredFunction& function, const std::filesystem::path& out) {
    const std::optional<std::string> archive = read_file(out / function.stack / (function.name + ".zip"));
    if (!archive) return std::nullopt;
    return Artifact{.function = function.name,
                    .architecture = function.architecture,
                    .code_sha256 = code_sha256(*archive),
                    .archive_bytes = archive->size()};
}

/// Archives and manifests, all or none. `by_stack` begins with the artifacts that are not made here.
void write(const std::vector<Built>& built, std::map<std::string, std::vector<Artifact>> by_stack,
           const std::map<std::string, Libraries>& libraries, bool every_function, const std::filesystem::path& out) {
    Replacement replacement;
    std::map<std::string, std::set<std::string>> architectures;
    for (const Built& one : built) architectures[one.handler->function().stack].insert(one.architecture);
    for (const auto& [stack, used] : architectures) {
        std::vector<LinkedLibrary> linked;
        for (const std::string& one : used)
            if (const auto of = libraries.find(one); of != libraries.end())
                linked.insert(linked.end(), of->second.linked.begin(), of->second.linked.end());
        if (linked.empty()) continue;
        const std::filesystem::path file = out / stack / "sbom.cdx.json";
        const std::string text = sbom_of(stack, std::move(linked));
        const std::optional<std::string> before = read_file(file);
        // A run for some functions knows only their processors' libraries.
        if (before != text && (every_function || !before)) replacement.add(file, text);
    }
    for (const Built& one : built) {
        const std::filesystem::path folder = out / one.handler->function().stack;
        const std::filesystem::path file = folder / (one.artifact.function + ".zip");
        if (read_file(file) != one.archive) replacement.add(file, one.archive);
        by_stack[one.handler->function().stack].push_back(one.artifact);
    }
    for (auto& [stack, artifacts] : by_stack) {
        // Functions that this run was not about keep their entry as long as it is true.
        const std::filesystem::path file = out / stack / "manifest.json";
        const std::optional<std::string> before = read_file(file);
        for (Artifact& old : artifacts_in(before.value_or(""))) {
            const auto same = [&](const Artifact& one) { return one.function == old.function; };
            if (std::any_of(artifacts.begin(), artifacts.end(), same)) continue;
            const std::optional<std::string> archive = read_file(out / stack / (old.function + ".zip"));
            if (archive && code_sha256(*archive) == old.code_sha256) artifacts.push_back(std::move(old));
        }
        const std::string text = manifest_of(stack, std::move(artifacts));
        if (before != text) replacement.add(file, text);
    }
    replacement.commit();
}

int build(const BuildOptions& options, const Project& project) try {
    const auto begin = std::chrono::steady_clock::now();
    // What the stacks themselves have wrong is `emit`'s to tell in full; here only errors are in the way.
    Report of_stacks, report;
    InputFiles inputs(project);
    Suppressions suppressions = read_suppressions(inputs, options.root, {}, {}, of_stacks);
    std::vector<Handler> handlers;
    for (const Compiled& one : compile_stacks(project, options.choice, {}, suppressions, of_stacks)) {
        report.enter(one.name());
        add_handlers(handlers, one.directory, one.name(), one.functions);
    }
    if (of_stacks.errors() > 0 && failed(of_stacks, options)) return 1;

    if (!options.functions.empty()) {
        std::vector<std::string> known;
        known.reserve(handlers.size());
        for (const Handler& one : handlers) known.push_back(one.function().name);
        for (const std::string& name : options.functions)
            if (std::find(known.begin(), known.end(), name) == known.end())
                return misuse("there is no function `" + name + "`; there are " + joined(known) +
                              suggestion(name, known));
        std::erase_if(handlers, [&](const Handler& one) {
            return std::find(options.functions.begin(), options.functions.end(), one.function().name) ==
                   options.functions.end();
        });
    }
    check_handlers(handlers, handler_sources(options.root, handlers), report);
    if (report.errors() > 0 && failed(report, options)) return 1;

    std::map<std::string, HandlerBuild> builds;
    std::map<std::string, std::vector<Artifact>> others;
    const auto architecture_of = [&](const Handler& one) {
        return options.architecture.empty() ? one.function().architecture : options.architecture;
    };
    for (const Handler& one : handlers) {
        if (!one.function().runs_a_program()) {
            if (!options.quiet)
                say(stderr, "`" + one.function().name + "` is left alone: its code for " + one.function().runtime +
                                " is not made here\n");
            if (std::optional<Artifact> made = made_elsewhere(one.function(), options.out))
                others[one.function().stack].push_back(*std::move(made));
            continue;
        }
        const std::string architecture = architecture_of(one);
        HandlerBuild& of = builds[architecture];
        of.root = options.root;
        of.architecture = architecture;
        of.tls = options.tls;
        of.jobs = options.jobs;
        of.no_progress = options.no_progress;
        of.targets.push_back(one.target());
    }
    bool compiled = true;
    for (const auto& [architecture, one] : builds)
        compiled = compiled && compile_handlers(one);  // the same mistake need not be told for each
    if (!compiled) {
        say(stderr, "error: the handlers do not build; no archive was changed\n");
        return 1;
    }

    std::vector<Built> built;
    built.reserve(handlers.size());
    for (const Handler& one : handlers)
        if (one.function().runs_a_program())
            finish(one, architecture_of(one), builds[architecture_of(one)], built, report);
    if (failed(report, options)) return 1;
    if (options.startup) measure_startup(built, builds);
    std::map<std::string, Libraries> libraries;
    for (const auto& [architecture, one] : builds) libraries[architecture] = libraries_of(one);
    write(built, std::move(others), libraries, options.functions.empty(), options.out);

    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    std::filesystem::path shown = options.out.lexically_relative(options.root);
    if (shown.empty() || *shown.begin() == "..") shown = options.out;
    if (!options.quiet) say(stdout, summary(built, shown, time.count()));
    std::set<std::string> remarks;  // those of two processors are mostly the same
    for (const auto& [architecture, one] : libraries) remarks.insert(one.remarks.begin(), one.remarks.end());
    if (!options.quiet)
        for (const std::string& one : remarks) say(stderr, "note: " + one + "\n");
    return 0;
} catch (const FileError& fault) {
    return misuse(fault.what() + std::string(fault.replaced_some ? "; some archives were replaced before"
                                                                 : "; no archive was changed"));
} catch (const ProcessError& fault) {
    return misuse(fault.what() + std::string("; `tools/install handlers` installs what the build of handlers needs"));
}

/// What `bobgen build` was given, as the parser fills it in.
struct BuildWords {
    std::vector<std::string> words;
    std::string architecture;
    std::string out;
    std::string tls;
    std::string format = "text";
    std::string diagnostics;  ///< its former name
    unsigned jobs = 0;
    bool quiet = false;
    bool no_progress = false;
    bool startup = false;
};

int run(const BuildWords& given, const Project& project) {
    BuildOptions options;
    options.root = project.root;
    options.out = given.out.empty() ? project.root / "build/artifacts" : std::filesystem::absolute(given.out);
    options.architecture = given.architecture;
    options.tls = given.tls;
    options.jobs = given.jobs;
    options.quiet = given.quiet;
    options.no_progress = given.quiet || given.no_progress;
    options.startup = given.startup;
    options.diagnostics = find_format(given.diagnostics.empty() ? given.format : given.diagnostics);
    options.look = look_of(stderr, project.colour);
    read_words(given.words,
               {{"stage", &options.choice.stages}, {"stack", &options.choice.stacks}, {"function", &options.functions}},
               options.choice.inputs);
    if (!given.architecture.empty() && given.out.empty())
        throw Misuse("`--arch` needs `--out`; the templates point at archives for the declared architecture");
    if (given.startup && given.quiet) throw Misuse("`--startup` says what it measured, and `--quiet` says nothing");
    return build(options, project);
}

}  // namespace

Command build_command() {
    const auto given = std::make_shared<BuildWords>();
    Command made("build", Group::build, "Compile the handlers and pack them for Lambda",
                 "Compiles each function's handler for its processor and packs it as an archive, with a manifest for "
                 "each stack, into build/artifacts/. Compiles only what changed.");
    made.listed("function=NAME", "Only this function, or these by comma");
    take_stack_words(made, given->words);
    made.option("--arch", "NAME", &given->architecture, "Build for this processor, whatever is declared; needs --out")
        .one_of({"x86_64", "arm64"});
    made.option("--out", "FOLDER", &given->out, "Put the archives into this folder, not into build/artifacts/")
        .completes(Completion::folder);
    made.option("--tls", "NAME", &given->tls, "Use this TLS library, not the project's choice")
        .one_of({"openssl", "mbedtls"});
    made.option("--jobs", "NUMBER", &given->jobs, "Run this many compilers at once");
    take_format(made, given->format);
    take_diagnostics(made, given->diagnostics, "The same as --format");
    made.flag("--startup", given->startup, "Start each program that this machine can run, and say how long it takes");
    made.flag("--quiet", given->quiet, "Print no summary and no progress");
    made.flag("--no-progress", given->no_progress, "Print no progress");
    made.example("bobgen build stage=dev", "what the stage `dev` runs");
    made.example("bobgen build --startup", "with the time that each program takes to start");
    made.example("bobgen build function=getUser --jobs 2", "one function, on two cores");
    made.run = [given](const Project& project) { return run(*given, project); };
    return made;
}

}  // namespace bobgen
