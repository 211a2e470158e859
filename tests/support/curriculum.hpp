/// \file
/// All exercises and milestones in teaching order, seen from the chapter under test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/curriculum/chapter.hpp"

namespace wb::judge {

/// An exercise or a milestone: what a test program gives one verdict on.
using Unit = curriculum::Exercise;

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
