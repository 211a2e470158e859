#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "common/io/gzip.hpp"
#include "common/random/rng.hpp"
#include "tests/common/mirror.hpp"
#include "tests/common/run.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/catch.hpp"

// data/fetch.sh against mirrors of our own on 127.0.0.1: good ones, and bad ones of every kind met in
// practice.

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> names{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                     "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string gzip(const std::string& text) {
    const auto packed = wb::gzip_compress({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    return {packed.begin(), packed.end()};
}

/// Bytes that hardly shrink, so that half of the packed file is half of the content.
std::string noise(std::uint32_t seed) {
    wb::Rng rng(seed);
    std::string text;
    for (int i = 0; i < 20000; ++i) text += static_cast<char>(rng.below(256));
    return text;
}

/// A small data set called mnist with its checksums, and an empty place to fetch it to.
class Fetch {
public:
    Fetch() {
        std::string checksums;
        for (std::uint32_t i = 0; i < 4; ++i) {
            unpacked_[names[i]] = noise(i);
            write(root_ / names[i], unpacked_[names[i]]);
            checksums += hash(root_ / names[i]) + "  mnist/" + names[i] + "\n";
        }
        write(root_ / "checksums.txt", checksums);
    }

    static std::string hash(const fs::path& path) {
        return run("sha256sum <" + path.string()).output.substr(0, 64);
    }

    /// A mirror that has all four files.
    std::unique_ptr<Mirror> good_mirror() const {
        auto mirror = std::make_unique<Mirror>();
        for (const auto& [name, text] : unpacked_) (*mirror)[name].body = gzip(text);
        return mirror;
    }

    const std::string& unpacked(const std::string& name) const { return unpacked_.at(name); }
    fs::path folder() const { return root_ / "mnist"; }
    fs::path part(const std::string& name) const { return folder() / ("." + name + ".gz.part"); }
    fs::path root() const { return root_.path(); }

    /// Runs the script without any of this process's environment: no proxy, no configuration of curl.
    RunResult operator()(const std::string& mirrors, const std::string& more_environment = "",
                         const std::string& arguments = "") const {
        return run("env -i PATH=\"$PATH\" HOME=" + root().string() +
                   " WORKBOOK_CHECKSUMS=" + root().string() + "/checksums.txt WORKBOOK_MIRRORS='" + mirrors +
                   "' WORKBOOK_CONNECT_TIMEOUT=2 "
                   "WORKBOOK_LOW_SPEED_TIME=1 " +
                   more_environment + " '" WORKBOOK_SOURCE_DIR "/data/fetch.sh' " +
                   (arguments.empty() ? "mnist " + folder().string() : arguments));
    }

    /// Are the four files there and right, and nothing else?
    bool complete() const {
        for (const std::string& name : names) {
            const auto bytes = wb::read_file(folder() / (name + ".gz"));
            if (std::string(bytes.begin(), bytes.end()) != unpacked(name)) return false;
        }
        return std::distance(fs::directory_iterator(folder()), {}) == 4;
    }

private:
    TemporaryFolder root_;
    std::map<std::string, std::string> unpacked_;
};

const std::string& first = names[0];

}  // namespace

TEST_CASE("a good mirror gives the set, and a second run leaves it alone", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    const auto result = fetch(mirror->url());
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK(fetch.complete());
    CHECK_THAT(result.output, ContainsSubstring("four files, all checksums right"));
    CHECK(mirror->requests() == 4);

    const auto again = fetch(mirror->url());
    CHECK(again.exit_code == 0);
    CHECK_THAT(again.output, ContainsSubstring("already in") && ContainsSubstring("nothing to do"));
    CHECK(mirror->requests() == 4);
}

TEST_CASE("only what is missing or damaged is fetched", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    REQUIRE(fetch(mirror->url()).exit_code == 0);
    fs::remove(fetch.folder() / (names[1] + ".gz"));
    write(fetch.folder() / (names[2] + ".gz"), gzip("something else"));
    const auto result = fetch(mirror->url());
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring(names[0] + ": already there"));
    CHECK_THAT(result.output, ContainsSubstring(names[2] + ".gz is damaged; getting it again"));
    CHECK(mirror->requests() == 4 + 2);
    CHECK(fetch.complete());
}

