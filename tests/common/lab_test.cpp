// The frame around the labs: data looked at once, errors with a next step, output that arrives.
#include "common/lab/lab.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "common/data/check_dataset.hpp"
#include "common/errors/data_error.hpp"
#include "tests/common/as_ordinary_user.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/judge.hpp"

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

struct Ran {
    int exit_code = -1;
    std::string said;  ///< on standard error
};

/// Runs a lab in a process of its own, its standard output going to `out`.
Ran run_lab(const fs::path& results, const std::function<void()>& body, const char* out = "/dev/null",
            const std::vector<std::string>& more = {}) {
    const TemporaryFolder folder;
    const auto said = folder / "said";
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(20);
        if (std::freopen(said.c_str(), "w", stderr) == nullptr) ::_exit(90);
        if (*out == '\0')
            ::close(STDOUT_FILENO);
        else if (std::freopen(out, "w", stdout) == nullptr)
            ::_exit(91);
        std::vector<std::string> words{"lab", "--data", "digits", "--results", results.string()};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<char*> argv;
        for (auto& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        const int code =
            wb::run_lab(static_cast<int>(words.size()), argv.data(),
                        {.chapter = "ch01_data", .flavor = "reference"}, [&](wb::Lab&) { body(); });
        std::fflush(stderr);
        ::_exit(code);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::ifstream file(said);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            {std::istreambuf_iterator<char>(file), {}}};
}

using Bytes = std::vector<std::uint8_t>;

/// An IDX file of bytes.
void write_idx(const fs::path& path, const std::vector<std::uint32_t>& shape, const Bytes& payload) {
    Bytes bytes{0, 0, 8, static_cast<std::uint8_t>(shape.size())};
    for (const auto length : shape)
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            bytes.push_back(static_cast<std::uint8_t>(length >> shift));
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// A small set with nothing wrong: ten images of each digit to train with, and one of each to test with.
struct SmallSet {
    SmallSet() {
        images(files.train_images, 100, 28, 28);
        images(files.test_images, 10, 28, 28);
        Bytes ten_of_each;
        for (int i = 0; i < 10; ++i) ten_of_each.insert(ten_of_each.end(), digits.begin(), digits.end());
        labels(files.train_labels, ten_of_each);
        labels(files.test_labels, digits);
    }
    static void images(const fs::path& path, std::uint32_t count, std::uint32_t rows, std::uint32_t cols) {
        write_idx(path, {count, rows, cols}, Bytes(std::size_t{count} * rows * cols));
    }
    static void labels(const fs::path& path, const Bytes& labels) {
        write_idx(path, {static_cast<std::uint32_t>(labels.size())}, labels);
    }
    wb::data_error error() const {
        return thrown_by<wb::data_error>([&] { wb::check_dataset(files); });
    }

    const Bytes digits{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    TemporaryFolder folder;
    wb::DatasetFiles files{.name = "small",
                           .train_images = folder / "train-images",
                           .train_labels = folder / "train-labels",
                           .test_images = folder / "test-images",
                           .test_labels = folder / "test-labels",
                           .note = {}};
};

}  // namespace

TEST_CASE("a data set with nothing wrong passes, packed or not", "[lab]") {
    CHECK_NOTHROW(wb::check_dataset(SmallSet().files));
    CHECK_NOTHROW(wb::check_dataset(wb::find_dataset("digits")));
}

TEST_CASE("a set without images is refused, and the file named", "[lab]") {
    const SmallSet set;
    SmallSet::images(set.files.test_images, 0, 28, 28);
    CHECK(set.error().file() == set.files.test_images.string());
    CHECK(set.error().field() == "number of images");
    CHECK(set.error().found() == "0");
    SmallSet::images(set.files.test_images, 10, 28, 28);
    SmallSet::images(set.files.train_images, 99, 28, 28);
    CHECK(set.error().file() == set.files.train_images.string());
    CHECK(set.error().expected() == "at least 100");
    CHECK(set.error().found() == "99");
}

TEST_CASE("images of another size are refused before a network meets them", "[lab]") {
    for (const auto file : {&wb::DatasetFiles::train_images, &wb::DatasetFiles::test_images})
        for (const auto& [rows, cols] : {std::pair(20U, 20U), std::pair(32U, 32U), std::pair(28U, 14U),
                                         std::pair(0U, 28U), std::pair(784U, 1U)}) {
            const SmallSet set;
            SmallSet::images(set.files.*file, 100, rows, cols);
            CHECK(set.error().file() == (set.files.*file).string());
            CHECK(set.error().field() == "size of the images");
            CHECK(set.error().found() == std::to_string(rows) + " x " + std::to_string(cols));
        }
}

TEST_CASE("every class is there in both halves, and a label for each image", "[lab]") {
    for (const auto file : {&wb::DatasetFiles::train_labels, &wb::DatasetFiles::test_labels}) {
        const SmallSet set;
        Bytes labels(file == &wb::DatasetFiles::train_labels ? 100 : 10);
        for (std::size_t i = 0; i < labels.size(); ++i)
            labels[i] = static_cast<std::uint8_t>(i % 10 == 7 ? 1 : i % 10);
        SmallSet::labels(set.files.*file, labels);
        CHECK(set.error().file() == (set.files.*file).string());
        CHECK(set.error().found() == "no 7");
        SmallSet::labels(set.files.*file, {0, 1});
        CHECK(set.error().field() == "number of labels");
    }
}

TEST_CASE("files that are no IDX files are left to those who learn to read them", "[lab]") {
    const SmallSet set;
    for (const auto file : {&wb::DatasetFiles::train_images, &wb::DatasetFiles::train_labels}) {
        std::ofstream(set.files.*file) << "nothing of the kind";
        CHECK_NOTHROW(wb::check_dataset(set.files));
    }
}

TEST_CASE("a number of epochs that is none is refused in one short line", "[lab]") {
    const TemporaryFolder folder;
    for (const char* epochs : {"0", "-3", "1e3", "many"}) {
        const auto ran = run_lab(folder / "r", [] {}, "/dev/null", {"--epochs", epochs});
        INFO(ran.said);
        CHECK(ran.exit_code == 2);
        CHECK_THAT(ran.said, ContainsSubstring("--epochs"));
        CHECK(ran.said.size() < 200);
    }
}

TEST_CASE("a lab that ran is a success only if what it printed has arrived", "[lab]") {
    const TemporaryFolder folder;
    const auto print = [] { fmt::print("figures\n"); };
    CHECK(run_lab(folder / "r", print).exit_code == 0);
    for (const char* out : {"/dev/full", ""}) {
        const auto ran = run_lab(folder / "r", print, out);
        INFO(out << ": " << ran.said);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.said, ContainsSubstring("cannot be written"));
    }
}

