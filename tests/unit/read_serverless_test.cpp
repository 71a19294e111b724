#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>

#include "generator/analysis/resolve.h"
#include "generator/emit/json.h"
#include "generator/read/template.h"

namespace bobgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The environment in which a file is read.
struct World {
    std::map<std::string, std::string, std::less<>> files, environment;
    GivenParameters parameters;
    std::string stage;
    bool hidden = false;

    static std::optional<std::string> look_up(const std::map<std::string, std::string, std::less<>>& in,
                                              std::string_view name) {
        const auto found = in.find(name);
        return found == in.end() ? std::nullopt : std::optional(found->second);
    }
    static SideFile file(void* self, std::string_view path, std::string_view) {
        if (path.starts_with("./")) path.remove_prefix(2);
        if (path.starts_with("../")) return {SideFile::Kind::outside};
        auto text = look_up(static_cast<World*>(self)->files, path);
        return text ? SideFile{SideFile::Kind::read, *std::move(text)} : SideFile{SideFile::Kind::none};
    }
    static std::optional<std::string> variable(void* self, std::string_view name) {
        return look_up(static_cast<World*>(self)->environment, name);
    }
};

class Read {
public:
    explicit Read(std::string_view text, World world = {}) : world_(std::move(world)) {
        Surroundings around{world_.parameters, world_.stage, World::file, World::variable, &world_, {"NOTHING"}};
        for (const auto& [name, value] : world_.environment) around.environment_names.push_back(name);
        around.hide = world_.hidden;
        made_ = read_template(text, "serverless.yml", around, report_);
    }

    const Template& made() const { return *made_; }
    bool read() const { return made_.has_value(); }
    const TemplateResource* find(std::string_view id) const { return made_ ? made_->find(id) : nullptr; }
    /// A property as JSON; "-" when there is none.
    std::string property(std::string_view id, std::initializer_list<std::string_view> path) const {
        const TemplateResource* resource = find(id);
        const Value* found = resource ? resource->properties.find(path) : nullptr;
        return found ? to_json(*found, JsonStyle::compact) : "-";
    }
    /// "rule file:line", in the order found.
    std::vector<std::string> findings() const {
        std::vector<std::string> made;
        for (const Diagnostic& one : report_.diagnostics())
            made.push_back(std::string(one.rule->id) + " " + one.primary.place.file + ":" +
                           std::to_string(one.primary.place.line));
        return made;
    }
    const std::vector<Diagnostic>& all() const { return report_.diagnostics(); }

private:
    World world_;
    Report report_;
    std::optional<Template> made_;
};

/// A service with this custom section, and with the string as its queue's name.
std::string service(std::string_view custom, std::string_view name) {
    return "service: shop\nprovider: {name: aws, runtime: nodejs22.x}\ncustom:\n" + std::string(custom) +
           "\nresources:\n  Resources:\n    Queue:\n      Type: AWS::SQS::Queue\n      Properties:\n        "
           "QueueName: " +
           std::string(name) + "\n";
}

std::string queue_name(std::string_view custom, std::string_view name, World world = {}) {
    const Read read(service(custom, name), std::move(world));
    EXPECT_THAT(read.findings(), IsEmpty()) << custom << "\n" << name;
    return read.property("Queue", {"QueueName"});
}

TEST(ServerlessVariables, come_from_the_file) {
    EXPECT_EQ(queue_name("  a: orders", "${self:custom.a}"), R"("orders")");
    EXPECT_EQ(queue_name("  a: {b: {c: [x, y]}}", "${self:custom.a.b.c.1}"), R"("y")");
    EXPECT_EQ(queue_name("  a: orders", "${self:service}-${self:custom.a}-x"), R"("shop-orders-x")");
    EXPECT_EQ(queue_name("  a: {dev: d, prod: p}", "${self:custom.a.${sls:stage}}", {.stage = "prod"}), R"("p")");
    EXPECT_EQ(queue_name("  a: ${self:custom.b}\n  b: {c: deep}", "${self:custom.a.c}"), R"("deep")");
    EXPECT_EQ(queue_name("  key: a\n  a: x", "${self:custom.${self:custom.key}}"), R"("x")");
    EXPECT_EQ(queue_name("  a: x", "\"${self:custom.a , 'b'}\""), R"("x")");
}

