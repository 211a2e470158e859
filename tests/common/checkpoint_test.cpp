#include "common/lab/checkpoint.hpp"

#include <filesystem>
#include <fstream>
#include <optional>

#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

/// A lab of chapter 7, on digits, beside the results of chapter 4.
struct SeventhLab {
    TemporaryFolder results;
    wb::Lab lab{{}, {}, wb::Summary(wb::Stamp{}), wb::Pictures(results.path(), wb::Stamp{})};

    SeventhLab() {
        lab.options.results = results / "ch07";
        lab.data.name = "digits";
        std::filesystem::create_directories(results / "ch04");
    }

    /// What the lab of chapter 4 leaves.
    void train(const std::string& data) {
        std::ofstream(results / "ch04/784-20-10.npz") << "weights";
        std::ofstream(results / "ch04/summary.json") << R"({"rows": [{"data": ")" + data + R"("}]})";
    }
    std::optional<std::filesystem::path> checkpoint() { return wb::earlier_checkpoint(lab, 4, "784-20-10"); }
};

}  // namespace

TEST_CASE("the network that an earlier lab has left is used", "[checkpoint]") {
    SeventhLab lab;
    lab.train("digits");
    CHECK(lab.checkpoint() == lab.results / "ch04/784-20-10.npz");
}

TEST_CASE("not if it was trained on other data, or on unknown data", "[checkpoint]") {
    SeventhLab lab;
    lab.train("mnist");
    CHECK(lab.checkpoint() == std::nullopt);
    std::filesystem::remove(lab.results / "ch04/summary.json");
    CHECK(lab.checkpoint() == std::nullopt);
}

TEST_CASE("not if it is not there, nor if --epochs asks for training", "[checkpoint]") {
    SeventhLab lab;
    CHECK(lab.checkpoint() == std::nullopt);
    lab.train("digits");
    lab.lab.options.epochs = 2;
    CHECK(lab.checkpoint() == std::nullopt);
}
