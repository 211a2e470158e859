/// \file
/// All chapters, as the commands look things up in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/support/file.hpp"
#include "common/curriculum/chapter.hpp"

namespace wb::cli {

using curriculum::Chapter;
using curriculum::Exercise;

/// All chapters in teaching order.
class Manifest {
public:
    explicit Manifest(std::vector<Chapter> chapters) : chapters_(std::move(chapters)) {}

    /// Reads ROOT/chapters/*/chapter.json.
    /// \throws Failure naming file and field when one of them is malformed, two contradict each other, or
    ///         there is none
    static Manifest read(const fs::path& root);

    const std::vector<Chapter>& chapters() const noexcept { return chapters_; }
    std::size_t exercise_count() const;

    /// \throws Failure listing what there is
    const Chapter& chapter(int number) const;
    /// The chapter that exercise `id` is in. \throws Failure listing what there is
    const Chapter& chapter_of(std::string_view id) const;
    /// \throws Failure listing what there is
    const Exercise& exercise(std::string_view id) const;
    /// Every id in teaching order.
    std::vector<std::string> ids() const;
    /// The place of `id` in teaching order, from 0. \throws Failure listing what there is
    std::size_t position(std::string_view id) const;

private:
    std::vector<Chapter> chapters_;
};

}  // namespace wb::cli
