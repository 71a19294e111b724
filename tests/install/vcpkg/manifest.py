"""Checks vcpkg.json by vcpkg's rules, as far as this port needs them, and against CMakeLists.txt."""

import json
import re
import sys

manifest, cmake = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
port = json.loads(manifest)
IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"

assert set(port) <= {"name", "version", "description", "license", "supports", "dependencies"}, "an unknown field"
assert re.fullmatch(IDENTIFIER, port["name"])
assert port["version"] == re.search(r"project\(bob VERSION (\S+)", cmake).group(1), "another version than CMakeLists.txt"
assert re.fullmatch(r"\d+(\.\d+)*", port["version"])
assert isinstance(port["description"], str) and port["license"] is None
assert re.fullmatch(r"[a-z0-9()!&| ]+", port["supports"])

names = []
for one in port["dependencies"]:
    if isinstance(one, dict):
        assert set(one) <= {"name", "host"} and one["host"] is True, one
        one = one["name"]
    assert re.fullmatch(IDENTIFIER, one), one
    names.append(one)
assert names == sorted(set(names)), "vcpkg format-manifest sorts them"

# Every library that CMakeLists.txt looks for comes from a port.
PORTS = {"nlohmann_json": "nlohmann-json", "fmt": "fmt", "yaml": "libyaml",
         "minizip": "minizip", "z": "zlib", "md": "libmd"}
wanted = re.findall(r"find_package\((\S+) REQUIRED", cmake) + re.findall(r"NAMES lib(\S+)\.a REQUIRED", cmake)
assert {PORTS[one] for one in wanted} == set(names) - {"vcpkg-cmake", "vcpkg-cmake-config"}, wanted
assert manifest == json.dumps(port, indent=2, ensure_ascii=False) + "\n", "not formatted as vcpkg format-manifest does"
