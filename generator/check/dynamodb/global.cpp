// What DynamoDB does not accept of `AWS::DynamoDB::GlobalTable`
// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html and
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html), and
// of vector indexes.
#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "bob/table.h"
#include "generator/analysis/resolve.h"
#include "generator/check/dynamodb/table.h"
#include "generator/rules/dynamodb.h"

namespace bobgen::dynamodb {

namespace {

class GlobalTableCheck {
public:
    GlobalTableCheck(const TemplateResource& resource, const Facts& facts, Report& report)
        : resource_(resource), properties_(facts.properties(resource)), facts_(facts), report_(report) {}

    void all() {
        if (!properties_.is_map()) return;
        const Value* consistency = properties_.find("MultiRegionConsistency");
        strong_ = consistency && text_of(consistency) == "STRONG";
        const bool known = !consistency || strong_ || text_of(consistency) == "EVENTUAL" || is_no_value(*consistency);
        witnesses_ = regions("GlobalTableWitnesses");
        replicas_ = regions("Replicas");
        check_repeated();
        check_regions_of_replicas();
        if (!known) return;
        if (strong_)
            check_strong();
        else
            check_eventual();
    }

private:
    struct Region {
        std::string name;  ///< as it is written; a reference is another text than any Region
        bool literal = false;
        Place place;
    };
    struct Regions {
        std::vector<Region> all;
        bool complete = true;
    };

    Place place(std::string_view name) const { return place_of(resource_, properties_, name); }
    bool lacks(std::string_view name) const {
        const Value* found = properties_.find(name);
        return !found || is_no_value(*found);
    }

    Regions regions(std::string_view name) const {
        Regions made;
        const Value* list = properties_.find(name);
        if (!list || is_no_value(*list)) return made;
        if (!list->is_list()) {
            made.complete = false;
            return made;
        }
        for (const Value& one : list->list()) {
            const Value* region = one.is_map() ? one.find("Region") : nullptr;
            made.complete &= region && !one.is_call();
            if (!region) continue;
            const auto text = text_of(region);
            made.all.push_back({text ? std::string(*text) : spelt_out(*region, facts_.names), text.has_value(),
                                region->place.or_else(one.place).or_else(place(name))});
        }
        return made;
    }

    void tell(std::string message, Place at, std::string fix, std::vector<Label> related = {}, std::string why = {}) {
        report_.add({.rule = &rules::global_table_not_accepted,
                     .message = fmt::format("global table `{}` {}", resource_.logical_id, message),
                     .primary = {at.or_else(resource_.place), {}},
                     .related = std::move(related),
                     .fix = std::move(fix),
                     .why = std::move(why)});
    }

    void check_repeated() {
        std::map<std::string, Place> before;
        for (const Regions* list : {&replicas_, &witnesses_})
            for (const Region& one : list->all) {
                if (one.name.find("${?}") != one.name.npos) continue;
                const auto [known, is_new] = before.emplace(one.name, one.place);
                if (!is_new)
                    tell(fmt::format("has `{}` twice", one.name), one.place, "name each Region once",
                         {{known->second, "first here"}}, "a Region has one replica, or the witness");
            }
    }

    /// The Region of an ARN that is written out, or has other parts that CloudFormation fills in.
    std::string region_of_arn(const Value& value) const {
        std::string text = spelt_out(value, facts_.names);
        if (!text.starts_with("arn:")) return {};
        constexpr int before_region = 3;
        for (int part = 0; part < before_region; ++part) {
            // `${AWS::Partition}` has colons, too.
            std::size_t end = 0;
            for (bool inside = false; end < text.size() && (inside || text[end] != ':'); ++end)
                inside = text[end] == '$' || (inside && text[end] != '}');
            if (end == text.size()) return {};
            text.erase(0, end + 1);
        }
        text.erase(std::min(text.find(':'), text.size()));
        return text.find('$') == text.npos ? text : std::string{};
    }

    /// What a replica uses is in the replica's Region.
    void check_regions_of_replicas() {
        const Value* list = properties_.find("Replicas");
        if (!list || !list->is_list()) return;
        static constexpr std::string_view key[] = {"SSESpecification", "KMSMasterKeyId"};
        static constexpr std::string_view stream[] = {"KinesisStreamSpecification", "StreamArn"};
        for (const Value& one : list->list()) {
            const auto region = one.is_map() ? text_of(one.find("Region")) : std::nullopt;
            if (!region) continue;
            for (const auto& [path, noun] : {std::pair{key, "key"}, std::pair{stream, "Kinesis stream"}}) {
                const Value* given = one.find({path[0], path[1]});
                const std::string its = given ? region_of_arn(*given) : std::string{};
                if (its.empty() || its == *region) continue;
                tell(fmt::format("has a replica in `{}` with a {} of `{}`", *region, noun, its),
                     given->place.or_else(one.place).or_else(place("Replicas")),
                     fmt::format("name a {} of `{}`", noun, *region), {},
                     fmt::format("a replica can only use a {} of its own Region", noun));
            }
        }
    }

