#include "generator/check/lambda/event_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "bob/limits.h"
#include "generator/analysis/reading.h"
#include "generator/analysis/resolve.h"
#include "generator/check/lambda/schedule.h"
#include "generator/rules/queues.h"

namespace bobgen {

namespace limits = bob::limits;

namespace {

/// An integer property and its allowed range. `least` and `most` come from the service's documentation.
struct PropertyRange {
    std::string_view property;
    std::int64_t least;
    std::int64_t most;
    std::string_view unit;
};

void check_range(const Rule& rule, const PropertyRange& range, const Value* value, std::string_view subject,
                 Place place, Report& report) {
    const auto number = whole_number(value);
    if (!number || (*number >= range.least && *number <= range.most)) return;
    report.add({
        .rule = &rule,
        .message = fmt::format("{} has a `{}` of {}{}", subject, range.property, *number, range.unit),
        .primary = {place, {}},
        .fix = fmt::format("choose {} to {}{}", range.least, range.most, range.unit),
    });
}

enum class SourceKind { other, queue, stream };

class EventSourceCheck {
public:
    EventSourceCheck(const TemplateResource& mapping, const Facts& facts, Report& report)
        : mapping_(mapping),
          properties_(facts.properties(mapping)),
          facts_(facts),
          names_(facts.names),
          report_(report),
          subject_(fmt::format("event `{}`", mapping.logical_id)) {}

    void run() {
        const Value* source = properties_.find("EventSourceArn");
        check_stream(source);
        find_source(source);
        check_ranges();
        check_settings_of_other_source();
        if (kind_ == SourceKind::queue) check_queue_batch();
        check_pollers();
        if (queue_) check_visibility();
        if (kind_ == SourceKind::stream && !properties_.find("StartingPosition"))
            report_.add({
                .rule = &rules::missing_starting_position,
                .message = fmt::format("{} reads a stream, but has no starting position", subject_),
                .primary = {place("EventSourceArn"), {}},
                .fix = "set `StartingPosition` to `TRIM_HORIZON` (from the oldest record) or `LATEST`",
            });
    }

private:
    Place place(std::string_view name) const { return place_of(mapping_, properties_, name); }

    void check_stream(const Value* source) {
        const TemplateResource* table = names_.resource(target_of_attribute(source, "StreamArn"), dynamodb_table);
        if (!table) return;
        const Value& properties = facts_.properties(*table);
        const Value* stream = properties.find("StreamSpecification");
        if (stream && !is_no_value(*stream)) return;
        report_.add({
            .rule = &rules::stream_event_without_stream,
            .message =
                fmt::format("{} reads the stream of table `{}`, which has no stream", subject_, table->logical_id),
            .primary = {place("EventSourceArn"), "reads the stream"},
            .related = {{table->place, "has no stream"}},
            .fix = "set `.stream = StreamViewType::new_and_old_images` on the table, or a smaller view",
        });
    }

    void find_source(const Value* source) {
        if (!source) return;
        if (names_.resource(target_of_attribute(source, "StreamArn"), dynamodb_table)) {
            kind_ = SourceKind::stream;
            return;
        }
        if (const TemplateResource* resource = names_.resource(target_of_attribute(source, "Arn"))) {
            if (resource->type == "AWS::SQS::Queue") {
                kind_ = SourceKind::queue;
                queue_ = resource;
                const Value& properties = facts_.properties(*resource);
                is_fifo_ = is_true(properties.find("FifoQueue"));
            } else if (resource->type == "AWS::Kinesis::Stream") {
                kind_ = SourceKind::stream;
            }
            return;
        }
        const std::string arn = spelt_out(*source, names_);
        const auto is_of = [&](std::string_view service) {
            return arn.starts_with("arn:") && arn.find(service) != arn.npos;
        };
        if (is_of(":sqs:")) {
            kind_ = SourceKind::queue;
            is_fifo_ = arn.ends_with(".fifo");
        } else if (is_of(":kinesis:") || is_of(":dynamodb:")) {
            kind_ = SourceKind::stream;
        }
    }