TEST_CASE("unpacked files that are right are taken as they are", "[fetch]") {
    const Fetch fetch;
    fs::create_directory(fetch.folder());
    for (const std::string& name : names) write(fetch.folder() / name, fetch.unpacked(name));
    fs::rename(fetch.folder() / names[0], fetch.folder() / "train-images.idx3-ubyte");
    const Mirror empty;
    CHECK(fetch(empty.url()).exit_code == 0);
    CHECK(empty.requests() == 0);
    write(fetch.folder() / names[3], "damaged");  // the control
    CHECK(fetch(empty.url()).exit_code == 1);
    CHECK(empty.requests() == 1);
}

TEST_CASE("a set in WORKBOOK_DATA_DIR counts, unless a folder is named", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    REQUIRE(fetch(mirror->url()).exit_code == 0);
    const std::string here = "WORKBOOK_DATA_DIR=" + fetch.root().string();
    const auto result = fetch("", here, "mnist");
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring("already in"));
    CHECK(fetch(mirror->url(), here, "mnist " + fetch.root().string() + "/other").exit_code == 0);
    CHECK(mirror->requests() == 8);
}

TEST_CASE("a mirror that lacks the file, or is not there, gives way to the next", "[fetch]") {
    const Fetch fetch;
    const Mirror empty;
    Mirror gone;
    gone.stop();
    const auto good = fetch.good_mirror();
    const auto result = fetch(empty.url() + " " + gone.url() + " " + good->url());
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring("mirror " + empty.url() + ": 404; trying the next"));
    CHECK_THAT(result.output, ContainsSubstring("mirror " + gone.url() + ": no connection; trying the next"));
    CHECK(fetch.complete());
}

TEST_CASE("when every mirror fails nothing is left behind, not even the folder", "[fetch]") {
    const Fetch fetch;
    const Mirror empty;
    const auto result = fetch(empty.url());
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("404; there is no other mirror"));
    CHECK_THAT(result.output, ContainsSubstring(first + " could not be downloaded"));
    CHECK(!fs::exists(fetch.folder()));
}

TEST_CASE("a file with the wrong checksum is thrown away", "[fetch]") {
    const Fetch fetch;
    const auto bad = fetch.good_mirror(), good = fetch.good_mirror();
    (*bad)[first].body = gzip("well packed, but not what was asked for");
    const auto alone = fetch(bad->url());
    INFO(alone.output);
    CHECK(alone.exit_code == 1);
    write(fetch.root() / "wrong", "well packed, but not what was asked for");
    CHECK_THAT(
        alone.output,
        ContainsSubstring("checksum wrong: expected " + Fetch::hash(fetch.root() / first) + ", found " +
                          Fetch::hash(fetch.root() / "wrong") + "; the file was thrown away"));
    CHECK(!fs::exists(fetch.folder()));

    CHECK(fetch(bad->url() + " " + good->url()).exit_code == 0);
    CHECK(fetch.complete());
}

TEST_CASE("a damaged gzip file is thrown away", "[fetch]") {
    const Fetch fetch;
    const auto bad = fetch.good_mirror();
    std::string& body = (*bad)[first].body;
    SECTION("a byte has changed") {
        REQUIRE(!body.empty());
        body[body.size() / 2] ^= 1;
    }
    SECTION("the mirror's own copy is cut off") {
        REQUIRE(body.size() >= 2);
        body.resize(body.size() / 2);
    }
    const auto result = fetch(bad->url());
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("the gzip file is damaged; the file was thrown away"));
    CHECK(!fs::exists(fetch.folder()));
}

TEST_CASE("a web page in place of the file is called one", "[fetch]") {
    const Fetch fetch;
    const auto bad = fetch.good_mirror();
    (*bad)[first].body = "<html><body>Please log in to the campus network</body></html>";
    const auto result = fetch(bad->url());
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output,
               ContainsSubstring("not gzip, but something that begins \"<html><body>Please log in"));
    (*bad)[first].body = "";
    CHECK_THAT(fetch(bad->url()).output, ContainsSubstring("an empty file"));
    CHECK(!fs::exists(fetch.folder()));
}

TEST_CASE("a download that broke off is continued where it ended", "[fetch]") {
    const Fetch fetch;
    const auto breaking = fetch.good_mirror(), good = fetch.good_mirror();
    const std::size_t size = (*good)[first].body.size();
    (*breaking)[first].breaks_off_after = 5000;

    const auto stopped = fetch(breaking->url());
    INFO(stopped.output);
    CHECK(stopped.exit_code == 1);
    CHECK_THAT(stopped.output, ContainsSubstring("the connection broke off; there is no other mirror"));
    CHECK_THAT(stopped.output, ContainsSubstring("The 5000 bytes that arrived are kept"));
    CHECK(fs::file_size(fetch.part(first)) == 5000);
    CHECK(!fs::exists(fetch.folder() / (first + ".gz")));

    for (std::size_t i = 1; i < 4; ++i) (*good)[names[i]].body = "";  // only the first file's bytes count
    const auto result = fetch(good->url());
    INFO(result.output);
    CHECK_THAT(result.output, ContainsSubstring("going on after 5000 bytes"));
    CHECK(good->bytes_sent() == size - 5000);
    CHECK(content(fetch.folder() / (first + ".gz")) == gzip(fetch.unpacked(first)));
    CHECK(!fs::exists(fetch.part(first)));
}