TEST(ServerlessVariables, keep_their_kind_when_they_stand_alone) {
    EXPECT_EQ(queue_name("  a: 5", "${self:custom.a}"), "5");
    EXPECT_EQ(queue_name("  a: true", "${self:custom.a}"), "true");
    EXPECT_EQ(queue_name("  a: 5", "x${self:custom.a}"), R"("x5")");
    EXPECT_EQ(queue_name("  a: {b: [1, '${self:custom.c}']}\n  c: z", "${self:custom.a}"), R"({"b":[1,"z"]})");
    EXPECT_EQ(queue_name("  a: !Ref Queue", "${self:custom.a}"), R"({"Ref":"Queue"})");
}

TEST(ServerlessVariables, fall_back_behind_commas) {
    EXPECT_EQ(queue_name("  a: x", "\"${opt:b, self:custom.b, self:custom.a, 'c'}\""), R"("x")");
    EXPECT_EQ(queue_name("  a: x", "\"${opt:b, 'c d, e'}\""), R"("c d, e")");
    EXPECT_EQ(queue_name("  a: x", "'${opt:b, \"c\"}'"), R"("c")");
    EXPECT_EQ(queue_name("  a: x", "\"${opt:b, ''}\""), R"("")");
    EXPECT_EQ(queue_name("  a: x", "'${opt:b, 12}'"), "12");
    EXPECT_EQ(queue_name("  a: x", "'${opt:b, 1.5}'"), "1.5");
    EXPECT_EQ(queue_name("  a: x", "'${opt:b, false}'"), "false");
    EXPECT_EQ(queue_name("  a: ", "\"${self:custom.a, 'null'}\""), R"("null")") << "null is no value";
    EXPECT_EQ(queue_name("  a: x", "\"${self:custom.${opt:b, 'a'}, 'c'}\""), R"("x")");
}

TEST(ServerlessVariables, come_from_the_command_line_and_the_environment) {
    const World world{.files = {},
                      .environment = {{"QUEUE", "mail"}, {"NESTED", "${self:custom.a}"}},
                      .parameters = {{"size", "7"}},
                      .stage = "qa"};
    EXPECT_EQ(queue_name("  a: x", "${env:QUEUE}", world), R"("mail")");
    EXPECT_EQ(queue_name("  a: x", "\"${env:OTHER, 'else'}\"", world), R"("{{resolve:serverless:env:OTHER, 'else'}}")")
        << "open, whether it is set or not";
    EXPECT_EQ(queue_name("  a: x", "${env:NESTED}", world), R"("x")");
    EXPECT_EQ(queue_name("  a: x", "${param:size}", world), R"("7")");
    EXPECT_EQ(queue_name("  a: x", "${opt:stage}", world), R"("qa")");
    EXPECT_EQ(queue_name("  a: x", "${sls:stage}", world), R"("qa")");
    EXPECT_EQ(queue_name("  a: x", "${sls:stage}"), R"("dev")");
    EXPECT_EQ(queue_name("  a: x", "${aws:region}"), R"("us-east-1")");
}

TEST(ServerlessVariables, of_the_environment_read_as_written_where_they_are_hidden) {
    World world{.files = {{"for-qa.yml", "name: found"}},
                .environment = {{"QUEUE", "mail"}, {"STAGE", "qa"}, {"YES", "true"}},
                .parameters = {},
                .stage = "",
                .hidden = true};
    const auto name = [&](std::string_view text) { return queue_name("  a: ${env:QUEUE}\n  qa: x", text, world); };
    EXPECT_EQ(name("${env:QUEUE}"), R"("${env:QUEUE}")");
    EXPECT_EQ(name("a-${self:custom.a}"), R"("a-${env:QUEUE}")");
    EXPECT_EQ(name("${strToBool(${env:YES})}"), R"("${strToBool(${env:YES})}")");
    EXPECT_EQ(name("${self:custom.${env:STAGE}}"), R"("x")") << "it still chooses";
    EXPECT_EQ(name("${file(./for-${env:STAGE}.yml):name}"), R"("found")");
    const Read lost(service("  a: x", "${self:custom.${env:QUEUE}}"), world);
    ASSERT_THAT(lost.findings(), ElementsAre("variable-without-value serverless.yml:10"));
    EXPECT_THAT(lost.all().front().primary.text, HasSubstr("${env:QUEUE}"));
    world.files = {{"for-qa.yml", "name: ${self:nothing}"}};
    EXPECT_THAT(Read(service("  a: x", "${file(./for-${env:STAGE}.yml):name}"), world).findings(),
                ElementsAre("variable-without-value for-${env:STAGE}.yml:1"));
}