    void check_ranges() {
        const auto check = [&](const PropertyRange& range) {
            check_range(rules::event_setting_out_of_range, range, properties_.find(range.property), subject_,
                        place(range.property), report_);
        };
        check({"BatchSize", 1, limits::stream_batch_max, ""});
        check({"MaximumBatchingWindowInSeconds", 0, limits::batching_window_max, "s"});
        check({"ParallelizationFactor", 1, limits::parallelization_max, ""});
        check({"TumblingWindowInSeconds", 0, limits::tumbling_window_max, "s"});
        // -1 means no limit.
        if (whole_number(properties_.find("MaximumRetryAttempts")) != -1)
            check({"MaximumRetryAttempts", 0, limits::retries_max, ""});
        if (whole_number(properties_.find("MaximumRecordAgeInSeconds")) != -1)
            check({"MaximumRecordAgeInSeconds", limits::record_age_min, limits::record_age_max, "s"});
        const PropertyRange concurrency{"MaximumConcurrency", limits::mapping_concurrency_min,
                                        limits::mapping_concurrency_max, ""};
        const Value* found = properties_.find({"ScalingConfig", concurrency.property});
        check_range(rules::event_setting_out_of_range, concurrency, found, subject_,
                    place_of(found, place("ScalingConfig")), report_);
    }

    void check_settings_of_other_source() {
        constexpr std::string_view of_streams[] = {"BisectBatchOnFunctionError", "MaximumRecordAgeInSeconds",
                                                   "MaximumRetryAttempts",       "ParallelizationFactor",
                                                   "StartingPosition",           "StartingPositionTimestamp",
                                                   "TumblingWindowInSeconds"};
        if (kind_ == SourceKind::queue)
            for (const std::string_view one : of_streams) report_other_source(one, "a queue", "streams");
        if (kind_ != SourceKind::stream) return;
        report_other_source("ScalingConfig", "a stream", "queues");
        report_other_source("ProvisionedPollerConfig", "a stream", "queues and Kafka");
    }

    void check_pollers() {
        const Value* own = properties_.find("ProvisionedPollerConfig");
        if (!own || !own->is_map()) return;
        const std::int64_t fewest = kind_ == SourceKind::queue ? 2 : 1;
        const auto check = [&](const PropertyRange& range) {
            const Value* found = own->find(range.property);
            check_range(rules::event_setting_out_of_range, range, found, subject_,
                        place_of(found, place("ProvisionedPollerConfig")), report_);
        };
        check({"MinimumPollers", fewest, limits::pollers_min_max, ""});
        check({"MaximumPollers", fewest, limits::pollers_max_max, ""});
        const Value* concurrency = properties_.find({"ScalingConfig", "MaximumConcurrency"});
        if (!concurrency || is_no_value(*concurrency)) return;
        report_.add({
            .rule = &rules::pollers_with_concurrency,
            .message = fmt::format("{} has provisioned pollers and a maximum concurrency", subject_),
            .primary = {place_of(concurrency, place("ScalingConfig")), {}},
            .related = {{place_of(own, place("ProvisionedPollerConfig")), "its pollers"}},
            .fix = "remove one of the two: a maximum of pollers limits the calls, too",
        });
    }

    void report_other_source(std::string_view setting, std::string_view source, std::string_view others) {
        const Value* found = properties_.find(setting);
        if (!found || is_no_value(*found)) return;
        report_.add({
            .rule = &rules::event_setting_of_other_source,
            .message = fmt::format("{} is from {}, but sets `{}`, which is for {}", subject_, source, setting, others),
            .primary = {place(setting), {}},
            .fix = fmt::format("remove `{}`", setting),
        });
    }

    void check_queue_batch() {
        const Value* size_value = properties_.find("BatchSize");
        const auto size = whole_number(size_value);
        const Value* window_value = properties_.find("MaximumBatchingWindowInSeconds");
        const auto window = whole_number(window_value);
        const bool is_large = size && *size > limits::queue_batch_without_window;
        if (is_fifo_) {
            if (is_large)
                report_.add({
                    .rule = &rules::fifo_batch,
                    .message = fmt::format("{} takes batches of {} messages from a FIFO queue, which allows {}",
                                           subject_, *size, limits::queue_batch_without_window.value),
                    .primary = {place("BatchSize"), {}},
                    .related = queue_label(),
                    .fix = fmt::format("choose 1 to {}", limits::queue_batch_without_window.value),
                });
            if (window.value_or(0) > 0)
                report_.add({
                    .rule = &rules::fifo_batch,
                    .message = fmt::format("{} has a batching window of {}s for a FIFO queue", subject_, *window),
                    .primary = {place("MaximumBatchingWindowInSeconds"), {}},
                    .related = queue_label(),
                    .fix = "remove the batching window",
                });
            return;
        }
        if (!is_large || (window_value && window != 0)) return;
        report_.add({
            .rule = &rules::queue_batch_without_window,
            .message = fmt::format("{} takes batches of {} messages, but has no batching window", subject_, *size),
            .primary = {place("BatchSize"), {}},
            .fix = fmt::format("set a batching window of 1s or more, or at most {} messages",
                               limits::queue_batch_without_window.value),
        });
    }

