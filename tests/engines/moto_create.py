"""Creates one template as a CloudFormation stack in moto, in this process, and looks whether its resources are there.

Usage: moto_create.py TEMPLATE
The last line printed sums up; lines before it name the resource types that moto can't create.
"""

import io
import os
import sys
import zipfile

os.environ.update(
    AWS_ACCESS_KEY_ID="dummy",
    AWS_SECRET_ACCESS_KEY="dummy",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
    MOTO_ALLOW_NONEXISTENT_REGION="false",
)

import boto3  # noqa: E402  the settings above must come first
import yaml  # noqa: E402
from moto import mock_aws  # noqa: E402
from moto.cloudformation.parsing import get_model_map  # noqa: E402


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, of which only parameters and resource types matter here."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def dummy(name, declared):
    """A value that the parameter accepts."""
    if "AllowedValues" in declared:
        return str(declared["AllowedValues"][0])
    if declared.get("Type") == "Number":
        return str(declared.get("MinValue", 1))
    return "dummy-" + name.lower()


def empty_archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("bootstrap", "")
    return data.getvalue()


def put_code(template, parameters):
    """Puts an archive wherever a function's code is said to be, since moto fetches it."""
    s3 = boto3.client("s3")

    def text(value):
        return parameters.get(value["Ref"], value["Ref"]) if isinstance(value, dict) and "Ref" in value else value

    for resource in template.get("Resources", {}).values():
        code = resource.get("Properties", {}).get("Code", {}) if resource["Type"] == "AWS::Lambda::Function" else {}
        bucket, key = text(code.get("S3Bucket")), text(code.get("S3Key"))
        if isinstance(bucket, str) and isinstance(key, str):
            s3.create_bucket(Bucket=bucket)
            s3.put_object(Bucket=bucket, Key=key, Body=empty_archive())


@mock_aws(config={"lambda": {"use_docker": False}})
def main(path):
    with open(path, encoding="utf-8") as file:
        body = file.read()
    # Short tags of parameters in `Code` matter as well, so the long form of Ref is kept.
    Loader.add_constructor("!Ref", lambda loader, node: {"Ref": loader.construct_scalar(node)})
    template = yaml.load(body, Loader)

    parameters = {
        name: str(declared.get("Default", dummy(name, declared)))
        for name, declared in template.get("Parameters", {}).items()
    }
    put_code(template, parameters)

    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(
        StackName="engines",
        TemplateBody=body,
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
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
    declared = {name: resource for name, resource in template["Resources"].items() if "Condition" not in resource}
    supported = get_model_map()
    unsupported = sorted({each["Type"] for each in declared.values() if each["Type"] not in supported})
    if unsupported:
        print("not judged, moto can't create: " + ", ".join(unsupported))
    lost = sorted(name for name, each in declared.items() if each["Type"] in supported and name not in created)
    if lost:
        print("these resources were not created: " + ", ".join(lost))
        return 1
    print(f"{len(created)} of {len(template['Resources'])} resources created")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
