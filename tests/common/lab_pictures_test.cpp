// What a lab writes about its pictures.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "common/lab/pictures.hpp"
#include "common/lab/summary.hpp"
#include "tests/common/gnuplot_for_test.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

const wb::Stamp stamp{"student", "digits", "2026-03-01 14:05:09", true};

/// Stands for a function of common/plot.
void touch(const wb::plot::Picture& picture) {
    std::ofstream(picture.stem.string() + ".png") << picture.title;
}

nlohmann::json read(const std::filesystem::path& file) {
    return nlohmann::json::parse(std::ifstream(file));
}

/// What goes to the standard output meanwhile.
std::string printed_by(const std::function<void()>& action) {
    const TemporaryFolder folder;
    std::fflush(stdout);
    const int terminal = ::dup(STDOUT_FILENO);
    const int file = ::open((folder / "out").c_str(), O_CREAT | O_WRONLY, 0600);
    ::dup2(file, STDOUT_FILENO);
    action();
    std::fflush(stdout);
    ::dup2(terminal, STDOUT_FILENO);
    ::close(terminal);
    ::close(file);
    std::ifstream stream(folder / "out");
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("a lab's pictures are listed with title, reading and the stamp of the run", "[lab-pictures]") {
    const TemporaryFolder folder;
    wb::Pictures pictures(folder.path(), stamp);
    pictures.add({.name = "one", .title = "First", .reading = "It falls."}, touch);
    pictures.write(folder / "pictures.json");
    CHECK(std::filesystem::exists(folder / "one.png"));
    CHECK(read(folder / "pictures.json") ==
          nlohmann::json::parse(
              R"({"flavor": "student", "data": "digits", "date": "2026-03-01 14:05:09", "quick": true,
              "pictures": [{"file": "one.png", "title": "First", "reading": "It falls."}]})"));
    wb::Summary summary(stamp);
    summary.write(folder / "summary.json");
    CHECK(read(folder / "summary.json")["date"] == read(folder / "pictures.json")["date"]);
}

TEST_CASE("a picture that cannot be drawn is listed with the reason, and the lab goes on", "[lab-pictures]") {
    const TemporaryFolder folder;
    wb::Pictures pictures(folder.path(), stamp);
    const auto fail = [](const wb::plot::Picture& picture) {
        throw wb::plot_error("No picture " + picture.stem.string() + ".png: gnuplot is not installed.");
    };
    touch({folder / "one", "of an earlier run"});
    const std::string said = printed_by([&] {
        pictures.add({.name = "one", .title = "First", .reading = "."}, fail);
        pictures.add({.name = "two", .title = "Second", .reading = "."}, fail);
    });
    CHECK(said == "No picture " + (folder / "one").string() + ".png: gnuplot is not installed.\n");  // once
    pictures.add({.name = "three", .title = "Third \xff", .reading = "."}, touch);
    pictures.write(folder / "pictures.json");
    const nlohmann::json list = read(folder / "pictures.json")["pictures"];
    REQUIRE(list.size() == 3);
    CHECK(list[0]["problem"] == "gnuplot is not installed.");
    CHECK_FALSE(list[0].contains("file"));
    CHECK(list[1]["problem"] == list[0]["problem"]);
    CHECK(list[2]["title"] == "Third \xef\xbf\xbd");
}

TEST_CASE("other errors are not swallowed, and names must do for files", "[lab-pictures]") {
    const TemporaryFolder folder;
    wb::Pictures pictures(folder.path(), stamp);
    const auto wrong = [](const wb::plot::Picture&) {
        throw std::invalid_argument("a programmer's mistake");
    };
    CHECK_THROWS_MATCHES(pictures.add({"one", "", ""}, wrong), std::invalid_argument,
                         MessageHas("programmer"));
    pictures.add({"two", "", ""}, touch);
    CHECK_THROWS_MATCHES(pictures.add({"two", "", ""}, touch), std::invalid_argument,
                         MessageHas("\"two\" already"));
    for (const std::string name : {"", "../two", "a b", ".hidden"})
        CHECK_THROWS_MATCHES(pictures.add({name, "", ""}, touch), std::invalid_argument,
                             MessageHas("letters, digits"));
}
