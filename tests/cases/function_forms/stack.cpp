/// What else a function can be: a container image, one with a file system, one with a layer of the stack, one that
/// starts from a snapshot; and how it logs and is kept up to date.
#include <bob/aws/efs.h>
#include <bob/aws/lambda.h>
#include <bob/bob.h>

namespace function_forms {

using namespace bob::literals;
namespace efs = bob::aws::efs;
namespace lambda = bob::aws::lambda;

static constexpr bob::Parameter image{.name = "Image"};

static constexpr bob::Function resize{
    .name = "resize",
    .image = {.uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/"
                     "resize@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
              .command = {"resize", "--fast"},
              .entry_point = {"/usr/bin/env"},
              .working_directory = "/work"},
    .publish_version = true,
};
static constexpr bob::Function render{.name = "render", .image = {.uri = bob::ref(image)}, .memory = 2048_MB};

static const efs::FileSystem files{.name = "Files", .Encrypted = true};
static const efs::MountTarget mount{.name = "Mount",
                                    .FileSystemId = bob::ref(files),
                                    .SecurityGroups = {"sg-0123456789abcdef0"},
                                    .SubnetId = "subnet-0123456789abcdef0"};
static const efs::AccessPoint orders{.name = "Orders", .FileSystemId = bob::ref(files)};
static constexpr bob::Function archive{
    .name = "archive",
    .managed_policies = {"arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy"},
    .file_system = {.access_point = bob::attribute("Orders", "Arn"), .local_mount_path = "/mnt/orders"},
    .vpc = {.security_group_ids = {"sg-0123456789abcdef0"}, .subnet_ids = {"subnet-0123456789abcdef0"}},
};

static const lambda::LayerVersion fonts{
    .name = "Fonts", .CompatibleRuntimes = {"java21"}, .Content = {{.S3Bucket = "layers", .S3Key = "fonts-1.zip"}}};
static constexpr bob::Function print{
    .name = "print",
    .alias = {.name = "live"},
    .runtime = bob::Runtime::java21,
    .handler = "shop.Print::handle",
    .layers = {bob::ref("Fonts")},
    .snap_start = true,
    .logging = {.format = bob::LogFormat::json,
                .application_level = bob::ApplicationLogLevel::warn,
                .system_level = bob::SystemLogLevel::info,
                .group_class = bob::LogGroupClass::infrequent_access},
    .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
    .recursive_loop = bob::RecursiveLoop::allow,
    .runtime_management = {.update_on = bob::UpdateRuntimeOn::function_update},
};
static constexpr bob::Function fixed{
    .name = "fixed",
    .runtime_management = {.update_on = bob::UpdateRuntimeOn::manual,
                           .version_arn = "arn:aws:lambda:eu-central-1::runtime:"
                                          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
};

bob::Stack stack(const bob::Stage&) {
    return {.name = "shop",
            .description = "Forms of functions",
            .resources = {image, resize, render, files, mount, orders, archive, fonts, print, fixed}};
}

}  // namespace function_forms
