#include "common/io/gzip.hpp"

#define ZLIB_CONST  // zlib then promises not to write to its input
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include "common/errors/data_error.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;
namespace fs = std::filesystem;

constexpr std::size_t chunk = std::size_t{1} << 18U;  // bytes read or unpacked at a time

/// The end of the sentence "get it with ...", by the folder that the file lies in.
std::string how_to_get(const fs::path& path) {
    const std::string folder = path.parent_path().filename().string();
    if (folder == "digits") return "git checkout -- data/digits (without git: from the download)";
    return "./workbook data " + std::string(folder == "fashion" ? "fashion" : "mnist");
}

[[noreturn]] void refuse(const fs::path& path, const std::string& field, const std::string& expected,
                         const std::string& found, const std::string& hint) {
    throw wb::data_error(path.string(), field, expected, found, hint);
}

[[noreturn]] void refuse_damaged(const fs::path& path, const std::string& found) {
    refuse(path, "gzip stream", "a whole, undamaged stream", found,
           "Delete the file and get it again with: " + how_to_get(path));
}

[[noreturn]] void refuse_too_large(const fs::path& path, std::size_t limit) {
    refuse(path, "size", "at most " + std::to_string(limit) + " bytes, unpacked", "more",
           "That is no data set of the workbook; get one with: " + how_to_get(path));
}

void refuse_all_but_regular_files(const fs::path& path) {
    std::error_code error;
    switch (fs::status(path, error).type()) {
        case fs::file_type::regular:
            return;
        case fs::file_type::not_found:
            refuse(path, "file", "a file", "nothing of that name",
                   "Check the name, or get the data with: " + how_to_get(path));
        case fs::file_type::directory:
            refuse(path, "file", "a file", "a folder", "Name one of the files in it.");
        case fs::file_type::none:
            refuse(path, "file", "a file that may be read", error.message(),
                   "Check the permissions of the file and of its folders.");
        default:
            refuse(path, "file", "an ordinary file", "a pipe, socket or device",
                   "Name a file on disk, or get the data with: " + how_to_get(path));
    }
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Bytes read_as_it_is(const fs::path& path, std::size_t limit) {
    refuse_all_but_regular_files(path);
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file)
        refuse(path, "file", "a file that may be read", std::strerror(errno),
               "Allow yourself to read it with: chmod u+r " + path.string());

    Bytes bytes;
    std::size_t received = 0;
    do {
        const std::size_t before = bytes.size();
        bytes.resize(before + chunk);
        received = std::fread(bytes.data() + before, 1, chunk, file.get());
        bytes.resize(before + received);
        if (bytes.size() > limit) refuse_too_large(path, limit);
    } while (received == chunk);
    if (std::ferror(file.get()) != 0)
        refuse(path, "content", "a file that can be read to its end",
               std::string(std::strerror(errno)) + " after " + std::to_string(bytes.size()) + " bytes",
               "The disk may be failing. Get the file again with: " + how_to_get(path));
    return bytes;
}

bool begins_with(std::span<const std::uint8_t> bytes, std::uint8_t first, std::uint8_t second) {
    return bytes.size() >= 2 && bytes[0] == first && bytes[1] == second;
}

bool is_gzip(std::span<const std::uint8_t> bytes) {
    return begins_with(bytes, 0x1f, 0x8b);
}

/// The first bytes for a message, as text where they are text: a web page is then known at a glance.
std::string describe_start(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) return "an empty file";
    const auto start = bytes.first(std::min<std::size_t>(bytes.size(), 16));
    const auto printable = [](std::uint8_t byte) {
        return std::isprint(byte) != 0 || std::isspace(byte) != 0;
    };
    std::string text;
    if (std::all_of(start.begin(), start.end(), printable)) {
        for (const std::uint8_t byte : start) text += std::isspace(byte) != 0 ? ' ' : static_cast<char>(byte);
        return "text that begins \"" + text + '"';
    }
    for (const std::uint8_t byte : start.first(std::min<std::size_t>(start.size(), 4))) {
        char digits[4];
        std::snprintf(digits, sizeof digits, text.empty() ? "%02x" : " %02x", static_cast<unsigned>(byte));
        text += digits;
    }
    return text;
}

