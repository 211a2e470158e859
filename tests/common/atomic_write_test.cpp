#include "common/io/atomic_write.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "tests/common/as_ordinary_user.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

/// While it lives, this process can write no file past `bytes`, and is told so by an error instead of a
/// signal: a full disk that needs no disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : old_action_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &old_limit_);
        const rlimit limit{bytes, old_limit_.rlim_max};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
            throw std::runtime_error("cannot limit the size of files");
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &old_limit_);
        std::signal(SIGXFSZ, old_action_);
    }

private:
    void (*old_action_)(int);
    rlimit old_limit_{};
};

}  // namespace

TEST_CASE("a file is written, then replaced, and nothing else is left in the folder", "[atomic_write]") {
    const TemporaryFolder folder;
    const auto path = folder / "file";
    wb::write_file_atomically(path, "first");
    CHECK(content(path) == "first");
    const std::vector<std::uint8_t> bytes{0, 255, 10, 13};
    wb::write_file_atomically(path, bytes);
    CHECK(content(path) == std::string("\x00\xff\n\r", 4));
    wb::write_file_atomically(path, "");
    CHECK(fs::file_size(path) == 0);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a name without a folder is written into the current one", "[atomic_write]") {
    const TemporaryFolder folder;
    const auto before = fs::current_path();
    fs::current_path(folder.path());
    wb::write_file_atomically("file", "here");
    fs::current_path(before);
    CHECK(content(folder / "file") == "here");
}

TEST_CASE("a new file has the usual permissions, a replaced one keeps its own", "[atomic_write]") {
    const TemporaryFolder folder;
    const auto mode = [&](const char* name) { return fs::status(folder / name).permissions(); };
    const mode_t old_mask = ::umask(022);
    wb::write_file_atomically(folder / "new", "x");
    ::umask(old_mask);
    CHECK(mode("new") == static_cast<fs::perms>(0644));

    wb::write_file_atomically(folder / "script", "x");
    fs::permissions(folder / "script", static_cast<fs::perms>(0750));
    wb::write_file_atomically(folder / "script", "y");
    CHECK(mode("script") == static_cast<fs::perms>(0750));
}

TEST_CASE("a folder that is not there is named, with the reason", "[atomic_write]") {
    const TemporaryFolder folder;
    const auto error =
        thrown_by<fs::filesystem_error>([&] { wb::write_file_atomically(folder / "no/file", "x"); });
    CHECK(error.path1() == folder / "no/file");
    CHECK(error.code() == std::errc::no_such_file_or_directory);
    CHECK_THAT(error.what(), ContainsSubstring((folder / "no/file").string()));
    CHECK_THAT(error.what(), ContainsSubstring("No such file or directory"));
}

TEST_CASE("a folder in the file's place is not replaced, and no temporary file stays", "[atomic_write]") {
    const TemporaryFolder folder;
    fs::create_directory(folder / "taken");
    const auto error =
        thrown_by<fs::filesystem_error>([&] { wb::write_file_atomically(folder / "taken", "x"); });
    CHECK(error.code() == std::errc::is_a_directory);
    CHECK(fs::is_directory(folder / "taken"));
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("when the disk is full the old file stays as it was, and no temporary file stays",
          "[atomic_write]") {
    const TemporaryFolder folder;
    const auto path = folder / "file";
    wb::write_file_atomically(path, "old");
    {
        const FileSizeLimit limit(1000);
        const std::string large(5000, 'x');
        const auto error = thrown_by<fs::filesystem_error>([&] { wb::write_file_atomically(path, large); });
        CHECK(error.code() == std::errc::file_too_large);
        wb::write_file_atomically(folder / "small", "fits");  // the control: the limit alone is no error
    }
    CHECK(content(path) == "old");
    CHECK(content(folder / "small") == "fits");
    CHECK(files_in(folder.path()) == 2);
}

TEST_CASE("a folder that may not be written is named, with the reason", "[atomic_write]") {
    if (!AsOrdinaryUser::possible()) {
        WARN("not tested: root cannot become another user here");
        return;
    }
    const TemporaryFolder folder;
    fs::permissions(folder.path(), static_cast<fs::perms>(0555));
    {
        const AsOrdinaryUser user;
        const auto error =
            thrown_by<fs::filesystem_error>([&] { wb::write_file_atomically(folder / "file", "x"); });
        CHECK(error.code() == std::errc::permission_denied);
    }
    fs::permissions(folder.path(), fs::perms::owner_all);
    CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a reader sees the old content or the new one, never a part", "[atomic_write]") {
    const TemporaryFolder folder;
    const auto path = folder / "file";
    const std::string a(200000, 'a'), b(300000, 'b');
    wb::write_file_atomically(path, a);
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (int i = 0; i < 20; ++i) wb::write_file_atomically(path, i % 2 == 0 ? b : a);
        done = true;
    });
    std::size_t partial = 0, reads = 0;
    while (!done) {
        const std::string seen = content(path);
        if (seen != a && seen != b) ++partial;
        ++reads;
    }
    writer.join();
    CHECK(reads > 0);
    CHECK(partial == 0);
}