TEST_CASE("within one run the next mirror continues what the last one began", "[fetch]") {
    const Fetch fetch;
    const auto breaking = fetch.good_mirror(), good = fetch.good_mirror();
    (*breaking)[first].breaks_off_after = 5000;
    std::size_t all = 0;
    for (const std::string& name : names) all += (*good)[name].body.size();
    CHECK(fetch(breaking->url() + " " + good->url()).exit_code == 0);
    CHECK(fetch.complete());
    CHECK(breaking->bytes_sent() + good->bytes_sent() == all);  // no byte came twice
    CHECK(good->bytes_sent() == (*good)[first].body.size() - 5000);
}

TEST_CASE("what cannot be continued is fetched from the beginning", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    const std::size_t size = (*mirror)[first].body.size();
    fs::create_directory(fetch.folder());
    std::string why;
    SECTION("the mirror cannot send a part of a file") {
        REQUIRE(size > 5000);
        write(fetch.part(first), (*mirror)[first].body.substr(0, 5000));
        (*mirror)[first].knows_ranges = false;
        why = "this mirror cannot go on from there; starting from the beginning";
    }
    SECTION("the beginning was packed in another way") {
        const auto other = gzip(noise(99));
        REQUIRE(other.size() > 5000);
        write(fetch.part(first), other.substr(0, 5000));
        why = "the gzip file is damaged; starting from the beginning";
    }
    SECTION("the beginning is longer than the whole") {
        write(fetch.part(first), (*mirror)[first].body + "and more");
        REQUIRE(fs::file_size(fetch.part(first)) > size);
        why = "starting from the beginning";  // versions of curl differ in what they make of a 416
    }
    SECTION("the beginning is no gzip at all") {
        write(fetch.part(first), "<html>");
        REQUIRE(fs::file_size(fetch.part(first)) < size);
        why = first + ": right (" + std::to_string(size) + " bytes)";
    }
    const auto result = fetch(mirror->url());
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring(why));
    CHECK(fetch.complete());
}

TEST_CASE("a download that only lacked its name is not fetched again", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    fs::create_directory(fetch.folder());
    write(fetch.part(first), (*mirror)[first].body);
    CHECK(fetch(mirror->url()).exit_code == 0);
    CHECK(mirror->requests() == 3);
    CHECK(fetch.complete());
}

TEST_CASE("a mirror that stalls is given up soon, and the next one continues", "[fetch]") {
    const Fetch fetch;
    const auto slow = fetch.good_mirror(), good = fetch.good_mirror();
    (*slow)[first].breaks_off_after = 5000;
    (*slow)[first].stalls = true;
    for (std::size_t i = 1; i < 4; ++i) (*slow)[names[i]].redirect = "/nothing";
    const auto begin = std::chrono::steady_clock::now();
    // Curl looks at the mean of some seconds, in which the first 5,000 bytes still count: hence the high
    // limit.
    const auto result = fetch(slow->url() + " " + good->url(), "WORKBOOK_LOW_SPEED=100000");
    const auto duration = std::chrono::steady_clock::now() - begin;
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring("too slow, or no answer; trying the next"));
    CHECK_THAT(result.output, ContainsSubstring("going on after 5000 bytes"));
    CHECK(fetch.complete());
    CHECK(duration < 15s);  // 2 s here; the script's own limit, 20 s, would not do
}

TEST_CASE("redirections are followed, but not endlessly", "[fetch]") {
    const Fetch fetch;
    const auto target = fetch.good_mirror();
    Mirror mirror;
    for (const std::string& name : names) mirror[name].redirect = target->url() + name + ".gz";
    CHECK(fetch(mirror.url()).exit_code == 0);
    CHECK(fetch.complete());

    fs::remove_all(fetch.folder());
    mirror[first].redirect = mirror.url() + first + ".gz";
    const auto loop = fetch(mirror.url());
    CHECK(loop.exit_code == 1);
    CHECK_THAT(loop.output, ContainsSubstring("too many redirections"));

    // Not even a mirror may point into this machine, right as the file there may be.
    write(fetch.root() / "local.gz", gzip(fetch.unpacked(first)));
    mirror[first].redirect = "file://" + (fetch.root() / "local.gz").string();
    CHECK(fetch(mirror.url()).exit_code == 1);
}