TEST(ServerlessVariables, of_files_outside_are_told_once_and_stay_unknown) {
    const Read read(service("  a: ${file(../b.yml):x}\n  b: ${file(../b.yml)}", "'${file(../b.yml):x, \"y\"}'"));
    EXPECT_THAT(read.findings(), ElementsAre("file-not-read serverless.yml:4"));
    EXPECT_THAT(read.property("Queue", {"QueueName"}), HasSubstr("{{resolve:serverless:"));
}

TEST(ServerlessVariables, of_parameters_are_those_of_the_stage_and_then_the_default) {
    const std::string text =
        "service: shop\nprovider: {name: aws}\nparams:\n  default: {a: 1, b: 2}\n  prod: {a: 10, c: '${ssm:/x}'}\n"
        "  dev: {broken: '${self:nothing}'}\nresources:\n  Resources:\n    Queue:\n      Type: AWS::SQS::Queue\n"
        "      Properties: {QueueName: '${param:a}-${param:b}-${param:d, \"4\"}'}\n";
    const Read prod(text, {.stage = "prod"});
    EXPECT_THAT(prod.findings(), IsEmpty()) << "other stages are not looked at";
    EXPECT_EQ(prod.property("Queue", {"QueueName"}), R"("10-2-4")");
    const Read given(text, {.parameters = {{"a", "99"}}, .stage = "prod"});
    EXPECT_EQ(given.property("Queue", {"QueueName"}), R"("99-2-4")");
    const Read newer(
        "service: shop\nprovider: {name: aws}\nstages: {default: {params: {a: one}}}\n"
        "resources: {Resources: {Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: '${param:a}'}}}}");
    EXPECT_EQ(newer.property("Queue", {"QueueName"}), R"("one")") << "version 4";
}

TEST(ServerlessVariables, come_from_side_files) {
    const World world{.files = {{"a.yml", "x: {y: [one, '${self:custom.b}']}\ndev: devs"},
                                {"b.json", R"({"x": {"y": 5}})"},
                                {"c.txt", "plain ${self:custom.b}"},
                                {"dev.yml", "name: for-dev"}},
                      .environment = {},
                      .parameters = {},
                      .stage = ""};
    EXPECT_EQ(queue_name("  b: two", "${file(./a.yml):x.y.1}", world), R"("two")");
    EXPECT_EQ(queue_name("  b: two", "${file(a.yml):${sls:stage}}", world), R"("devs")");
    EXPECT_EQ(queue_name("  b: two", "${file(./b.json):x.y}", world), "5");
    EXPECT_EQ(queue_name("  b: two", "${file(./c.txt)}", world), R"("plain two")");
    EXPECT_EQ(queue_name("  b: two", "${file(./${sls:stage}.yml):name}", world), R"("for-dev")");
    EXPECT_EQ(queue_name("  b: two", "\"${file(./none.yml):name, 'else'}\"", world), R"("else")");
    EXPECT_EQ(queue_name("  b: ${file(./a.yml)}", "${self:custom.b.x.y.0}",
                         {.files = {{"a.yml", "x: {y: [one]}"}}, .environment = {}, .parameters = {}, .stage = ""}),
              R"("one")");
    EXPECT_EQ(queue_name("  b: two", "'${strToBool(TRUE)}'"), "true");
    EXPECT_EQ(queue_name("  b: '0'", "${strToBool(${self:custom.b})}"), "false");
}

