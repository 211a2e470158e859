#include "tests/support/curriculum.hpp"

#include <algorithm>

#include "tests/support/misuse.hpp"

wb::judge::Curriculum::Curriculum(const std::filesystem::path& chapter_json) {
    const auto folder = chapter_json.parent_path();
    try {
        for (const auto& chapter : curriculum::read_chapters(folder.parent_path())) {
            units_.insert(units_.end(), chapter.exercises.begin(), chapter.exercises.end());
            units_.insert(units_.end(), chapter.milestones.begin(), chapter.milestones.end());
            if (chapter.directory != folder.filename()) continue;
            chapter_ = chapter.number;
            title_ = chapter.title;
        }
    } catch (const curriculum::Error& error) {
        throw misuse(error.what());
    }
    if (chapter_ == 0) throw misuse("there is no " + chapter_json.string());
}

const wb::judge::Unit* wb::judge::Curriculum::find(std::string_view id) const {
    const auto found = std::ranges::find(units_, id, &Unit::id);
    return found == units_.end() ? nullptr : &*found;
}

const wb::judge::Unit* wb::judge::Curriculum::next(const Unit& unit) const {
    const auto found = std::ranges::find(units_, unit.id, &Unit::id);
    return found == units_.end() || found + 1 == units_.end() ? nullptr : &found[1];
}

std::vector<std::string> wb::judge::Curriculum::earlier_of(const Unit& unit) const {
    std::vector<const Unit*> before;
    for (const Unit& one : units_)
        if (one.chapter == unit.chapter && !one.is_milestone && one.id != unit.id) before.push_back(&one);

    std::vector<std::string> wanted = unit.needs;
    if (unit.is_milestone && wanted.empty())
        for (const Unit* one : before) wanted.push_back(one->id);
    // What these need, they come after: from the last to the first, one pass finds everything.
    std::vector<std::string> earlier;
    for (auto one = before.rbegin(); one != before.rend(); ++one) {
        if (std::ranges::find(wanted, (*one)->id) == wanted.end()) continue;
        earlier.insert(earlier.begin(), (*one)->id);
        wanted.insert(wanted.end(), (*one)->needs.begin(), (*one)->needs.end());
    }
    return earlier;
}

std::vector<const wb::judge::Unit*> wb::judge::Curriculum::of_this_chapter() const {
    std::vector<const Unit*> own;
    for (const Unit& unit : units_)
        if (unit.chapter == chapter_) own.push_back(&unit);
    return own;
}
