"""Calls the methods of bob's Conan recipe with stand-ins for Conan's classes.

    stand_ins.py RECIPE EXPORTED CMAKELISTS

Exports the sources to EXPORTED, and prints the variables that the recipe gives CMake.
"""

import fnmatch
import importlib.util
import os
import re
import shutil
import sys
import types

recipe, exported, lists = sys.argv[1:]
cmake = open(lists, encoding="utf-8").read()


class Anything:
    """What the recipe sets attributes of or calls, without an answer."""

    def __init__(self, *args, **kwargs):
        self.cache_variables = {}

    def __getattr__(self, name):
        return lambda *args, **kwargs: None


class ConanFile:
    version = None


def copy(conanfile, pattern, src, dst):
    found = 0
    for folder, _, names in os.walk(src):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), src)
            if path.startswith(("build" + os.sep, ".git" + os.sep)) or not fnmatch.fnmatch(path, pattern):
                continue
            os.makedirs(os.path.join(dst, os.path.dirname(path)), exist_ok=True)
            shutil.copy2(os.path.join(src, path), os.path.join(dst, path))
            found += 1
    assert found, f"nothing matches {pattern} in {src}"


toolchains = []


class CMakeToolchain(Anything):
    def __init__(self, *args):
        super().__init__()
        toolchains.append(self)


def check_min_cppstd(conanfile, least):
    assert least == int(re.search(r"CMAKE_CXX_STANDARD (\d+)", cmake).group(1))


modules = {
    "conan": {"ConanFile": ConanFile},
    "conan.errors": {"ConanInvalidConfiguration": type("ConanInvalidConfiguration", (Exception,), {})},
    "conan.tools": {},
    "conan.tools.build": {"check_min_cppstd": check_min_cppstd, "can_run": lambda conanfile: True},
    "conan.tools.cmake": {"CMake": Anything, "CMakeDeps": Anything, "CMakeToolchain": CMakeToolchain,
                          "cmake_layout": lambda conanfile: None},
    "conan.tools.files": {"copy": copy, "load": lambda conanfile, path: open(path, encoding="utf-8").read()},
}
for name, content in modules.items():
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__dict__.update(content)


def load_class(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


made = load_class(os.path.join(recipe, "conanfile.py"), "BobConan")()
made.recipe_folder = recipe
made.export_sources_folder = exported
made.source_folder = exported
made.package_folder = exported + "-package"
made.settings = types.SimpleNamespace(os="Linux", compiler="gcc", arch="x86_64", build_type="Release")
made.cpp_info = Anything()
made.buildenv_info = Anything()
required = []
made.requires = lambda reference, **traits: required.append(reference)

made.set_version()
assert made.version == re.search(r"project\(bob VERSION (\S+)", cmake).group(1), made.version
assert made.name == "bob"
made.export_sources()
for method in (made.layout, made.requirements, made.validate, made.generate, made.build, made.package, made.package_info):
    method()

assert all(re.fullmatch(r"[a-z0-9_-]+/\[>=\d[\d.]*( <\d+)?\]", one) for one in required), required
# Every library that CMakeLists.txt looks for is required.
packages = {"nlohmann_json": "nlohmann_json", "fmt": "fmt", "yaml": "libyaml",
            "minizip": "minizip", "z": "zlib", "md": "libmd"}
wanted = re.findall(r"find_package\((\S+) REQUIRED", cmake) + re.findall(r"NAMES lib(\S+)\.a REQUIRED", cmake)
assert {packages[one] for one in wanted} == {one.split("/")[0] for one in required}, required
assert made.cpp_info.builddirs == ["lib/cmake/bob"] and made.cpp_info.libs == ["bob"]
for name in ("copyright", "iam_actions.license", "resource_types.license"):
    assert os.path.exists(os.path.join(made.package_folder, "licenses", name)), name

(toolchain,) = toolchains
for name, value in toolchain.cache_variables.items():
    assert f"option({name} " in cmake, f"CMakeLists.txt has no option {name}"
    print(f"-D{name}={'ON' if value else 'OFF'}")

load_class(os.path.join(recipe, "test_package", "conanfile.py"), "TestPackageConan")
