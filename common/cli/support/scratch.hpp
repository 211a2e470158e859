/// \file
/// A place for files that are soon gone.
#pragma once

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// A folder of its own, in build/tmp: that is there whatever TMPDIR says, and no other user of the machine
/// can have put anything into it. Removed at the end.
class ScratchFolder {
public:
    /// \param root  of the checkout
    /// \throws Failure if build/ cannot be written
    explicit ScratchFolder(const fs::path& root);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    fs::path operator/(const std::string& name) const { return path_ / name; }

private:
    fs::path path_;
};

}  // namespace wb::cli