TEST(ServerlessVariables, of_side_files_have_their_places) {
    const Read read(
        "service: shop\nprovider: {name: aws}\nresources:\n  Resources:\n    Queue: ${file(./parts/queue.yml)}\n",
        {.files = {{"parts/queue.yml", "Type: AWS::SQS::Queue\nProperties:\n  QueueName: ${self:nothing}\n"}},
         .environment = {},
         .parameters = {},
         .stage = ""});
    EXPECT_THAT(read.findings(), ElementsAre("variable-without-value parts/queue.yml:3"));
}

TEST(ServerlessVariables, that_only_an_account_knows_stay_unknown_and_are_no_fault) {
    for (std::string_view one :
         {"${ssm:/a/b}", "${ssm(eu-west-1, raw):/a}", "${s3:bucket/key}", "${cf:stack.Output}", "${cf(us-east-1):a.b}",
          "${aws:accountId}", "${git:sha1}", "${file(./x.js):a.b}", "${file(./x.ts)}", "${sls:instanceId}",
          "x-${ssm:/a}-y", "${ssm:/a, 'fallback'}", "${self:custom.${ssm:/a}}", "${terraform:x.y}", "${vault:a.b}",
          "${self:custom.a.b.c}"}) {
        const Read read(service("  a: ${ssm:/map}", "\"" + std::string(one) + "\""),
                        {.files = {{"x.js", ""}, {"x.ts", ""}}, .environment = {}, .parameters = {}, .stage = ""});
        EXPECT_THAT(read.findings(), IsEmpty()) << one;
        ASSERT_NE(read.find("Queue"), nullptr);
        EXPECT_TRUE(is_unknown(*read.find("Queue")->properties.find("QueueName"))) << one;
    }
}

TEST(ServerlessVariables, of_a_plugin_stay_unknown) {
    const Read read("service: shop\nprovider: {name: aws}\nplugins: [serverless-own]\ncustom: {a: '${own:x}'}\n");
    EXPECT_THAT(read.findings(), IsEmpty());
}

