// Programs that start as handlers do, and some that don't.

#include "generator/build/startup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/folders.h"

namespace bobgen {
namespace {

class Startup : public ::testing::Test {
protected:
    auto of(const std::string& script) {
        const std::filesystem::path program = scratch_.path() / "bootstrap";
        std::ofstream(program) << "#!/bin/bash\n" << script;
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        return startup_of(program, 3);
    }
    static std::string asking(const std::string& what) {
        return "exec 3<>/dev/tcp/${AWS_LAMBDA_RUNTIME_API/://}\nprintf '" + what +
               " HTTP/1.1\\r\\n\\r\\n' >&3\ncat <&3\n";
    }
    static std::string reason(const std::variant<std::chrono::duration<double, std::milli>, NotMeasured>& made) {
        const auto* none = std::get_if<NotMeasured>(&made);
        return none ? none->reason : "";
    }

private:
    testing::Scratch scratch_;
};

TEST_F(Startup, IsTheTimeUntilTheFirstEventIsAskedFor) {
    const auto made = of("sleep 0.2\n" + asking("GET /2018-06-01/runtime/invocation/next"));
    ASSERT_EQ(reason(made), "");
    const double took = std::get<0>(made).count();
    EXPECT_GE(took, 200);
    EXPECT_LT(took, 9000);
}

TEST_F(Startup, HasNoFigureOfAProgramThatEnds) {
    EXPECT_EQ(reason(of("exit 3\n")), "it ended before it asked for an event");
    EXPECT_EQ(reason(of("exec 3<>/dev/tcp/${AWS_LAMBDA_RUNTIME_API/://}\n")), "it ended before it asked for an event");
}

TEST_F(Startup, HasNoFigureOfAProgramThatCannotPrepare) {
    EXPECT_EQ(reason(of(asking("POST /2018-06-01/runtime/init/error"))),
              "it could not prepare for its first event here");
}

TEST_F(Startup, HasNoFigureOfWhatIsNoProgram) {
    EXPECT_THAT(reason(startup_of("/nowhere/bootstrap")), ::testing::StartsWith("it can't be started: "));
}

TEST_F(Startup, GivesTheProgramNeitherCredentialsNorAProxy) {
    setenv("AWS_ACCESS_KEY_ID", "an-id", 1);
    setenv("https_proxy", "http://192.0.2.1", 1);
    const auto made =
        of("[[ $AWS_ACCESS_KEY_ID$https_proxy ]] && exit 1\n" + asking("GET /2018-06-01/runtime/invocation/next"));
    unsetenv("AWS_ACCESS_KEY_ID");
    unsetenv("https_proxy");
    EXPECT_EQ(reason(made), "");
}

TEST(MachineArchitecture, HasTheNameThatFunctionsUse) {
    EXPECT_THAT(machine_architecture(), ::testing::AnyOf("x86_64", "arm64"));
}

}  // namespace
}  // namespace bobgen