    std::vector<Label> queue_label() const {
        if (!queue_) return {};
        return {{queue_->place, "the FIFO queue"}};
    }

    void check_visibility() {
        const TemplateResource* function = function_of(target_of_arn(properties_.find("FunctionName")), names_);
        if (!function) return;
        const Value& of_function = facts_.properties(*function);
        const Value& of_queue = facts_.properties(*queue_);
        const auto timeout = whole_number(of_function.find("Timeout"));
        const Value* set = of_queue.find("VisibilityTimeout");
        const auto visibility = set ? whole_number(set) : limits::queue_visibility_default.value;
        if (!timeout || !visibility || *visibility >= *timeout) return;
        constexpr std::int64_t advised_factor = 6;  // Lambda, "Configuring a queue to use with Lambda"
        report_.add({
            .rule = &rules::queue_visibility_too_short,
            .message = fmt::format("queue `{}` makes a message visible again after {}s, but function `{}` may take {}s",
                                   queue_->logical_id, *visibility, function->logical_id, *timeout),
            .primary = {set ? place_of(*queue_, of_queue, "VisibilityTimeout") : queue_->place,
                        set ? "set here" : fmt::format("{}s by default", *visibility)},
            .related = {{place_of(*function, of_function, "Timeout"), "the function's timeout"},
                        {mapping_.place, "polled for messages here"}},
            .fix = fmt::format("set `.visibility_timeout = {}s` or more; AWS recommends six times the timeout, {}s",
                               *timeout, std::min(*timeout * advised_factor, limits::queue_visibility_max.value)),
        });
    }

