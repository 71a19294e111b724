"""Queries the same many times with boto3 and says what one took, as notes/handlers/query_notes.cpp does."""

import json
import os
import sys
import time

import boto3
from boto3.dynamodb.conditions import Key
from botocore.config import Config

wanted = json.load(sys.stdin)
# What a handler would do to be fast: one client for all calls, and no second attempts.
table = boto3.resource(
    "dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"], config=Config(retries={"max_attempts": 0})
).Table(os.environ["NOTES_TABLE"])


def query():
    return len(table.query(KeyConditionExpression=Key("owner").eq(wanted["owner"]))["Items"])


for _ in range(wanted["warmup"]):
    query()
cpu, wall, items = -time.process_time(), -time.perf_counter(), 0
for _ in range(wanted["queries"]):
    items += query()
cpu += time.process_time()
wall += time.perf_counter()
print(json.dumps({
    "items": items,
    "cpu": cpu * 1e6 / wanted["queries"],
    "wall": wall * 1e6 / wanted["queries"],
    "version": boto3.__version__,
}))
