/// \file
/// What the workbook teaches: the manifests chapters/chNN_topic/chapter.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// One function to write.
struct Exercise {
    std::string id;      ///< "3.2": chapter, dot, number
    std::string name;    ///< "Linear.backward"
    std::string file;    ///< where it is written, within the chapter's folder: "linear.cpp"
    std::string symbol;  ///< "wb::Linear::backward"
    int timeout = 20;    ///< seconds that its tests may take
};

/// One folder of chapters/.
struct Chapter {
    int number = 0;
    std::string directory;               ///< "ch03_mlp"
    std::string title;                   ///< "A multilayer perceptron"
    std::vector<std::string> builds_on;  ///< the directories of earlier chapters
    std::vector<Exercise> exercises;     ///< in teaching order
    std::vector<Exercise> milestones{};  ///< their id is "milestone-3", and no file is theirs

    /// "ch03": the beginning of the names of its targets and programs.
    std::string prefix() const;
    const Exercise* find(std::string_view id) const;
};

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