    const TemplateResource& mapping_;
    const Value& properties_;
    const Facts& facts_;
    const Names& names_;
    Report& report_;
    std::string subject_;
    SourceKind kind_ = SourceKind::other;
    const TemplateResource* queue_ = nullptr;
    bool is_fifo_ = false;
};

void check_fifo(std::string_view what, std::string_view name_property, std::string_view fifo_property,
                std::initializer_list<std::string_view> fifo_settings, const TemplateResource& resource,
                const Value& properties, Report& report) {
    const Value* given = properties.find(fifo_property);
    const bool is_fifo = is_true(given);
    // Known to be a standard queue only if the setting is absent, or a plain no.
    const bool is_standard = !given || is_no_value(*given) || truth(given) == false;
    if (const auto name = text_of(properties.find(name_property)); name && (is_fifo || is_standard)) {
        const bool ends_in_fifo = name->ends_with(".fifo");
        if (is_fifo != ends_in_fifo)
            report.add({
                .rule = &rules::fifo_name_mismatch,
                .message = is_fifo ? fmt::format("FIFO {} `{}` is named `{}`, without `.fifo` at the end", what,
                                                 resource.logical_id, *name)
                                   : fmt::format("{} `{}` is named `{}`, but is not a FIFO {}", what,
                                                 resource.logical_id, *name, what),
                .primary = {place_of(resource, properties, name_property), {}},
                .fix = is_fifo ? fmt::format("name it `{}.fifo`", *name)
                               : "set `.fifo = true`, or remove `.fifo` from the name",
            });
    }
    if (!is_standard) return;
    for (const std::string_view one : fifo_settings) {
        const Value* setting = properties.find(one);
        // A plain `false` is the default anyway.
        if (!setting || setting->is_call() || truth(setting) == false) continue;
        report.add({
            .rule = &rules::fifo_setting_on_standard,
            .message = fmt::format("standard {} `{}` sets `{}`, which only FIFO {}s have", what, resource.logical_id,
                                   one, what),
            .primary = {place_of(resource, properties, one), {}},
            .fix = "set `.fifo = true`, or remove the setting",
        });
    }
}

void check_queue(const TemplateResource& queue, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(queue);
    const std::string subject = fmt::format("queue `{}`", queue.logical_id);
    const PropertyRange ranges[] = {
        {"VisibilityTimeout", 0, limits::queue_visibility_max, "s"},
        {"MessageRetentionPeriod", limits::queue_retention_min, limits::queue_retention_max, "s"},
        {"DelaySeconds", 0, limits::queue_delay_max, "s"},
        {"ReceiveMessageWaitTimeSeconds", 0, limits::queue_wait_max, "s"}};
    for (const PropertyRange& one : ranges)
        check_range(rules::queue_setting_out_of_range, one, properties.find(one.property), subject,
                    place_of(queue, properties, one.property), report);
    check_fifo("queue", "QueueName", "FifoQueue",
               {"ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"}, queue, properties, report);

    const Value* redrive = properties.find("RedrivePolicy");
    if (!redrive || !redrive->is_map()) return;
    const Value* receives = redrive->find("maxReceiveCount");
    check_range(rules::queue_setting_out_of_range, {"maxReceiveCount", 1, limits::queue_receives_max, ""}, receives,
                subject, place_of(receives, place_of(queue, properties, "RedrivePolicy")), report);
    const Value* target = redrive->find("deadLetterTargetArn");
    const TemplateResource* dead_letters = facts.names.resource(target_of_attribute(target, "Arn"), "AWS::SQS::Queue");
    if (!dead_letters) {
        // An ARN of something else; a name or URL is told elsewhere.
        const TemplateResource* other = facts.names.resource(target_of_arn(target));
        const bool is_of_other = other && (other->type == "AWS::SNS::Topic" || other->type == "AWS::Lambda::Function" ||
                                           other->type == "AWS::Kinesis::Stream");
        const auto literal = text_of(target);
        const bool is_other_arn = literal && literal->starts_with("arn:aws") &&
                                  std::count(literal->begin(), literal->end(), ':') >= 5 &&
                                  literal->find(":sqs:") == literal->npos && literal->find("${") == literal->npos;
        if (is_of_other || is_other_arn)
            report.add({
                .rule = &rules::dead_letters_to_no_queue,
                .message = fmt::format("queue `{}` gives what it can't deliver to `{}`, which is no queue",
                                       queue.logical_id, other ? other->logical_id : std::string(*literal)),
                .primary = {place_of(target, place_of(queue, properties, "RedrivePolicy")), {}},
                .fix = "name the ARN of a queue",
            });
        return;
    }
    const Value& other = facts.properties(*dead_letters);
    const Value* fifo = properties.find("FifoQueue");
    const Value* other_fifo = other.find("FifoQueue");
    if ((fifo && !truth(fifo)) || (other_fifo && !truth(other_fifo)) || is_true(fifo) == is_true(other_fifo)) return;
    report.add({
        .rule = &rules::dead_letter_kind_mismatch,
        .message = fmt::format("{} queue `{}` has the {} queue `{}` as its dead-letter queue",
                               is_true(fifo) ? "FIFO" : "standard", queue.logical_id,
                               is_true(fifo) ? "standard" : "FIFO", dead_letters->logical_id),
        .primary = {place_of(target, place_of(queue, properties, "RedrivePolicy")), {}},
        .related = {{dead_letters->place, is_true(fifo) ? "a standard queue" : "a FIFO queue"}},
        .fix = is_true(fifo) ? fmt::format("set `.fifo = true` on `{}` too", dead_letters->logical_id)
                             : fmt::format("name a standard queue, or make `{}` FIFO too", queue.logical_id),
    });
}

void check_topic(const TemplateResource& topic, const Facts& facts, Report& report) {
    check_fifo("topic", "TopicName", "FifoTopic", {"ContentBasedDeduplication", "FifoThroughputScope"}, topic,
               facts.properties(topic), report);
}

void check_schedule(const TemplateResource& rule, const Facts& facts, Report& report) {
    const Value& properties = facts.properties(rule);
    const auto expression = text_of(properties.find("ScheduleExpression"));
    // An event pattern may take its place.
    if (!expression || expression->empty()) return;
    ScheduleFault fault = fault_of_schedule(*expression);
    if (fault.what.empty()) return;
    report.add({
        .rule = &rules::invalid_schedule,
        .message = fmt::format("schedule `{}` {}", *expression, fault.what),
        .primary = {place_of(rule, properties, "ScheduleExpression"), {}},
        .fix = std::move(fault.fix),
    });
}

}  // namespace

void check_event_sources(const Facts& facts, Report& report) {
    for (const TemplateResource& resource : facts.tree.resources) {
        if (resource.type == "AWS::Lambda::EventSourceMapping")
            EventSourceCheck(resource, facts, report).run();
        else if (resource.type == "AWS::SQS::Queue")
            check_queue(resource, facts, report);
        else if (resource.type == "AWS::SNS::Topic")
            check_topic(resource, facts, report);
        else if (resource.type == "AWS::Events::Rule")
            check_schedule(resource, facts, report);
    }
}

}  // namespace bobgen
