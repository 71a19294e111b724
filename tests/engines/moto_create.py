"""Creates one template as a CloudFormation stack in moto, in this process, and looks whether its resources are there.

Usage: moto_create.py TEMPLATE < INPUT
INPUT is JSON: `parameters` (name to text), `code` (S3Bucket and S3Key of each function's archive) and `resources` (id and
type of each resource whose condition holds). The last line printed sums up; a line before it names the resource types
that moto can't create.
"""

import io
import json
import os
import sys
import zipfile

os.environ.update(
    AWS_ACCESS_KEY_ID="dummy",
    AWS_SECRET_ACCESS_KEY="dummy",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
)

import boto3  # noqa: E402  the settings above must come first
from moto import mock_aws  # noqa: E402
from moto.cloudformation import parsing  # noqa: E402


# The names of those that were made.
STAND_INS = set()


def stand_in(type_name):
    """A resource of a type that moto can't create, for others to refer to. It exists, and has every attribute."""

    class StandIn:
        def __init__(self, name):
            self.name = name
            STAND_INS.add(name)

        @property
        def physical_resource_id(self):
            return self.name

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return type_name

        @classmethod
        def has_cfn_attr(cls, attr):
            return True

        def is_created(self):
            return True

        def get_cfn_attribute(self, attribute):
            return f"arn:aws:moto:us-east-1:123456789012:{self.name}/{attribute}"

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            return cls(resource_name)

    return StandIn


def replace_missing(types):
    """Gives moto a stand-in for each of the types that it lacks, and returns those."""
    missing = sorted(set(types) - set(parsing.get_model_map()))
    for name in missing:
        parsing.get_model_map()[name] = stand_in(name)
        parsing.get_name_type_map()[name] = ""
    return missing


def skip_what_needs_stand_ins():
    """moto looks for the stream of an event source mapping and the function of a permission. Where that is a stand-in, as a
    global table and an alias are, so are these. Returns the ids of those."""
    skipped = []

    def tolerate(type_name, source):
        model = parsing.get_model_map()[type_name]
        create = model.create_from_cloudformation_json

        def tolerant(resource_name, cloudformation_json, account_id, region_name, **kwargs):
            wanted = str(cloudformation_json["Properties"].get(source, ""))
            if wanted.startswith("arn:aws:moto:") or wanted in STAND_INS:
                skipped.append(resource_name.removeprefix("engines-").rsplit("-", 1)[0])
                return stand_in(type_name)(resource_name)
            return create(resource_name, cloudformation_json, account_id, region_name, **kwargs)

        model.create_from_cloudformation_json = tolerant

    tolerate("AWS::Lambda::EventSourceMapping", "EventSourceArn")
    tolerate("AWS::Lambda::Permission", "FunctionName")
    return skipped


def name_event_buses():
    """A rule refers to its bus by name; moto has the name, and hands over the bus itself."""
    bus = parsing.get_model_map()["AWS::Events::EventBus"]
    bus.physical_resource_id = property(lambda self: self.name)


def know_aurora():
    """moto wants a version of the engine for each instance, and knows none of Aurora's, whose instances have the cluster's."""
    from moto.rds.models import DBInstance

    DBInstance.default_engine_versions.setdefault("aurora-postgresql", "16.6")


def give_versions_their_number():
    """moto makes versions of functions, and has no attributes of them; aliases refer to `Version`."""
    version = parsing.get_model_map()["AWS::Lambda::Version"]
    version.has_cfn_attr = classmethod(lambda cls, attribute: attribute in ("Version", "FunctionArn"))
    version.get_cfn_attribute = lambda self, attribute: "1" if attribute == "Version" else self.physical_resource_id


def tolerate_mock_integrations():
    """moto wants a Uri and an IntegrationHttpMethod of every method; in CloudFormation a MOCK integration has neither."""
    method = parsing.get_model_map()["AWS::ApiGateway::Method"]
    create = method.create_from_cloudformation_json

    def tolerant(resource_name, cloudformation_json, account_id, region_name, **kwargs):
        integration = cloudformation_json["Properties"].get("Integration", {})
        if integration.get("Type") == "MOCK":
            integration.setdefault("IntegrationHttpMethod", cloudformation_json["Properties"]["HttpMethod"])
            integration.setdefault("Uri", "")
        return create(resource_name, cloudformation_json, account_id, region_name, **kwargs)

    method.create_from_cloudformation_json = tolerant


def empty_archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("bootstrap", "")
    return data.getvalue()


def put_code(places):
    s3 = boto3.client("s3")
    for place in places:
        s3.create_bucket(Bucket=place["S3Bucket"])
        s3.put_object(Bucket=place["S3Bucket"], Key=place["S3Key"], Body=empty_archive())


@mock_aws(config={"lambda": {"use_docker": False}})
def main(path, given):
    resources = given["resources"]
    missing = replace_missing(each["type"] for each in resources)
    tolerate_mock_integrations()
    know_aurora()
    name_event_buses()
    skipped = skip_what_needs_stand_ins()
    give_versions_their_number()
    put_code(given["code"])
    cloudformation = boto3.client("cloudformation")
    with open(path, encoding="utf-8") as file:
        cloudformation.create_stack(
            StackName="engines",
            TemplateBody=file.read(),
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given["parameters"].items()],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
    stack = cloudformation.describe_stacks(StackName="engines")["Stacks"][0]
    if stack["StackStatus"] != "CREATE_COMPLETE":
        print(f"stack ended as {stack['StackStatus']}: {stack.get('StackStatusReason', 'no reason given')}")
        return 1

    created = {
        each["LogicalResourceId"]
        for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName="engines")
        for each in page["StackResourceSummaries"]
    }
    judged = [each["id"] for each in resources if each["type"] not in missing and each["id"] not in skipped]
    lost = sorted(set(judged) - created)
    if lost:
        print("these resources were not created: " + ", ".join(lost))
        return 1
    if missing:
        print("not judged, moto can't create: " + ", ".join(missing))
    if skipped:
        print("not judged, since they need one of these: " + ", ".join(sorted(skipped)))
    print(f"{len(judged)} of {len(resources)} resources created")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.load(sys.stdin)))
