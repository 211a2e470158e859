/// \file
/// Several pieces of work at once.
#pragma once

#include <cstddef>
#include <functional>

namespace wb::cli {

/// Calls work(0) to work(count - 1), on as many threads as there are cores, and on_tick now and then on this
/// one. Returns when all have returned. \throws the first exception that one of them threw
void for_each_at_once(std::size_t count, const std::function<void(std::size_t)>& work,
                      const std::function<void(std::size_t done)>& on_tick);

}  // namespace wb::cli
