#include "common/lab/summary.hpp"

#include <fstream>
#include <optional>
#include <string>

#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::data_of_summary;

TEST_CASE("a summary tells which data set it is of", "[summary]") {
    const TemporaryFolder folder;
    wb::Summary summary({.flavor = "reference", .data = "digits"});
    summary.add({.chapter = 3,
                 .model = "a",
                 .data = "digits",
                 .metric = "test accuracy",
                 .value = 0.5,
                 .promised = std::nullopt,
                 .seconds = 1});
    summary.write(folder / "summary.json");
    CHECK(data_of_summary(folder / "summary.json") == "digits");
}

TEST_CASE("what is not there, or is no summary, tells nothing", "[summary]") {
    const TemporaryFolder folder;
    CHECK(data_of_summary(folder / "missing.json").empty());
    for (const std::string text :
         {"", "{", "[]", R"({"rows": []})", R"({"rows": [{"model": "a"}]})", R"({"rows": [{"data": 3}]})"}) {
        INFO("a file of " << text);
        std::ofstream(folder / "summary.json") << text;
        CHECK(data_of_summary(folder / "summary.json").empty());
    }
}