/// A zlib stream for unpacking gzip; frees what zlib allocated on every way out.
class Inflater {
public:
    Inflater() {
        // 16 + 15: a gzip header and the largest window.
        if (inflateInit2(&stream_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream_); }

    /// Unpacks what it can of `input` to the end of `output`, at most one chunk, and removes what it has used
    /// up from `input`. \returns zlib's status
    int step(std::span<const std::uint8_t>& input, Bytes& output) {
        const auto offered = std::min<std::size_t>(input.size(), std::numeric_limits<uInt>::max());
        stream_.next_in = input.data();
        stream_.avail_in = static_cast<uInt>(offered);
        const std::size_t before = output.size();
        output.resize(before + chunk);
        stream_.next_out = output.data() + before;
        stream_.avail_out = static_cast<uInt>(chunk);
        const int status = inflate(&stream_, Z_NO_FLUSH);
        output.resize(output.size() - stream_.avail_out);
        input = input.subspan(offered - stream_.avail_in);
        return status;
    }

    void begin_next_member() { inflateReset(&stream_); }

    std::string complaint() const { return stream_.msg != nullptr ? stream_.msg : "no valid data"; }

private:
    z_stream stream_{};
};

/// The last four bytes of a gzip file: how large it is unpacked, modulo 4 GiB.
std::size_t promised_size(std::span<const std::uint8_t> packed) {
    if (packed.size() < 18) return 0;
    std::size_t size = 0;
    for (const std::uint8_t byte : {packed[packed.size() - 1], packed[packed.size() - 2],
                                    packed[packed.size() - 3], packed[packed.size() - 4]})
        size = size << 8U | byte;
    // No byte of gzip unpacks to more than 1032: of several members, or damaged.
    return size / 1032 > packed.size() ? 0 : size;
}

Bytes unpack(const fs::path& path, std::span<const std::uint8_t> packed, std::size_t limit) {
    Inflater inflater;
    Bytes bytes;
    // What is true of its size needs no more memory than its bytes; what is not is no reason to take more
    // than the limit.
    bytes.reserve(std::min(promised_size(packed), limit) + chunk);
    while (true) {
        const int status = inflater.step(packed, bytes);
        if (bytes.size() > limit) refuse_too_large(path, limit);
        if (status == Z_STREAM_END) {
            // A gzip file is one member or several in a row (RFC 1952); zeros may pad its end.
            if (is_gzip(packed)) {
                inflater.begin_next_member();
                continue;
            }
            if (std::all_of(packed.begin(), packed.end(), [](std::uint8_t byte) { return byte == 0; }))
                return bytes;
            refuse_damaged(path, std::to_string(packed.size()) + " bytes more after its end");
        }
        if (status == Z_MEM_ERROR) throw std::bad_alloc();
        // zlib reports Z_BUF_ERROR when it can go no further without more input.
        if (status == Z_BUF_ERROR)
            refuse_damaged(path,
                           "that it breaks off after " + std::to_string(bytes.size()) + " unpacked bytes");
        if (status != Z_OK) refuse_damaged(path, "damage (" + inflater.complaint() + ")");
    }
}

}  // namespace

std::vector<std::uint8_t> wb::read_file(const std::filesystem::path& path, std::size_t limit) {
    Bytes bytes = read_as_it_is(path, limit);
    if (is_gzip(bytes)) return unpack(path, bytes, limit);
    if (path.extension() == ".gz" && !begins_with(bytes, 0, 0))
        refuse(path, "first bytes", "1f 8b (gzip) or 00 00 (IDX)", describe_start(bytes),
               "Delete the file and get it again with: " + how_to_get(path));
    return bytes;
}

std::vector<std::uint8_t> wb::gzip_compress(std::span<const std::uint8_t> bytes) {
    if (bytes.size() > std::numeric_limits<uInt>::max())
        throw std::length_error("gzip_compress: 4 GiB or more at once");
    z_stream stream{};
    // 16 + 15: a gzip header and the largest window; 8 is zlib's usual memory level.
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    gz_header header{};  // no name, time 0
    header.os = 255;     // "unknown": zlib would write the system that it was built for
    deflateSetHeader(&stream, &header);

    Bytes packed;
    try {
        packed.resize(deflateBound(&stream, static_cast<uLong>(bytes.size())));
    } catch (...) {
        deflateEnd(&stream);
        throw;
    }
    stream.next_in = bytes.data();
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    if (status != Z_STREAM_END) throw std::logic_error("gzip_compress: zlib did not finish");
    return packed;
}
