// The bash bootstrap, in a copy of the checkout where apt-get, sudo, dpkg-query and cmake are fakes.
#include <unistd.h>

#include <array>
#include <thread>

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
        for (const std::string folder : {"data", "io", "lab"}) write("common/" + folder + "/code.cpp", "");
        // A machine that has what every Debian has, and no more.
        for (const std::string tool :
             {"bash",   "env",   "dirname", "readlink", "sed", "sort",    "xargs", "awk",   "comm",
              "mktemp", "flock", "date",    "stat",     "id",  "setpriv", "rm",    "mkdir", "touch",
              "find",   "grep",  "tr",      "tail",     "cat", "sleep",   "cp",    "chmod"})
            link(tool);
        write_program("bin/dpkg-query",
                      "echo dpkg-query >> \"$CALLS\"\necho \"compiler installed\"\n"
                      "cat \"$CALLS.installed\" 2>/dev/null\nexit 1\n");
        write_program("bin/cmake", R"(echo "cmake $*" >> "$CALLS"
mkdir -p "$4" && touch "$4/build.ninja"
)");
        write_program("bin/ninja", R"(echo "ninja $*" >> "$CALLS"
[[ -z "${SLOW:-}" ]] || sleep 1
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

    // Runs ./workbook as a user who is not root, in another folder.
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

    // The same in a checkout that belongs to another (or, for one who is not root, forbids writing).
    Ran start_in_foreign_checkout() const {
        const auto script =
            "chmod -R a+rX . && chmod go-w . && cd / && " +
            std::string(::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "") +
            "env PATH='" + (root() / "bin").string() + "' CALLS='" + (root() / "calls").string() + "' '" +
            (root() / "workbook").string() + "' status";
        const auto outcome = wb::cli::run({.argv = {"bash", "-c", script}, .directory = root()});
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
    SECTION("a launcher that was built for another place is built again") {
        machine.write("build/launcher/CMakeCache.txt", "CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n");
        machine.write("build/launcher/old", "");
        machine.write("common/cli/main.cpp", "// newer");
        fs::last_write_time(machine.root() / "common/cli/main.cpp",
                            fs::file_time_type::clock::now() + std::chrono::seconds(2));
        CHECK(machine.start({}).exit_code == 0);
        CHECK_FALSE(machine.has("build/launcher/old"));
    }
}

TEST_CASE("of several names for a package, one that is installed will do") {
    const FakeMachine machine;
    machine.with_apt();
    machine.write("common/cli/packages.txt", "other | compiler # compiles\n");
    const auto ran = machine.start({"status"});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(machine.calls(), !ContainsSubstring("apt-get"));
}

TEST_CASE("of several names for a package, the first that apt knows is installed") {
    const FakeMachine machine;
    machine.with_apt();
    machine.with_sudo();
    machine.write("common/cli/packages.txt", "old-name | new-name | newest-name # builds\n");
    const auto install = [&](const std::string& known) {
        machine.write_program("bin/apt-cache",
                              "[[ \"" + known + "\" != *\" $2 \"* ]] || echo \"Package: $2\"\n");
        const auto ran = machine.start({"status"});
        INFO(ran.output);
        CHECK_THAT(ran.output, ContainsSubstring("old-name | new-name | newest-name # builds"));
        fs::remove(machine.root() / "build/.packages-ok");
        const auto calls = machine.calls();
        return calls.substr(calls.rfind("apt-get install"));
    };
    CHECK(install(" old-name new-name newest-name ").find("--no-install-recommends old-name\n") !=
          std::string::npos);
    CHECK(install(" new-name newest-name ").find("--no-install-recommends new-name\n") != std::string::npos);
    CHECK(install(" ").find("--no-install-recommends old-name\n") != std::string::npos);
}

TEST_CASE("a network is asked for only when apt did not reach one") {
    const FakeMachine machine;
    machine.with_sudo();
    const auto said = [&](const std::string& words) {
        machine.write_program("bin/apt-get", "echo \"" + words + "\"; exit 100\n");
        const auto ran = machine.start({"test"});
        INFO(ran.output);
        CHECK(ran.exit_code == 3);
        CHECK_THAT(ran.output, ContainsSubstring(words));
        return ran.output;
    };
    CHECK_THAT(said("E: Temporary failure resolving 'a.server'"), ContainsSubstring("Is there a network?"));
    CHECK_THAT(said("E: Unable to locate package builder"),
               !ContainsSubstring("network") && ContainsSubstring("no package of that name"));
    CHECK_THAT(said("E: You do not have enough free space"), !ContainsSubstring("network"));
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

TEST_CASE("under a limit of file sizes the launcher is not built, and the limit is named") {
    const FakeMachine machine;
    machine.write("calls.installed", "builder installed\n");
    machine.with_apt();
    machine.start({"status"});
    fs::remove(machine.root() / "build/launcher/workbook-cli");
    machine.write_program("bin/ninja", "echo 'error writing to x.o: File too large'; exit 1\n");
    const auto told = machine.start({"test"});
    INFO(told.output);
    CHECK(told.exit_code == 1);
    CHECK_THAT(told.output, ContainsSubstring("`ulimit -f`"));

    // Not even the log can be written.
    machine.write_program("bin/ulimit-f", "ulimit -f 0\nexec \"$@\"\n");
    const auto nothing = wb::cli::run({.argv = {(machine.root() / "bin/ulimit-f").string(),
                                                (machine.root() / "workbook").string(), "status"},
                                       .environment = {{"PATH", (machine.root() / "bin").string()},
                                                       {"CALLS", (machine.root() / "calls").string()}}});
    INFO(nothing.output);
    CHECK(nothing.exit_code == 1);
    CHECK_THAT(nothing.output, ContainsSubstring("`ulimit -f`"));
}

TEST_CASE("--help on a bare machine installs and builds nothing") {
    const FakeMachine machine;
    const auto ran = machine.start({"--help"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("./workbook run"));
    CHECK(machine.calls().empty());
}

TEST_CASE("two first starts build the launcher once: the second says that it waits") {
    const FakeMachine machine;
    machine.write("calls.installed", "builder installed\n");
    machine.with_apt();
    std::array<Ran, 2> ran;
    {
        std::jthread first([&] { ran[0] = machine.start({"one"}, {{"SLOW", "1"}}); });
        std::jthread second([&] { ran[1] = machine.start({"two"}, {{"SLOW", "1"}}); });
    }
    INFO(ran[0].output << ran[1].output << machine.calls());
    CHECK(ran[0].exit_code == 0);
    CHECK(ran[1].exit_code == 0);
    const auto calls = machine.calls();
    CHECK(calls.find("ninja ") == calls.rfind("ninja "));
    CHECK_THAT(ran[0].output + ran[1].output,
               ContainsSubstring("Another ./workbook is building the launcher."));
}

TEST_CASE("a checkout that cannot be written: whose it is, and the chown") {
    const FakeMachine machine;
    machine.with_apt();
    if (::geteuid() != 0) fs::permissions(machine.root(), fs::perms::owner_read | fs::perms::owner_exec);
    // The machine's start() opens everything to the ordinary user, so this is a folder that it does not
    // reach.
    const auto ran = machine.start_in_foreign_checkout();
    INFO(ran.output);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("belongs to ") && ContainsSubstring("sudo chown -R "));
    CHECK(machine.calls().empty());
    if (::geteuid() != 0) fs::permissions(machine.root(), fs::perms::owner_all);
}

TEST_CASE("a TMPDIR that is not there is no obstacle") {
    const FakeMachine machine;
    machine.with_apt();
    machine.with_sudo();
    const auto ran = machine.start({"status"}, {{"TMPDIR", "/no/such/folder"}});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
}

TEST_CASE("a source of the launcher that is dated in the future is named, and nothing is built") {
    const FakeMachine machine;
    machine.with_apt();
    machine.write("common/cli/main.cpp", "");
    fs::last_write_time(machine.root() / "common/cli/main.cpp",
                        fs::file_time_type::clock::now() + std::chrono::hours(24 * 365));
    const auto ran = machine.start({"status"});
    INFO(ran.output);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("main.cpp is dated ") && ContainsSubstring("the clock says"));
    CHECK(machine.calls().empty());
}

TEST_CASE("a path that Ninja cannot read is refused before anything is done") {
    for (const std::string name : {"O'Brien", "a&b", "a;b", "a\"b", "a`b", "a[b]", "a\\b", "a=b", "a$b"}) {
        const FakeMachine machine;
        machine.with_apt();
        fs::create_directory(machine.root() / name);
        fs::copy(machine.root() / "workbook", machine.root() / name / "workbook");
        const auto ran = wb::cli::run({.argv = {(machine.root() / name / "workbook").string(), "status"},
                                       .environment = {{"PATH", (machine.root() / "bin").string()},
                                                       {"CALLS", (machine.root() / "calls").string()}}});
        INFO(name << ": " << ran.output);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring("The path of this checkout has the character ") &&
                                   ContainsSubstring("Rename that folder"));
        CHECK(machine.calls().empty());
        CHECK_FALSE(machine.has(name + "/build"));
    }
}

TEST_CASE("on a system that writes CRLF, git still checks out a script that bash can run") {
    if (!wb::cli::on_path("git")) return;
    const FakeWorkbook book;
    for (const std::string file : {".gitattributes", "workbook"})
        book.write("original/" + file, wb::cli::read_file(fs::path(WORKBOOK_CHECKOUT) / file));
    book.must_run({"git", "init", "--quiet", "original"});
    book.must_run({"git", "-C", "original", "add", "."});
    book.must_run({"git", "-C", "original", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet",
                   "-m", "x"});
    book.must_run({"git", "-c", "core.autocrlf=true", "clone", "--quiet", "original", "copy"});
    CHECK(book.read("copy/workbook").find('\r') == std::string::npos);
}
