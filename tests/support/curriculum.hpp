/// \file
/// The chapters, exercises and milestones, as the manifests `chapters/*/chapter.json` list them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wb::judge {

/// An exercise or a milestone: what a test program gives one verdict on.
struct Unit {
    std::string id;         ///< "3.2", or "milestone-3"; also the tag of its test cases
    std::string name;       ///< "Linear.backward"
    std::string directory;  ///< of its chapter: "ch03_mlp"
    std::string file;       ///< where to write it, "linear.cpp"; empty for a milestone, which spans several
    std::string symbol;     ///< what to write, "wb::Linear::backward"
    int chapter = 0;
    double timeout = 20;  ///< seconds
    bool is_milestone = false;
    /// The exercises that its code or its checks use. Only those of its own chapter matter: the others are
    /// the reference.
    std::vector<std::string> needs = {};

    /// "3.2 Linear.backward"
    std::string title() const { return id.empty() || name.empty() ? id + name : id + " " + name; }
};

/// All units, in teaching order.
class Curriculum {
public:
    /// Without exercises: given code is under test.
    Curriculum() = default;
    /// \param chapter_json  the manifest of the chapter under test; the others are found beside its folder
    /// \throws misuse if a manifest is missing or broken
    explicit Curriculum(const std::filesystem::path& chapter_json);

    /// The unit with this id, or null.
    const Unit* find(std::string_view id) const;
    /// The unit that is taught after this one, or null after the last.
    const Unit* next(const Unit& unit) const;
    /// The unit that is taught first, of two that belong to the curriculum.
    const Unit& earlier(const Unit& one, const Unit& other) const { return &one < &other ? one : other; }

    /// The exercises of its own chapter that this unit builds on, directly or not, in teaching order; for a
    /// milestone that names none, all of them.
    std::vector<std::string> earlier_of(const Unit& unit) const;

    /// The units of the chapter under test.
    std::vector<const Unit*> of_this_chapter() const;
    int chapter() const { return chapter_; }
    /// "A multilayer perceptron"
    const std::string& title() const { return title_; }
    bool has_chapter() const { return chapter_ != 0; }

private:
    std::vector<Unit> units_;
    int chapter_ = 0;
    std::string title_;
};

}  // namespace wb::judge
