#include "ch08_draw/given/wrong_drawings.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "common/errors/data_error.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;

namespace {

/// An image of 28 x 28 that can be told from others.
wb::Images image(std::uint8_t ink) {
    return {.count = 1, .rows = 28, .cols = 28, .pixels = std::vector<std::uint8_t>(784, ink)};
}

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("wrong drawings are saved, one after another, and chapter 01 can read them") {
    const TemporaryFolder folder;
    wb::WrongDrawings wrong(folder / "results/ch08");
    CHECK(wrong.add(image(10), 3) == 1);
    CHECK(wrong.add(image(20), 9) == 2);
    // Another program, later.
    CHECK(wb::WrongDrawings(folder / "results/ch08").add(image(30), 0) == 3);

    const wb::DataSet kept = wb::load_data_set(wrong.images_file(), wrong.labels_file());
    CHECK(kept.labels == wb::Labels{3, 9, 0});
    CHECK(kept.images.rows == 28);
    CHECK(kept.images.image(1).front() == 20);
    CHECK(kept.images.image(2).back() == 30);
    CHECK(content(wrong.images_file()).substr(0, 8) == std::string("\0\0\x08\x03\0\0\0\x03", 8));
}

TEST_CASE("wrong drawings from many threads are all saved") {
    const TemporaryFolder folder;
    wb::WrongDrawings here(folder.path()), there(folder.path());  // as if there were two programs
    std::vector<std::thread> threads;
    for (std::uint8_t i = 0; i < 8; ++i)
        threads.emplace_back([&, i] { (i % 2 == 0 ? here : there).add(image(i), i); });
    for (std::thread& thread : threads) thread.join();
    const wb::DataSet kept = wb::load_data_set(here.images_file(), here.labels_file());
    REQUIRE(kept.labels.size() == 8);
    for (std::size_t n = 0; n < 8; ++n) CHECK(kept.images.image(n).front() == kept.labels[n]);
}

TEST_CASE("an image without a label is dropped, and nothing else") {
    const TemporaryFolder folder;
    wb::WrongDrawings wrong(folder.path());
    wrong.add(image(10), 1);
    const std::string first_label = content(wrong.labels_file());
    wrong.add(image(20), 2);
    // As if the machine had stopped between the two files.
    std::ofstream(wrong.labels_file(), std::ios::binary) << first_label;
    CHECK(wrong.add(image(30), 3) == 2);
    const wb::DataSet kept = wb::load_data_set(wrong.images_file(), wrong.labels_file());
    CHECK(kept.labels == wb::Labels{1, 3});
    CHECK(kept.images.image(1).front() == 30);
    // The same with the very first one.
    std::filesystem::remove(wrong.labels_file());
    std::filesystem::remove(wrong.images_file());
    wrong.add(image(40), 4);
    std::filesystem::remove(wrong.labels_file());
    CHECK(wrong.add(image(50), 5) == 1);
}

TEST_CASE("files that cannot be read are left as they are") {
    const TemporaryFolder folder;
    wb::WrongDrawings wrong(folder.path());
    wrong.add(image(10), 1);
    wrong.add(image(20), 2);
    wrong.add(image(30), 3);
    const std::string labels = content(wrong.labels_file());

    const std::string cut = content(wrong.images_file()).substr(0, 1000);
    std::ofstream(wrong.images_file(), std::ios::binary) << cut;
    CHECK(thrown_by<wb::data_error>([&] { wrong.add(image(40), 4); }).field() == "payload");
    CHECK(content(wrong.images_file()) == cut);
    CHECK(content(wrong.labels_file()) == labels);

    std::filesystem::remove(wrong.images_file());
    wb::WrongDrawings(folder / "other").add(image(1), 1);
    std::filesystem::copy(folder / "other/wrong-images-idx3-ubyte", wrong.images_file());
    const auto error = thrown_by<wb::data_error>([&] { wrong.add(image(40), 4); });
    CHECK(error.field() == "number of labels");
    CHECK_THAT(error.what(), ContainsSubstring("Move the two files away"));
    CHECK(content(wrong.labels_file()) == labels);
}
