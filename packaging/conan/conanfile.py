"""Conan 2: `conan create packaging/conan` in a clone of bob."""

import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

required_conan_version = ">=2.0"


class BobConan(ConanFile):
    name = "bob"
    description = "Infrastructure compiler for C++ teams on AWS"
    topics = ("aws", "cloudformation", "serverless", "code-generation")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"

    @property
    def _clone(self):
        return os.path.join(self.recipe_folder, os.pardir, os.pardir)

    def set_version(self):
        text = load(self, os.path.join(self._clone, "CMakeLists.txt"))
        self.version = self.version or re.search(r"project\(bob VERSION ([0-9.]+)", text).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "cmake/*", "dsl/*", "generator/*", "packaging/debian/*", "runtime/*", "stacks/*",
                        "tools/aws-headers", "tools/handler-libraries"):
            copy(self, pattern, src=self._clone, dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        # From the versions of Debian 12 on. A project's own bobgen is linked with the libraries, so they are visible.
        self.requires("libmd/[>=1.0.4 <2]")
        self.requires("libyaml/[>=0.2.5 <1]")
        self.requires("minizip/[>=1.2.11 <2]")
        self.requires("zlib/[>=1.2.13 <2]")
        self.requires("nlohmann_json/[>=3.11.2 <4]", visible=False)
        self.requires("fmt/[>=9.1.0]", visible=False)

    def validate(self):
        check_min_cppstd(self, 20)
        if self.settings.os != "Linux" or self.settings.compiler != "gcc":
            raise ConanInvalidConfiguration("bob is built with GCC, on Linux")

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["BOB_TESTS"] = False
        toolchain.cache_variables["BOB_BENCH"] = False
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "copyright", src=os.path.join(self.source_folder, "packaging", "debian"),
             dst=os.path.join(self.package_folder, "licenses"))
        copy(self, "*.license", src=os.path.join(self.source_folder, "generator", "data"),
             dst=os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        # find_package(bob) finds bob's own files, which have functions besides the library.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("lib", "cmake", "bob")]
        self.cpp_info.libs = ["bob"]
        self.buildenv_info.prepend_path("PATH", os.path.join(self.package_folder, "bin"))