TEST_CASE("two runs at once: the second one steps back", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    fs::create_directory(fetch.folder());
    const int lock = ::open(fetch.folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(lock >= 0);
    REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
    const auto result = fetch(mirror->url());
    CHECK(result.exit_code == 4);
    CHECK_THAT(result.output, ContainsSubstring("Another run is filling"));
    CHECK(mirror->requests() == 0);
    ::close(lock);
    CHECK(fetch(mirror->url()).exit_code == 0);  // and leaves no lock behind when it has ended
    CHECK(fetch.complete());
}

TEST_CASE("wrong usage is answered with exit code 2 and what would be right", "[fetch]") {
    const Fetch fetch;
    for (const char* arguments : {"''", "minst", "mnist a b", "../mnist", "digits", "fashion"}) {
        CAPTURE(arguments);
        const auto result = fetch("", "", arguments);
        CHECK(result.exit_code == 2);  // "fashion" is not in this test's checksums
        CHECK(!result.output.empty());
    }
    CHECK_THAT(fetch("", "", "minst").output, ContainsSubstring("NAME is mnist or fashion"));
    CHECK_THAT(fetch("", "", "digits").output, ContainsSubstring("git checkout -- data/digits"));
    CHECK(fetch("", "", "--help").exit_code == 0);
}

TEST_CASE("a folder that cannot be made, or a tool that is missing, has its own exit code", "[fetch]") {
    const Fetch fetch;
    const auto nowhere = fetch("", "", "mnist " + (fetch.root() / first).string() + "/below-a-file");
    CHECK(nowhere.exit_code == 5);

    fs::create_directory(fetch.root() / "tools");
    const auto link =
        run("for tool in bash dirname awk flock gzip od sha256sum; do ln -s \"$(command -v $tool)\" " +
            (fetch.root() / "tools").string() + "; done");
    REQUIRE(link.exit_code == 0);
    const auto result = fetch("", "PATH=" + (fetch.root() / "tools").string());
    INFO(result.output);
    CHECK(result.exit_code == 3);
    CHECK_THAT(result.output, ContainsSubstring("needs curl"));
}

TEST_CASE("an endless mirror is given up, its file thrown away, and the next one asked", "[fetch]") {
    const Fetch fetch;
    const auto endless = fetch.good_mirror();
    // 3 MB of gzip, and the limit is 1 MiB.
    (*endless)[first].body = gzip(fetch.unpacked(first)) + std::string(3'000'000, '\7');
    const auto good = fetch.good_mirror();
    const auto result = fetch(endless->url() + " " + good->url(), "WORKBOOK_MOST_MIB=1");
    INFO(result.output);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.output, ContainsSubstring("it sends more than 1 MiB"));
    CHECK(fetch.complete());
}

TEST_CASE("a file that unpacks to more than any of ours is refused, and not unpacked to its end", "[fetch]") {
    const Fetch fetch;
    const auto mirror = fetch.good_mirror();
    std::string bomb;
    const std::string member = gzip(std::string(16 << 20, '\0'));
    for (int i = 0; i < 10; ++i) bomb += member;
    (*mirror)[first].body = bomb;
    const auto result = fetch(mirror->url());
    INFO(result.output);
    CHECK(result.exit_code == 1);
    CHECK_THAT(result.output, ContainsSubstring("unpacks to more than any of ours"));
}

TEST_CASE("every mirror of the script is https, and so is what they send on to", "[fetch]") {
    const auto script = content(WORKBOOK_SOURCE_DIR "/data/fetch.sh");
    CHECK_THAT(script, ContainsSubstring("protocols=\"=https\"") &&
                           ContainsSubstring("--proto-redir \"$protocols\""));
    std::size_t mirrors = 0;
    for (auto at = script.find("://"); at != std::string::npos; at = script.find("://", at + 1)) {
        ++mirrors;
        CHECK(script.substr(at - 5, 5) == "https");
    }
    CHECK(mirrors >= 4);
}

TEST_CASE("files in folders of their own names count", "[fetch]") {
    const Fetch fetch;
    for (const std::string& name : names) {
        fs::create_directories(fetch.folder() / name);
        write(fetch.folder() / name / name, fetch.unpacked(name));
    }
    const Mirror empty;
    CHECK(fetch(empty.url()).exit_code == 0);
}
