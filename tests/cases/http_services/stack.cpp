/// Routes of an HTTP API that services of AWS answer, beside a function's and without any.
#include <bob/aws/appconfig.h>
#include <bob/aws/events.h>
#include <bob/aws/iam.h>
#include <bob/aws/kinesis.h>
#include <bob/aws/stepfunctions.h>
#include <bob/bob.h>
#include <bob/http.h>

namespace http_services {

using bob::DELETE;
using bob::GET;
using bob::POST;

static constexpr bob::Queue mail{
    .name = "mail", .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/0c7a8a3e-0000-4000-8000-000000000000"};
static const bob::aws::events::EventBus shop{.name = "Shop", .Name = "shop"};
static const bob::aws::kinesis::Stream clicks{
    .name = "Clicks",
    .StreamEncryption = {{.EncryptionType = "KMS", .KeyId = "alias/aws/kinesis"}},
    .StreamModeDetails = {{.StreamMode = "ON_DEMAND"}}};
static const bob::aws::iam::Role runs_checks{
    .name = "RunsChecks",
    .AssumeRolePolicyDocument =
        bob::Object{
            {"Version", "2012-10-17"},
            {"Statement", bob::Array{bob::Object{{"Effect", "Allow"},
                                                 {"Action", "sts:AssumeRole"},
                                                 {"Principal", bob::Object{{"Service", "states.amazonaws.com"}}}}}}},
};
static const bob::aws::stepfunctions::StateMachine checks{
    .name = "Checks",
    .Definition = bob::Object{{"StartAt", "Done"}, {"States", bob::Object{{"Done", bob::Object{{"Type", "Succeed"}}}}}},
    .RoleArn = runs_checks,
};
static const bob::aws::stepfunctions::StateMachine quotes{
    .name = "Quotes",
    .Definition = bob::Object{{"StartAt", "Done"}, {"States", bob::Object{{"Done", bob::Object{{"Type", "Succeed"}}}}}},
    .RoleArn = runs_checks,
    .StateMachineType = "EXPRESS",
};
static const bob::aws::appconfig::Application settings{.name = "Settings", .Name = "settings"};
static const bob::aws::appconfig::Environment live{.name = "Live", .ApplicationId = bob::ref(settings), .Name = "live"};
static const bob::aws::appconfig::ConfigurationProfile prices{
    .name = "Prices", .ApplicationId = bob::ref(settings), .LocationUri = "hosted", .Name = "prices"};

static constexpr bob::Function list{.name = "list", .http_api = {{GET, "/orders", bob::iam}}};

static constexpr bob::HttpRoute send_mail{
    .name = "sendMail",
    .http_api = {.method = POST, .path = "/mails", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:SendMessage", mail>,
};
static constexpr bob::HttpIntegration ten{
    .request_parameters = {{"MaxNumberOfMessages", "10"}, {"WaitTimeSeconds", "$request.querystring.wait"}}};
static constexpr bob::HttpRoute read_mail{
    .name = "readMail",
    .http_api = {.method = GET, .path = "/mails", .authorizer = bob::iam, .integration = ten},
    .calls = bob::calls<"sqs:ReceiveMessage", mail>,
};
static constexpr bob::HttpIntegration receipt{
    .request_parameters = {{"ReceiptHandle", "$request.querystring.receipt"}}};
static constexpr bob::HttpRoute delete_mail{
    .name = "deleteMail",
    .http_api = {.method = DELETE, .path = "/mails", .authorizer = bob::iam, .integration = receipt},
    .calls = bob::calls<"sqs:DeleteMessage", mail>,
};
static constexpr bob::HttpRoute purge_mail{
    .name = "purgeMail",
    .http_api = {.method = DELETE, .path = "/mails/all", .authorizer = bob::iam},
    .calls = bob::calls<"sqs:PurgeQueue", mail>,
};
static constexpr bob::HttpIntegration as_event{
    .request_parameters = {{"Source", "shop"}, {"DetailType", "Order"}},
    .responses = {{.status_code = 200, .response_parameters = {{"overwrite:statuscode", "202"}}}},
};
static const bob::HttpRoute tell{
    .name = "tell",
    .http_api = {.method = POST, .path = "/events", .authorizer = bob::iam, .integration = as_event},
    .calls = bob::calls<"events:PutEvents", shop>,
};
static constexpr bob::HttpIntegration by_visitor{.request_parameters = {{"PartitionKey", "$context.identity.sourceIp"}},
                                                 .timeout = std::chrono::seconds(5)};
static const bob::HttpRoute click{
    .name = "click",
    .http_api = {.method = POST, .path = "/clicks", .authorizer = bob::iam, .integration = by_visitor},
    .calls = bob::calls<"kinesis:PutRecord", clicks>,
};
static const bob::HttpRoute check{
    .name = "check",
    .http_api = {.method = POST, .path = "/checks", .authorizer = bob::iam},
    .calls = bob::calls<"states:StartExecution", checks>,
};
static const bob::HttpRoute quote{
    .name = "quote",
    .http_api = {.method = POST, .path = "/quotes", .authorizer = bob::iam},
    .calls = bob::calls<"states:StartSyncExecution", quotes>,
};
static constexpr bob::HttpIntegration named{
    .request_parameters = {{"ExecutionArn", "$request.querystring.arn"}, {"Cause", "No longer wanted"}}};
static const bob::HttpRoute stop{
    .name = "stop",
    .http_api = {.method = DELETE, .path = "/checks", .authorizer = bob::iam, .integration = named},
    .calls = bob::calls<"states:StopExecution", checks>,
};
static const bob::HttpIntegration of_live{.request_parameters = {{"Environment", bob::ref(live)},
                                                                 {"Configuration", bob::ref(prices)},
                                                                 {"ClientId", "$context.requestId"}}};
static const bob::HttpRoute price{
    .name = "price",
    .http_api = {.method = GET, .path = "/prices", .authorizer = bob::iam, .integration = of_live},
    .calls = bob::calls<"appconfig:GetConfiguration", settings>,
};
static constexpr bob::HttpApi api{.cors = true};

bob::Stack stack(const bob::Stage& stage) {
    if (stage.is("alone"))
        return {.name = "orders", .description = "Mails without a function", .resources = {mail, api, send_mail}};
    return {.name = "orders",
            .description = "Orders by way of services",
            .resources = {mail,       shop,   clicks, runs_checks, checks,    quotes,    settings,
                          live,       prices, list,   api,         send_mail, read_mail, delete_mail,
                          purge_mail, tell,   click,  check,       quote,     stop,      price}};
}

}  // namespace http_services