    void check_eventual() {
        if (!witnesses_.all.empty())
            tell("has a witness, and no strong consistency", witnesses_.all.front().place,
                 "set `MultiRegionConsistency: STRONG`, or remove `GlobalTableWitnesses`");
        if (replicas_.all.size() < 2) return;
        const Value* stream = properties_.find("StreamSpecification");
        if (lacks("StreamSpecification"))
            return tell("has several replicas, and no stream", place("Replicas"),
                        "set `StreamSpecification` with `StreamViewType: NEW_AND_OLD_IMAGES`", {},
                        "DynamoDB copies items to other Regions by the table's stream, and CloudFormation wants it "
                        "said");
        const auto view = stream->is_map() ? text_of(stream->find("StreamViewType")) : std::nullopt;
        if (view && *view != "NEW_AND_OLD_IMAGES")
            tell(fmt::format("has several replicas, and a stream of `{}`", *view),
                 place_of(stream->find("StreamViewType"), place("StreamSpecification")), "write `NEW_AND_OLD_IMAGES`",
                 {}, "DynamoDB copies items to other Regions by that stream");
    }

    void check_strong() {
        for (const auto& [name, what] : {std::pair{"LocalSecondaryIndexes", "local indexes"},
                                         std::pair{"TimeToLiveSpecification", "a time to live"}}) {
            const Value* given = properties_.find(name);
            if (lacks(name) || (given->is_list() && given->list().empty())) continue;
            const Value* enabled = given->is_map() ? given->find("Enabled") : nullptr;
            if (enabled && !truth(enabled).value_or(false)) continue;
            tell(fmt::format("is strongly consistent, and has {}", what), place(name),
                 fmt::format("remove `{}`, or `MultiRegionConsistency`", name),
                 {{place("MultiRegionConsistency"), "strongly consistent"}});
        }
        if (!replicas_.complete || !witnesses_.complete) return;
        const std::size_t replicas = replicas_.all.size(), witnesses = witnesses_.all.size();
        if (!(replicas == 3 && witnesses == 0) && !(replicas == 2 && witnesses == 1))
            tell(fmt::format("is strongly consistent, and has {} replica{} and {} witness{}", replicas,
                             replicas == 1 ? "" : "s", witnesses, witnesses == 1 ? "" : "es"),
                 place("MultiRegionConsistency"), "use three replicas, or two and a witness",
                 {{place("Replicas"), "the replicas"}}, "strong consistency takes exactly three Regions");
        const Region* first = nullptr;
        int set = 0;
        for (const Regions* list : {&replicas_, &witnesses_})
            for (const Region& one : list->all) {
                if (!one.literal) continue;
                const int its_set = bob::names::strong_region_set(one.name);
                if (its_set == 0)
                    tell(fmt::format("is strongly consistent, which `{}` can't be", one.name), one.place,
                         "use Regions of one set: us-east-1, us-east-2, us-west-2; or eu-west-1, eu-west-2, eu-west-3, "
                         "eu-central-1; or ap-northeast-1, ap-northeast-2, ap-northeast-3");
                else if (first && its_set != set)
                    tell(fmt::format("is strongly consistent, and has `{}` and `{}`", first->name, one.name), one.place,
                         "use Regions of one set", {{first->place, "of another set"}},
                         "a strongly consistent table stays within the United States, Europe or Asia Pacific");
                if (its_set == 0 || first) continue;
                first = &one;
                set = its_set;
            }
    }

    const TemplateResource& resource_;
    const Value& properties_;
    const Facts& facts_;
    Report& report_;
    bool strong_ = false;
    Regions replicas_, witnesses_;
};

}  // namespace

void check_global_tables(const Facts& facts, Report& report) {
    for (const TemplateResource& one : facts.tree.resources)
        if (one.type == "AWS::DynamoDB::GlobalTable") GlobalTableCheck(one, facts, report).all();
}

void check_vectors(const Table& table, Report& report) {
    const auto tell = [&](std::string message, Place at, std::string fix, std::vector<Label> related = {}) {
        report.add({.rule = &rules::vector_index_not_accepted,
                    .message = std::move(message),
                    .primary = {at, {}},
                    .related = std::move(related),
                    .fix = std::move(fix)});
    };
    const Spot indexes = table.properties["VectorIndexes"];
    if (!indexes) return;
    const Text billing(table.properties["BillingMode"]);
    if (!indexes.elements().empty() && (billing.is("PROVISIONED") || !billing.present))
        tell(fmt::format("{} has a vector index, and provisioned capacity", table.title), indexes.place(),
             "set `BillingMode: PAY_PER_REQUEST`",
             {{billing.present ? billing.place : table.resource->place, "its capacity"}});
    struct Seen {
        std::int64_t dimensions;
        Place place;
    };
    std::map<std::string, Seen> by_attribute;
    for (const Spot index : indexes.elements()) {
        const Spot given = index["Dimensions"];
        const auto dimensions = given ? integer_in(*given.value) : std::nullopt;
        if (!dimensions) continue;
        if (*dimensions < 1 || *dimensions > bob::limits::vector_dimensions_max.value)
            tell(fmt::format("a vector index of {} has {} dimensions", table.title, *dimensions), given.place(),
                 "use 1 to 4096, as many as the vectors have");
        const Text attribute(index["VectorAttribute"]["AttributeName"]);
        if (!attribute.known) continue;
        const auto [before, is_new] = by_attribute.emplace(attribute.text, Seen{*dimensions, given.place()});
        if (!is_new && before->second.dimensions != *dimensions)
            tell(fmt::format("`{}` of {} has {} dimensions in one index and {} in another", attribute.text, table.title,
                             before->second.dimensions, *dimensions),
                 given.place(), "give both as many as the vectors have", {{before->second.place, "the other index"}});
    }
}

}  // namespace bobgen::dynamodb