TEST_CASE("with too little memory a lab says so, and ends", "[lab]") {
    const TemporaryFolder folder;
    const auto ran = run_lab(folder / "r", [] {
        std::atexit([] { ::sleep(60); });  // as OpenBLAS does, if it has not the memory for its threads
        throw std::bad_alloc();
    });
    INFO(ran.said);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.said, ContainsSubstring("not enough memory") && ContainsSubstring("--data digits"));
}

TEST_CASE("a result that is larger than a limit allows: the limit is named", "[lab]") {
    const TemporaryFolder folder;
    const auto ran = run_lab(folder / "r", [] {
        throw fs::filesystem_error("cannot write the file", "x.npz",
                                   std::make_error_code(std::errc::file_too_large));
    });
    INFO(ran.said);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.said, ContainsSubstring("ulimit -f") && !ContainsSubstring("--results"));
}

TEST_CASE("a folder of results that cannot be written has a next step", "[lab]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "file") << "x";
    const auto in_the_way = run_lab(folder / "file/results", [] {});
    CHECK(in_the_way.exit_code == 1);
    CHECK_THAT(in_the_way.said, ContainsSubstring("--results FOLDER"));
    if (!AsOrdinaryUser::possible(WORKBOOK_SOURCE_DIR)) return;
    ::chmod(folder.path().c_str(), 0755);
    Ran ran;
    {
        const AsOrdinaryUser user;
        ran = run_lab("/no-such-folder-here/results", [] {});
    }
    INFO(ran.said);
    CHECK(ran.exit_code == 1);
    // Never of what lies outside of the checkout.
    CHECK_THAT(ran.said, ContainsSubstring("--results FOLDER") && !ContainsSubstring("chown"));
}

TEST_CASE("a figure that is no number is no result", "[lab]") {
    wb::Summary summary({.flavor = "reference", .data = "digits"});
    CHECK_THROWS_WITH(summary.add({.chapter = 3,
                                   .model = "784-10",
                                   .data = "digits",
                                   .metric = "test accuracy",
                                   .value = std::nan(""),
                                   .promised = std::nullopt,
                                   .seconds = 1}),
                      ContainsSubstring("784-10") && ContainsSubstring("diverge"));
}