TEST(ServerlessVariables, are_none_of_CloudFormations) {
    EXPECT_EQ(queue_name("  a: x", "!Sub ${AWS::Region}-${Queue.Arn}-${self:custom.a}"),
              R"({"Fn::Sub":"${AWS::Region}-${Queue.Arn}-x"})");
    EXPECT_EQ(queue_name("  a: x", "'${queue.Arn} ${} $ {self:custom.a} $self:x ${a} ${'"),
              R"("${queue.Arn} ${} $ {self:custom.a} $self:x ${a} ${")");
    EXPECT_EQ(queue_name("  a: x", R"('\${self:custom.a} \\${self:custom.a} a\b')"), R"("${self:custom.a} \\x a\\b")");
    EXPECT_EQ(queue_name("  a: x", "!Sub 'a-$${self:custom.a}'"), R"({"Fn::Sub":"a-$x"})");
}

TEST(ServerlessVariables, without_a_value_are_found_with_the_nearest_name) {
    struct Case {
        std::string_view variable, fix;
    };
    for (const Case& one : {Case{"${self:custom.tabel}", "did you mean `table`?"},
                            {"${self:custum.table}", "did you mean `custom`?"},
                            {"${env:NOTHING}", "set it, or add a fallback: `${env:NOTHING, '...'}`"},
                            {"${opt:stage}", "pass `--stage`, or add a fallback: `${opt:stage, 'dev'}`"},
                            {"${param:szie}", "did you mean `size`?"},
                            {"${file(./nothing.yml)}", "give the path of a file relative to the folder of this one"},
                            {"x-${self:custom.tabel}", "did you mean `table`?"}}) {
        const Read read("params: {default: {size: 1}}\n" + service("  table: x", std::string(one.variable)));
        EXPECT_THAT(read.findings(), ElementsAre("variable-without-value serverless.yml:11")) << one.variable;
        ASSERT_FALSE(read.all().empty());
        EXPECT_EQ(read.all().front().fix, one.fix) << one.variable;
        EXPECT_TRUE(is_unknown(*read.find("Queue")->properties.find("QueueName")));
    }
}

TEST(ServerlessVariables, of_unknown_sources_are_found) {
    const Read read(service("  a: x", "${slef:custom.a}"));
    ASSERT_THAT(read.findings(), ElementsAre("unknown-variable-source serverless.yml:10"));
    EXPECT_EQ(read.all().front().fix, "did you mean `self`?");
    const Read policy(service("  a: x", "'${aws:username}'"));
    ASSERT_THAT(policy.findings(), ElementsAre("unknown-variable-source serverless.yml:10"));
    EXPECT_THAT(policy.all().front().fix, HasSubstr("\\${aws:username}"));
}

TEST(ServerlessVariables, that_are_written_wrong_are_found) {
    for (std::string_view one : {"${self:custom.a", "${opt:b, c}", "${opt:b, ${self:custom.a}}", "${opt:b,}",
                                 "${opt:b, 'c'", "${opt:b, 'c' d}", "${file(./a.yml}", "${self:custom.${x}}",
                                 "${opt:b, 'c', opt:d}", "${file(a.yml)x}", "${opt:b, \"c}"}) {
        const Read read(service("  a: x", "|-\n          " + std::string(one)));
        EXPECT_THAT(read.findings(), ElementsAre("invalid-variable serverless.yml:10")) << one;
    }
}

TEST(ServerlessVariables, that_need_themselves_are_found_once) {
    EXPECT_THAT(Read(service("  a: ${self:custom.a}", "x")).findings(), ElementsAre("variable-cycle serverless.yml:4"));
    EXPECT_THAT(Read(service("  a: ${self:custom.b}\n  b: '${self:custom.c}'\n  c: x${self:custom.a}", "x")).findings(),
                ElementsAre("variable-cycle serverless.yml:4"));
    EXPECT_THAT(Read(service("  a: ${self:custom}", "x")).findings(), ElementsAre("variable-cycle serverless.yml:4"));
    EXPECT_THAT(Read(service("  a: ${self:}", "x")).findings(), ElementsAre("variable-cycle serverless.yml:4"));
    EXPECT_THAT(Read(service("  a: {b: '${self:custom.a.b}'}", "x")).findings(),
                ElementsAre("variable-cycle serverless.yml:4"));
    EXPECT_THAT(Read("service: s\nprovider: {name: aws, stage: '${sls:stage}'}").findings(),
                ElementsAre("variable-cycle serverless.yml:2"));
    const World mirrors{.files = {{"a.yml", "x: ${file(b.yml):x}"}, {"b.yml", "x: ${file(a.yml):x}"}},
                        .environment = {},
                        .parameters = {},
                        .stage = ""};
    EXPECT_THAT(Read(service("  a: ${file(a.yml):x}", "x"), mirrors).findings(), ElementsAre("variable-cycle a.yml:1"));
}

/// Reads within a time limit that no machine, however busy and with whatever sanitizer, exceeds: time that grows with a
/// power of the text would be far longer. bench/ measures the speed itself.
std::vector<std::string> without_a_hang(const std::string& text, World world = {}) {
    const auto begin = std::chrono::steady_clock::now();
    const Read read(text, std::move(world));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(1));
    return read.findings();
}

