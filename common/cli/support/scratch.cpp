#include "common/cli/support/scratch.hpp"

#include <stdlib.h>  // mkdtemp is POSIX, not C++

#include <cerrno>

#include "common/cli/support/cannot_write.hpp"

wb::cli::ScratchFolder::ScratchFolder(const fs::path& root) {
    const auto parent = root / "build" / "tmp";
    require_writable(parent);
    std::string name = (parent / "XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw cannot_write(parent, std::error_code(errno, std::generic_category()));
    path_ = name;
}

wb::cli::ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}
