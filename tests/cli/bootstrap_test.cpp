// The bash bootstrap, in a copy of the checkout where apt-get, sudo, dpkg-query and cmake are fakes.
#include <unistd.h>

#include "common/cli/support/process.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

class FakeMachine : public FakeWorkbook {
public:
    FakeMachine() {
        write_program("workbook", wb::cli::read_file(fs::path(WORKBOOK_CHECKOUT) / "workbook"));
        write("common/cli/packages.txt", "# the list\ncompiler  # compiles\nbuilder   # builds\n");
        write("common/data/datasets.cpp", "");
        // A machine that has what every Debian has, and no more.
        for (const std::string tool : {"bash", "env",  "dirname", "readlink", "sed",   "sort",  "xargs",
                                       "awk",  "comm", "mktemp",  "rm",       "mkdir", "touch", "find",
                                       "grep", "tr",   "tail",    "cat",      "sleep", "cp",    "chmod"})
            link(tool);
        write_program("bin/dpkg-query",
                      "echo dpkg-query >> \"$CALLS\"\necho \"compiler installed\"\n"
                      "cat \"$CALLS.installed\" 2>/dev/null\nexit 1\n");
        write_program("bin/cmake", R"(echo "cmake $*" >> "$CALLS"
if [[ "$1" == -S ]]; then mkdir -p "$4" && touch "$4/build.ninja"; exit; fi
printf '#!/usr/bin/env bash\nprintf "%%s|" "$WORKBOOK_ROOT" "$@"\n' > "$2/workbook-cli"; chmod +x "$2/workbook-cli"
)");
        fs::permissions(root(), fs::perms::all);
    }

    void with_apt() const {
        write_program("bin/apt-get",
                      "echo \"apt-get $*\" >> \"$CALLS\"\n"
                      "[[ \"$1\" == update ]] || echo 'builder installed' > \"$CALLS.installed\"\n");
    }
    void with_sudo() const {
        write_program("bin/sudo", "echo \"sudo $*\" >> \"$CALLS\"\n[[ \"$1\" == -v ]] || exec \"$@\"\n");
    }

    // Runs ./workbook as somebody who is not root, in another folder.
    Ran start(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) const {
        environment["PATH"] = (root() / "bin").string();
        environment["CALLS"] = (root() / "calls").string();
        std::vector<std::string> argv;
        if (::geteuid() == 0) argv = {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        argv.insert(argv.end(), {(root() / "bin/bash").string(), (root() / "workbook").string()});
        argv.insert(argv.end(), arguments.begin(), arguments.end());
        if (::geteuid() == 0) must_run({"chmod", "-R", "a+rwX", root().string()});
        const auto outcome = wb::cli::run({.argv = argv,
                                           .directory = "/",
                                           .environment = environment,
                                           .timeout = std::chrono::seconds(30)});
        return {outcome.exit_code, outcome.output};
    }

    std::string calls() const { return has("calls") ? read("calls") : ""; }

private:
    void link(const std::string& tool) const {
        for (const fs::path folder : {"/usr/bin", "/bin"}) {
            if (!fs::exists(folder / tool)) continue;
            fs::create_directories(root() / "bin");
            return fs::create_symlink(folder / tool, root() / "bin" / tool);
        }
        FAIL("this machine has no " + tool);
    }
};

}  // namespace

TEST_CASE("without sudo the bootstrap prints the command and stops with 3") {
    const FakeMachine machine;
    machine.with_apt();
    const auto ran = machine.start({"test"});
    INFO(ran.output);
    CHECK(ran.exit_code == 3);
    CHECK_THAT(ran.output,
               ContainsSubstring("builder   # builds") && !ContainsSubstring("compiler  # compiles"));
    CHECK_THAT(ran.output, ContainsSubstring("    apt-get install --yes --no-install-recommends builder"));
    CHECK_THAT(machine.calls(), !ContainsSubstring("apt-get") && !ContainsSubstring("cmake"));
}

