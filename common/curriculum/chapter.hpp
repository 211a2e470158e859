/// \file
/// What the workbook teaches: the chapters, exercises and milestones, as `chapters/chNN_topic/chapter.json`
/// lists them. The launcher, the judge and the lesson pages read them here.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wb::curriculum {

/// One function to write; or a milestone, which tests what a chapter's functions do together.
struct Exercise {
    std::string id;      ///< "3.2", or "milestone-3"; also the tag of its test cases
    std::string name;    ///< "Linear.backward"
    std::string file;    ///< where it is written, within the chapter's folder; empty for a milestone
    std::string symbol;  ///< what to write: "wb::Linear::backward"
    std::vector<std::string> needs{};  ///< the exercises of its chapter that its code or its checks use
    std::string directory{};           ///< of its chapter: "ch03_mlp"
    int chapter = 0;                   ///< the number of its chapter
    bool is_milestone = false;
    int timeout = 20;  ///< seconds of processor time that its tests may take

    /// "3.2 Linear.backward"
    std::string title() const { return id.empty() || name.empty() ? id + name : id + " " + name; }
};

/// One folder of chapters/.
struct Chapter {
    int number = 0;                      ///< 3: from the name of its folder
    std::string directory;               ///< "ch03_mlp": the name of its folder
    std::string title;                   ///< "A multilayer perceptron"
    std::vector<std::string> builds_on;  ///< the earlier chapters that it uses directly, by directory
    std::vector<Exercise> exercises;     ///< in teaching order
    std::vector<Exercise> milestones{};  ///< after the exercises
    bool saves_networks = false;  ///< whether its lab leaves networks for later ones: results/ch05/cnn28.npz

    /// "ch03": the beginning of the names of its targets and programs.
    std::string prefix() const { return directory.substr(0, directory.find('_')); }
    /// The exercise with this id, or null.
    const Exercise* find(std::string_view id) const;
};

/// A chapter.json that is missing or wrong: the message names file and field.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The chapter of one folder. \throws Error if its chapter.json is not as it should be
Chapter read_chapter(const std::filesystem::path& folder);

/// All folders with a chapter.json, in teaching order.
/// \throws Error if one is not as it should be, or two contradict each other; none is no error
std::vector<Chapter> read_chapters(const std::filesystem::path& folder);

}  // namespace wb::curriculum