TEST(ServerlessVariables, that_grow_without_end_are_stopped) {
    std::string doubling, lists, chain;
    for (int i = 0; i < 60; ++i) {
        const std::string next = "${self:custom.a" + std::to_string(i + 1) + "}";
        doubling += "  a" + std::to_string(i) + ": '" + next + next + "'\n";
        lists += "  a" + std::to_string(i) + ": ['" + next + "', '" + next + "']\n";
    }
    for (int i = 0; i < 20'000; ++i)
        chain += "  a" + std::to_string(i) + ": ${self:custom.a" + std::to_string(i + 1) + "}\n";
    EXPECT_THAT(without_a_hang(service(doubling + "  a60: xxxxxxxxxxxxxxxx", "x")),
                ::testing::Contains(HasSubstr("variables-too-large")));
    EXPECT_THAT(without_a_hang(service(lists + "  a60: x", "x")),
                ::testing::Contains(HasSubstr("variables-too-large")));
    EXPECT_THAT(without_a_hang(service(chain + "  a20000: x", "x")),
                ::testing::Contains(HasSubstr("variables-too-large")));
    EXPECT_THAT(without_a_hang(service("  a: ${env:A}", "x"),
                               {.files = {}, .environment = {{"A", "x${env:A}"}}, .parameters = {}, .stage = ""}),
                ::testing::Contains(HasSubstr("variables-too-large")));
    std::string nested = "x";
    for (int i = 0; i < 300; ++i) nested = "{b: " + nested + "}";
    std::string towers = "  a0: " + nested + "\n";
    for (int i = 1; i < 100; ++i) {
        std::string tower = "'${self:custom.a" + std::to_string(i - 1) + "}'";
        for (int j = 0; j < 100; ++j) tower = "{c: " + tower + "}";
        towers += "  a" + std::to_string(i) + ": " + tower + "\n";
    }
    EXPECT_THAT(without_a_hang(service(towers, "${self:custom.a99}")),
                ::testing::Contains(HasSubstr("variables-too-large")));
}

TEST(ServerlessVariables, of_hostile_texts_take_linear_time) {
    const auto repeated = [](std::string_view text, int times) {
        std::string made;
        for (int i = 0; i < times; ++i) made += text;
        return made;
    };
    for (const std::string& one :
         {repeated("${", 500'000), repeated("${self:", 10'000), repeated("${self:custom.a}", 50'000),
          repeated("\\", 1'000'000) + "${self:custom.a}", repeated("${a", 300'000),
          "${self:" + repeated("a.", 300'000) + "}", "${opt:x" + repeated(", opt:x", 100'000) + "}",
          "${self:custom.a, " + repeated("a ", 300'000), "${file(" + repeated("a,", 200'000) + ")}",
          "${" + repeated("a", 1'000'000), repeated("$", 1'000'000)})
        without_a_hang(service("  a: x", "'" + one + "'"));
}

TEST(Serverless, functions_become_what_the_framework_makes_of_them) {
    const Read read(
        "service: shop\nprovider: {name: aws, runtime: python3.13, stage: qa, versionFunctions: false}\nfunctions:\n"
        "  get-user: {handler: index.get}\n  set_user: {handler: index.set, memorySize: 512, name: own, url: true}\n");
    EXPECT_THAT(read.findings(), IsEmpty());
    std::vector<std::string> ids;
    for (const TemplateResource& one : read.made().resources) ids.push_back(one.logical_id);
    EXPECT_THAT(ids,
                ElementsAre("ServerlessDeploymentBucket", "ServerlessDeploymentBucketPolicy", "GetDashuserLogGroup",
                            "SetUnderscoreuserLogGroup", "IamRoleLambdaExecution", "GetDashuserLambdaFunction",
                            "SetUnderscoreuserLambdaFunction", "SetUnderscoreuserLambdaFunctionUrl",
                            "SetUnderscoreuserLambdaPermissionFnUrl", "SetUnderscoreuserLambdaPermissionFn"));
    EXPECT_EQ(read.property("GetDashuserLambdaFunction", {"FunctionName"}), R"("shop-qa-get-user")");
    EXPECT_EQ(read.property("GetDashuserLambdaFunction", {"MemorySize"}), "1024");
    EXPECT_EQ(read.property("GetDashuserLambdaFunction", {"Timeout"}), "6");
    EXPECT_EQ(read.property("GetDashuserLambdaFunction", {"Runtime"}), R"("python3.13")");
    EXPECT_EQ(read.property("SetUnderscoreuserLambdaFunction", {"FunctionName"}), R"("own")");
    EXPECT_EQ(read.find("GetDashuserLambdaFunction")->place, Place("serverless.yml", 4, 3));
}

TEST(Serverless, layers_become_versions_of_them) {
    const Read read(
        "service: shop\nprovider: {name: aws}\nlayers:\n  shared: {path: layer, retain: true, "
        "allowedAccounts: ['*']}\n");
    EXPECT_THAT(read.findings(), IsEmpty());
    EXPECT_EQ(read.property("SharedLambdaLayer", {"LayerName"}), R"("shared")");
    EXPECT_EQ(read.find("SharedLambdaLayer")->deletion_policy, "Retain");
    EXPECT_EQ(read.property("SharedWildLambdaLayerPermission", {"Principal"}), R"("*")");
}

TEST(Serverless, older_words_of_the_role_are_read) {
    const Read read(
        "service: shop\nprovider:\n  name: aws\n  iamRoleStatements:\n    - {Effect: Allow, Action: 's3:*', "
        "Resource: '*'}\n  iamManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']\n"
        "functions: {a: {handler: a.b}}\n");
    EXPECT_THAT(read.property("IamRoleLambdaExecution", {"Policies"}), HasSubstr(R"("Action":"s3:*")"));
    EXPECT_EQ(read.property("IamRoleLambdaExecution", {"ManagedPolicyArns"}),
              R"(["arn:aws:iam::aws:policy/ReadOnlyAccess"])");
}

TEST(Serverless, words_that_it_does_not_know_are_found) {
    const Read read(
        "service: shop\nprovider: {name: aws, runtim: nodejs22.x}\nfunction: {}\nfunctions:\n  a:\n"
        "    handler: a.b\n    memory: 5\n    timeout: soon\n    events:\n      - htpp: GET /\n"
        "      - sqs: {arn: 'arn:aws:sqs:us-east-1:123456789012:a', batchsize: 5}\n      - x\n      - websocket: "
        "$connect\n");
    EXPECT_THAT(
        read.findings(),
        ElementsAre("unknown-serverless-property serverless.yml:3", "unknown-serverless-property serverless.yml:2",
                    "unknown-serverless-property serverless.yml:7", "wrong-serverless-value serverless.yml:8",
                    "unknown-serverless-property serverless.yml:10", "unknown-serverless-property serverless.yml:11",
                    "wrong-serverless-value serverless.yml:12"));
    EXPECT_EQ(read.all()[1].fix, "did you mean `runtime`?");
    EXPECT_EQ(read.all()[4].fix, "did you mean `http`?");
    EXPECT_THAT(Read("service: shop\nconfigValidationMode: off\nprovider: {name: aws, own: 1}").findings(), IsEmpty());
    EXPECT_THAT(Read("service: shop\nplugins: [own]\nprovider: {name: aws, own: 1}").findings(), IsEmpty());
}

TEST(Serverless, a_function_needs_a_handler_or_an_image) {
    EXPECT_THAT(Read("service: s\nprovider: {name: aws}\nfunctions:\n  a: {runtime: nodejs22.x}").findings(),
                ElementsAre("function-without-handler serverless.yml:4"));
    EXPECT_THAT(Read("service: s\nprovider: {name: aws}\nfunctions:\n  a: {handler: x.y, image: z}").findings(),
                ElementsAre("function-without-handler serverless.yml:4"));
}

TEST(Serverless, events_that_lack_something_are_found) {
    for (std::string_view one :
         {"http: {path: /a}", "http: {method: GET}", "http: GET", "httpApi: {path: /a}", "httpApi: GET",
          "sqs: {batchSize: 5}", "stream: {type: dynamodb}", "stream: {arn: !GetAtt T.StreamArn}", "sns: {arn: !Ref T}",
          "sns: {displayName: x}", "s3: {event: x}", "schedule: {enabled: true}", "eventBridge: {name: x}",
          "cognitoUserPool: {pool: x}", "cloudwatchLog: {filter: x}"}) {
        const Read read("service: s\nprovider: {name: aws}\nfunctions:\n  a:\n    handler: x.y\n    events:\n      - " +
                        std::string(one) + "\n");
        EXPECT_THAT(read.findings(), ElementsAre("incomplete-serverless-event serverless.yml:7")) << one;
    }
}

TEST(Serverless, names_that_are_not_there_are_found) {
    const std::string head =
        "service: s\nprovider: {name: aws, httpApi: {authorizers: {signedIn: {identitySource: a, "
        "issuerUrl: b, audience: c}}}}\nfunctions:\n  judge: {handler: x.y}\n  a:\n    handler: x.y\n"
        "    events:\n      - ";
    const Read authorizer(head + "httpApi: {path: /a, method: GET, authorizer: singedIn}\n");
    ASSERT_THAT(authorizer.findings(), ElementsAre("unknown-serverless-name serverless.yml:8"));
    EXPECT_EQ(authorizer.all().front().fix, "did you mean `signedIn`?");
    const Read function(head + "http: {path: /a, method: GET, authorizer: jugde}\n");
    ASSERT_THAT(function.findings(), ElementsAre("unknown-serverless-name serverless.yml:8"));
    EXPECT_EQ(function.all().front().fix, "did you mean `judge`?");
    const Read extension(
        "service: s\nprovider: {name: aws}\nfunctions: {a: {handler: x.y}}\nresources:\n  extensions:\n"
        "    ALambdaFunctoin: {Properties: {Description: x}}\n");
    ASSERT_THAT(extension.findings(), ElementsAre("unknown-serverless-name serverless.yml:6"));
    EXPECT_EQ(extension.all().front().fix, "did you mean `ALambdaFunction`?");
}

/// Whatever is where, nothing crashes, and errors are reported.
TEST(Serverless, wrong_shapes_everywhere_are_survived) {
    const std::vector<std::string> values{"5",           "text",   "true",      "[1, [2]]",      "{a: {b: c}}", "null",
                                          "!Ref A",      "[]",     "{}",        "!Sub 'x'",      "'${ssm:/x}'", "1.5",
                                          "!GetAtt A.B", "[null]", "{a: null}", "!If [A, B, C]", "''"};
    for (const std::string& value : values) {
        for (std::string_view top : {"service", "provider", "functions", "resources", "layers", "package", "custom",
                                     "params", "plugins", "stages"})
            without_a_hang("service: s\nprovider: {name: aws}\n" + std::string(top) + ": " + value + "\n");
        for (std::string_view word :
             {"iam", "httpApi", "apiGateway", "vpc", "environment", "tags", "deploymentBucket", "logs", "tracing",
              "ecr", "s3", "layers", "kinesis", "endpointType", "role", "stage", "region"})
            without_a_hang(
                "service: s\nprovider: {name: aws, " + std::string(word) + ": " + value +
                "}\nfunctions: {a: {handler: b.c, events: [{http: GET /}, {httpApi: GET /}, {s3: bucket}]}}\n");
        for (std::string_view word : {"handler",
                                      "image",
                                      "events",
                                      "environment",
                                      "tags",
                                      "vpc",
                                      "url",
                                      "destinations",
                                      "layers",
                                      "role",
                                      "dependsOn",
                                      "condition",
                                      "package",
                                      "logs",
                                      "fileSystemConfig",
                                      "name",
                                      "onError",
                                      "provisionedConcurrency",
                                      "durableConfig",
                                      "runtimeManagement",
                                      "httpApi"})
            without_a_hang("service: s\nprovider: {name: aws}\nfunctions:\n  a: {" + std::string(word) + ": " + value +
                           "}\n");
        for (std::string_view event : {"http", "httpApi", "stream", "sqs", "sns", "s3", "schedule", "eventBridge",
                                       "cognitoUserPool", "cloudwatchLog", "cloudwatchEvent", "alb"}) {
            const std::string head = "service: s\nprovider: {name: aws}\nfunctions:\n  a: {handler: b.c, events: [{";
            without_a_hang(head + std::string(event) + ": " + value + "}]}\n");
            for (std::string_view word :
                 {"path",          "method",         "authorizer", "cors",     "arn",      "type",
                  "destinations",  "filterPatterns", "bucket",     "rules",    "rate",     "input",
                  "eventBus",      "pattern",        "pool",       "trigger",  "logGroup", "topicName",
                  "redrivePolicy", "request",        "response",   "consumer", "event",    "inputTransformer"})
                Read(head + std::string(event) +
                     ": {path: /a, method: GET, arn: 'arn:aws:sqs:a:b:c', pool: p, trigger: "
                     "PreSignUp, bucket: b, rate: r, pattern: {a: [b]}, " +
                     std::string(word) + ": " + value + "}}]}\n");
        }
    }
}

TEST(Serverless, reading_many_functions_takes_linear_time) {
    std::string text = "service: s\nprovider: {name: aws}\nfunctions:\n";
    for (int i = 0; i < 5'000; ++i) {
        const std::string n = std::to_string(i);
        text += "  f" + n + ":\n    handler: a.b\n    events:\n      - http: {path: /a" + n +
                "/b, method: get, cors: true}\n      - httpApi: GET /a" + n + "\n      - sqs: {arn: !GetAtt Q" + n +
                ".Arn}\n";
    }
    without_a_hang(text);
}

}  // namespace
}  // namespace bobgen