TEST_CASE("without apt the bootstrap prints the whole list and stops with 3") {
    const FakeMachine machine;
    const auto ran = machine.start({"test"});
    CHECK(ran.exit_code == 3);
    CHECK_THAT(ran.output, ContainsSubstring("    compiler builder"));
    CHECK_THAT(ran.output, ContainsSubstring("WORKBOOK_SKIP_PACKAGES=1 ./workbook"));
    const auto skipped = machine.start({"status"}, {{"WORKBOOK_SKIP_PACKAGES", "1"}});
    CHECK(skipped.exit_code == 0);
}

TEST_CASE("the bootstrap installs what is missing through sudo, builds the launcher and hands over") {
    const FakeMachine machine;
    machine.with_apt();
    machine.with_sudo();
    const auto first = machine.start({"check", "a b", ""});
    INFO(first.output);
    CHECK(first.exit_code == 0);
    CHECK_THAT(machine.calls(),
               ContainsSubstring("sudo env DEBIAN_FRONTEND=noninteractive apt-get update\n"));
    CHECK_THAT(machine.calls(), ContainsSubstring("apt-get install --yes --no-install-recommends builder\n"));
    CHECK_THAT(first.output, ContainsSubstring("Building the launcher"));
    CHECK_THAT(first.output, ContainsSubstring(machine.root().string() + "|check|a b||"));

    SECTION("the second time it does nothing but hand over") {
        const auto before = machine.calls();
        const auto second = machine.start({"status"});
        CHECK(second.output == machine.root().string() + "|status|");
        CHECK(machine.calls() == before);
    }
    SECTION("a longer list is looked at again, and is no problem when all is there") {
        machine.write("common/cli/packages.txt", "compiler # compiles\nbuilder # builds\n");
        fs::last_write_time(machine.root() / "common/cli/packages.txt",
                            fs::file_time_type::clock::now() + std::chrono::seconds(2));
        const auto second = machine.start({"status"});
        CHECK(second.exit_code == 0);
        CHECK_THAT(second.output, !ContainsSubstring("needs"));
    }
    SECTION("it works through a symbolic link") {
        fs::create_symlink(machine.root() / "workbook", machine.root() / "link");
        const auto ran = wb::cli::run({.argv = {(machine.root() / "link").string()},
                                       .environment = {{"PATH", (machine.root() / "bin").string()}}});
        CHECK(ran.output == machine.root().string() + "|");
    }
    SECTION("a launcher that was built for another place is built anew") {
        machine.write("build/launcher/CMakeCache.txt", "CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n");
        machine.write("build/launcher/old", "");
        machine.write("common/cli/main.cpp", "// newer");
        fs::last_write_time(machine.root() / "common/cli/main.cpp",
                            fs::file_time_type::clock::now() + std::chrono::seconds(2));
        CHECK(machine.start({}).exit_code == 0);
        CHECK_FALSE(machine.has("build/launcher/old"));
    }
}

TEST_CASE("a failing apt-get is quoted, with the command to type") {
    const FakeMachine machine;
    machine.with_sudo();
    machine.write_program("bin/apt-get", "echo 'E: Unable to locate package builder'; exit 100\n");
    const auto ran = machine.start({"test"});
    CHECK(ran.exit_code == 3);
    CHECK_THAT(ran.output, ContainsSubstring("E: Unable to locate package builder"));
    CHECK_THAT(ran.output, ContainsSubstring("apt-install.log"));
    CHECK_THAT(ran.output, ContainsSubstring("    sudo apt-get install"));
}

TEST_CASE("a launcher that does not build is quoted, with its log") {
    const FakeMachine machine;
    machine.write("calls.installed", "builder installed\n");
    machine.with_apt();
    machine.write_program("bin/cmake", "echo 'error: no CLI11'; exit 1\n");
    const auto ran = machine.start({"test"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("error: no CLI11"));
    CHECK_THAT(ran.output, ContainsSubstring("launcher.log"));
}

TEST_CASE("--help on a bare machine installs and builds nothing") {
    const FakeMachine machine;
    const auto ran = machine.start({"--help"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("./workbook run"));
    CHECK(machine.calls().empty());
}
