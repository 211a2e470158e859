/// \file
/// Who includes whom, from what ninja recorded.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

/// What the dependencies of the object files show.
struct Isolation {
    std::map<int, std::size_t> objects;  ///< examined, by chapter
    std::vector<std::string>
        violations;  ///< "CMakeFiles/...: chapter 2 includes chapters/ch03_mlp/linear.hpp"
};

/// Reads `ninja -t deps`: an object file belongs to the first chNN_ in its path, and must not depend on a
/// file of a later chapter's folder. Entries that ninja calls stale are left out.
Isolation examine_isolation(std::string_view ninja_deps);

}  // namespace wb::cli
