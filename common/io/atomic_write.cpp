#include "common/io/atomic_write.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error) {
    throw fs::filesystem_error("cannot write the file: " + what, path,
                               std::error_code(error, std::generic_category()));
}

/// A new file beside its future place. Unless keep_as() has renamed it, it is removed on every way out.
class TemporaryFile {
public:
    explicit TemporaryFile(const fs::path& target) : target_(target) {
        // O_EXCL: never a file that exists. Unlike mkstemp, open() grants the permissions the umask allows.
        static std::atomic<unsigned> count{0};
        do {
            path_ = target_.parent_path() /
                    (".wb-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".tmp");
            descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (descriptor_ < 0 && errno == EEXIST);
        if (descriptor_ < 0) fail("no temporary file in its folder", target_, errno);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    /// Gives the file the permissions of the one that it will replace, if there is one.
    void take_permissions() {
        struct stat old {};
        if (::lstat(target_.c_str(), &old) != 0 || !S_ISREG(old.st_mode)) return;
        if (::fchmod(descriptor_, old.st_mode & 07777U) != 0) fail("permissions", target_, errno);
    }

    void write(std::span<const std::uint8_t> bytes) {
        while (!bytes.empty()) {
            const ::ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("writing", target_, errno);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        // Without this the rename could reach the disk before the bytes do.
        if (::fsync(descriptor_) != 0) fail("flushing to the disk", target_, errno);
    }

    void move_into_place() {
        // Some file systems report a full disk only now.
        const int descriptor = std::exchange(descriptor_, -1);
        if (::close(descriptor) != 0) fail("closing", target_, errno);
        if (::rename(path_.c_str(), target_.c_str()) != 0) fail("renaming into place", target_, errno);
        path_.clear();
    }

private:
    fs::path target_, path_;
    int descriptor_ = -1;
};

/// Makes the rename itself outlast a power cut. Best effort: the file is complete either way, and not every
/// file system can do it.
void flush_folder(fs::path folder) {
    if (folder.empty()) folder = ".";
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

void wb::write_file_atomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    TemporaryFile file(path);
    file.take_permissions();
    file.write(bytes);
    file.move_into_place();
    flush_folder(path.parent_path());
}

void wb::write_file_atomically(const std::filesystem::path& path, std::string_view text) {
    // Characters may always be looked at as bytes.
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    write_file_atomically(path, std::span(bytes, text.size()));
}
