#include "tests/dev/isolation.hpp"

#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using wb::cli::examine_isolation;

namespace {

const std::string sound_build =
    "CMakeFiles/ch01_student_double.dir/chapters/ch01_data/one.cpp.o: #deps 2, deps mtime 1 (VALID)\n"
    "    ../chapters/ch01_data/one.cpp\n"
    "    /usr/include/stdio.h\n"
    "\n"
    "CMakeFiles/ch02_tests.dir/tests/ch02_net/two_test.cpp.o: #deps 2, deps mtime 1 (VALID)\n"
    "    ../tests/ch02_net/two_test.cpp\n"
    "    ../chapters/ch01_data/one.hpp\n"
    "\n"
    "common/CMakeFiles/workbook_common.dir/shape.cpp.o: #deps 1, deps mtime 1 (VALID)\n"
    "    ../common/shape.cpp\n";

}  // namespace

TEST_CASE("chapters that depend on themselves and earlier ones are isolated") {
    const auto found = examine_isolation(sound_build);
    CHECK(found.violations.empty());
    CHECK(found.objects == std::map<int, std::size_t>{{1, 1}, {2, 1}});
}

TEST_CASE("an object file that depends on a later chapter's header is named, with the header") {
    const auto found = examine_isolation(
        "CMakeFiles/ch01_tests.dir/tests/ch01_data/a_test.cpp.o: #deps 1, deps mtime 1 (VALID)\n"
        "    ../chapters/ch02_net/two.hpp\n");
    REQUIRE(found.violations.size() == 1);
    CHECK_THAT(found.violations.front(),
               ContainsSubstring("a_test.cpp.o: chapter 1 depends on ../chapters/ch02_net/two.hpp"));
}

TEST_CASE("a later chapter's source in an earlier chapter's target is a dependency too") {
    CHECK(examine_isolation("CMakeFiles/ch01_reference_double.dir/x.cpp.o: #deps 1, deps mtime 1 (VALID)\n"
                            "    /somewhere/solutions/ch02_net/two.cpp\n")
              .violations.size() == 1);
}

TEST_CASE("what ninja calls stale does not count") {
    const auto found = examine_isolation(
        "CMakeFiles/ch01_tests.dir/a.cpp.o: #deps 1, deps mtime 1 (STALE)\n"
        "    ../chapters/ch02_net/two.hpp\n");
    CHECK(found.violations.empty());
    CHECK(found.objects.empty());
}

TEST_CASE("dev isolation fails when it saw no object file of a chapter") {
    const FakeWorkbook book;
    book.write("build/build.ninja", "rule touch\n  command = touch $out\nbuild all: touch\n");
    const auto ran = book.run({"dev", "isolation", "--build", "build"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("no object file of chapter 1"));
}

TEST_CASE("dev isolation fails on a folder that is no build folder") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "isolation", "--build", "nowhere"}).exit_code == 1);
}
