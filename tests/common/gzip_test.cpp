#include "common/io/gzip.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <new>
#include <numeric>
#include <string_view>

#include "common/errors/data_error.hpp"
#include "common/random/rng.hpp"
#include "tests/common/as_ordinary_user.hpp"
#include "tests/common/run.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using Bytes = std::vector<std::uint8_t>;

namespace {

std::filesystem::path write(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    std::filesystem::remove(path);  // ext4 flushes a file that is emptied and written again: slow
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
    return path;
}

std::filesystem::path write(const std::filesystem::path& path, std::string_view text) {
    return write(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

/// Bytes that hardly shrink, so that cutting the packed file cuts content.
Bytes noise(std::size_t count) {
    wb::Rng rng(1);
    Bytes bytes(count);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(rng.below(256));
    return bytes;
}

wb::data_error error_of(const std::filesystem::path& path, std::size_t limit = wb::default_read_limit) {
    return thrown_by<wb::data_error>([&] { wb::read_file(path, limit); });
}

}  // namespace

TEST_CASE("what was packed is read back, whatever its length", "[gzip]") {
    const TemporaryFolder folder;
    // Around the sizes at which read_file's buffers fill up exactly.
    const std::size_t length =
        GENERATE(as<std::size_t>{}, 0, 1, 100, 262143, 262144, 262145, 524288, 1000000);
    const Bytes bytes = noise(length);
    CHECK(wb::read_file(write(folder / "bytes.gz", wb::gzip_compress(bytes))) == bytes);
    CHECK(wb::read_file(write(folder / "bytes", bytes)) == bytes);
}

TEST_CASE("gzip itself can read what is packed, and we what gzip packs", "[gzip]") {
    const TemporaryFolder folder;
    const Bytes bytes = noise(5000);
    write(folder / "ours.gz", wb::gzip_compress(bytes));
    write(folder / "theirs", bytes);
    const auto result = run("cd " + folder.path().string() +
                            " && gzip -t ours.gz && gzip -dc ours.gz | cmp - theirs && gzip theirs");
    CHECK(result.output.empty());
    REQUIRE(result.exit_code == 0);
    CHECK(wb::read_file(folder / "theirs.gz") == bytes);
}

TEST_CASE("packing records neither a time nor a name nor a system", "[gzip]") {
    const Bytes packed = wb::gzip_compress(noise(10));
    REQUIRE(packed.size() > 10);
    // RFC 1952, 2.3: magic, deflate, no flags, four bytes of time, "best compression", "unknown system".
    CHECK(Bytes(packed.begin(), packed.begin() + 10) == Bytes{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255});
}

TEST_CASE("a file of several gzip members, padded with zeros, is read whole", "[gzip]") {
    const TemporaryFolder folder;
    Bytes file = wb::gzip_compress(Bytes{1, 2, 3});
    const Bytes second = wb::gzip_compress(Bytes{4, 5});
    file.insert(file.end(), second.begin(), second.end());
    file.insert(file.end(), 512, 0);
    CHECK(wb::read_file(write(folder / "two.gz", file)) == Bytes{1, 2, 3, 4, 5});
}

TEST_CASE("the first bytes decide, not the name", "[gzip]") {
    const TemporaryFolder folder;
    const Bytes idx{0, 0, 8, 1, 0, 0, 0, 1, 7};
    CHECK(wb::read_file(write(folder / "plain-idx.gz", idx)) == idx);
    CHECK(wb::read_file(write(folder / "packed-idx", wb::gzip_compress(idx))) == idx);
    // Not IDX either, but it does not claim to be gzip.
    CHECK(wb::read_file(write(folder / "text", std::string_view("hello"))).size() == 5);
}

TEST_CASE("a web page saved under the name of a gzip file is called what it is", "[gzip]") {
    const TemporaryFolder folder;
    const auto error = error_of(write(folder / "page.gz", std::string_view("<!DOCTYPE html>\n<html>")));
    CHECK(error.file() == (folder / "page.gz").string());
    CHECK(error.field() == "first bytes");
    CHECK(error.expected() == "1f 8b (gzip) or 00 00 (IDX)");
    CHECK(error.found() == "text that begins \"<!DOCTYPE html> \"");
    CHECK_THAT(error.hint(), ContainsSubstring("./workbook data mnist"));

    CHECK(error_of(write(folder / "bytes.gz", Bytes{0xff, 0xfe, 0x00, 0x01, 0x02})).found() == "ff fe 00 01");
    CHECK(error_of(write(folder / "empty.gz", Bytes{})).found() == "an empty file");
}

TEST_CASE("a missing file says how to get the data", "[gzip]") {
    const TemporaryFolder folder;
    const auto error = error_of(folder / "mnist/train-images-idx3-ubyte.gz");
    CHECK(error.found() == "nothing of that name");
    CHECK_THAT(error.hint(), ContainsSubstring("./workbook data mnist"));
    CHECK_THAT(error_of(folder / "fashion/x.gz").hint(), ContainsSubstring("./workbook data fashion"));
    CHECK_THAT(error_of(folder / "digits/x.gz").hint(), ContainsSubstring("git checkout -- data/digits"));
}

TEST_CASE("what is not an ordinary file is refused, not waited for", "[gzip]") {
    const TemporaryFolder folder;
    CHECK(error_of(folder.path()).found() == "a folder");
    const auto pipe = folder / "pipe.gz";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(error_of(pipe).found() == "a pipe, socket or device");
    CHECK(error_of("/dev/zero").found() == "a pipe, socket or device");
}

TEST_CASE("a file that may not be read is told from a missing one", "[gzip]") {
    if (!AsOrdinaryUser::possible()) {
        WARN("not tested: root cannot become another user here");
        return;
    }
    const TemporaryFolder folder;
    namespace fs = std::filesystem;
    const auto path = write(folder / "secret.gz", wb::gzip_compress(Bytes{1}));
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(path, fs::perms::none);
    {
        const AsOrdinaryUser user;
        const auto error = error_of(path);
        CHECK(error.found() == "Permission denied");
        CHECK_THAT(error.hint(), ContainsSubstring("chmod u+r " + path.string()));
    }
    fs::permissions(path, static_cast<fs::perms>(0444));
    fs::create_directory(folder / "closed");
    write(folder / "closed/file.gz", wb::gzip_compress(Bytes{1}));
    fs::permissions(folder / "closed", fs::perms::none);
    {
        const AsOrdinaryUser user;
        CHECK(wb::read_file(path) == Bytes{1});  // the control: it is the permission that matters
        const auto error = error_of(folder / "closed/file.gz");
        CHECK(error.found() == "Permission denied");
        CHECK_THAT(error.hint(), ContainsSubstring("permissions"));
    }
    fs::permissions(folder / "closed", fs::perms::owner_all);
}

TEST_CASE("a gzip file cut off anywhere is an error", "[gzip]") {
    const TemporaryFolder folder;
    const Bytes packed = wb::gzip_compress(noise(300));
    // Every cut that leaves the two magic bytes: within the header, the data, the checksum, the length.
    for (std::size_t length = 2; length < packed.size(); ++length) {
        CAPTURE(length, packed.size());
        const auto error = error_of(write(folder / "cut.gz", std::span(packed).first(length)));
        CHECK(error.field() == "gzip stream");
        CHECK_THAT(error.found(), ContainsSubstring("breaks off"));
        CHECK_THAT(error.hint(), ContainsSubstring("Delete the file"));
    }
}

TEST_CASE("a flipped bit is an error, or changes nothing", "[gzip]") {
    // A few bits carry no meaning: the padding of the last byte of the data, the reserved ones of the header.
    // Whatever is flipped, other bytes than the original must never come back.
    const TemporaryFolder folder;
    Bytes bytes = noise(100);
    bytes.insert(bytes.end(), 200, 'x');
    const Bytes packed = wb::gzip_compress(bytes);
    std::size_t noticed = 0, wrong = 0;
    for (std::size_t bit = 16; bit < 8 * packed.size(); ++bit) {  // past the magic bytes
        Bytes damaged = packed;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        try {
            if (wb::read_file(write(folder / "damaged.gz", damaged)) != bytes) ++wrong;
        } catch (const wb::data_error& error) {
            if (error.field() == "gzip stream") ++noticed;
        }
    }
    CHECK(wrong == 0);
    // The time, the system and the extra flags of the header, 48 bits, may have any value.
    CHECK(noticed > 8 * packed.size() - 16 - 48 - 16);
}

TEST_CASE("a wrong checksum and a wrong length are told apart", "[gzip]") {
    const TemporaryFolder folder;
    const Bytes packed = wb::gzip_compress(noise(300));
    Bytes wrong_sum = packed, wrong_length = packed;
    wrong_sum[packed.size() - 8] ^= 1;
    wrong_length[packed.size() - 4] ^= 1;
    CHECK(error_of(write(folder / "sum.gz", wrong_sum)).found() == "damage (incorrect data check)");
    CHECK(error_of(write(folder / "length.gz", wrong_length)).found() == "damage (incorrect length check)");
}

TEST_CASE("bytes after the end of a gzip stream are an error", "[gzip]") {
    const TemporaryFolder folder;
    Bytes packed = wb::gzip_compress(noise(300));
    packed.insert(packed.end(), {'j', 'u', 'n', 'k'});
    CHECK_THAT(error_of(write(folder / "tail.gz", packed)).found(), ContainsSubstring("4 bytes more"));
}

TEST_CASE("the limit holds for the unpacked bytes, and is itself allowed", "[gzip]") {
    const TemporaryFolder folder;
    const auto packed = write(folder / "zeros.gz", wb::gzip_compress(Bytes(1000000, 0)));
    const auto plain = write(folder / "zeros", Bytes(1000000, 0));
    REQUIRE(std::filesystem::file_size(packed) < 2000);
    for (const auto& path : {packed, plain}) {
        CHECK(wb::read_file(path, 1000000).size() == 1000000);
        const auto error = error_of(path, 999999);
        CHECK(error.field() == "size");
        CHECK(error.expected() == "at most 999999 bytes, unpacked");
    }
}

TEST_CASE("a gzip bomb is refused, and takes no more memory than the limit", "[gzip]") {
    CHECK(wb::default_read_limit <= std::size_t{200} << 20U);
    const TemporaryFolder folder;
    Bytes bomb;
    // Members in a row: each of them unpacks to 16 MiB of zeros.
    const Bytes member = wb::gzip_compress(Bytes(std::size_t{16} << 20U, 0));
    for (int i = 0; i < 100; ++i) bomb.insert(bomb.end(), member.begin(), member.end());
    const auto path = write(folder / "bomb.gz", bomb);
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit little{std::size_t{1} << 30U, std::size_t{1} << 30U};
        ::setrlimit(RLIMIT_AS, &little);
        try {
            wb::read_file(path);
        } catch (const wb::data_error& error) {
            ::_exit(error.field() == "size" ? 0 : 1);
        } catch (const std::bad_alloc&) {
            ::_exit(2);
        }
        ::_exit(3);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
