#include "common/io/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace {

namespace fs = std::filesystem;

int open_for_locking(const fs::path& path) {
    if (fs::is_directory(path)) return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
}

std::string content(int descriptor) {
    std::array<char, 256> text{};
    const auto length = ::pread(descriptor, text.data(), text.size(), 0);
    return {text.data(), length > 0 ? static_cast<std::size_t>(length) : 0};
}

}  // namespace

wb::FileLock::FileLock(const fs::path& path, std::string_view owner,
                       const std::function<void(const std::string& other)>& on_wait)
    : descriptor_(open_for_locking(path)) {
    if (descriptor_ < 0)
        throw fs::filesystem_error("cannot lock", path, std::error_code(errno, std::generic_category()));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        if (on_wait) on_wait(content(descriptor_));
        while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    // A process that cannot write to it still has the lock.
    if (!owner.empty() && ::ftruncate(descriptor_, 0) == 0) [[maybe_unused]]
        const auto written = ::pwrite(descriptor_, owner.data(), owner.size(), 0);
}

wb::FileLock::~FileLock() {
    // Said, and not only closed: a process that we have forked may have the file open as well.
    ::flock(descriptor_, LOCK_UN);
    ::close(descriptor_);
}
