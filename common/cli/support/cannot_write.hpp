/// \file
/// Why something cannot be written, and what to do about it.
#pragma once

#include <system_error>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/file.hpp"

namespace wb::cli {

/// The failure to write `path`: whose file or folder it is and the command that changes that, or that the
/// disk is full, or what else the system says.
Failure cannot_write(const fs::path& path, const std::error_code& reason);

/// Makes the folder if it is missing. \throws Failure, see cannot_write(), unless files can be made in it
void require_writable(const fs::path& folder);

}  // namespace wb::cli
