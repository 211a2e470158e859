#include "tests/support/curriculum.hpp"

#include <algorithm>

#include "tests/support/json.hpp"

namespace {

wb::judge::Unit read_unit(const wb::judge::Json& json, const wb::judge::Json& chapter, bool is_milestone) {
    wb::judge::Unit unit;
    unit.id = json.text(is_milestone ? "tag" : "id");
    unit.name = json.text("name");
    unit.directory = chapter.text("directory");
    unit.chapter = static_cast<int>(chapter.number("number"));
    unit.is_milestone = is_milestone;
    if (json.has("file")) unit.file = json.text("file");
    if (json.has("symbol")) unit.symbol = json.text("symbol");
    if (json.has("timeout")) unit.timeout = json.number("timeout");
    if (json.has("needs")) unit.needs = json.texts("needs");
    return unit;
}

}  // namespace

wb::judge::Curriculum::Curriculum(const std::filesystem::path& chapter_json) {
    const Json own = Json::read(chapter_json);
    chapter_ = static_cast<int>(own.number("number"));
    title_ = own.text("title");

    const auto chapters_dir = chapter_json.parent_path().parent_path();
    for (const auto& folder : std::filesystem::directory_iterator(chapters_dir)) {
        const auto manifest = folder.path() / "chapter.json";
        if (!std::filesystem::exists(manifest)) continue;
        const Json chapter = Json::read(manifest);
        for (const Json& json : chapter.objects("exercises"))
            units_.push_back(read_unit(json, chapter, false));
        if (!chapter.has("milestones")) continue;
        for (const Json& json : chapter.objects("milestones"))
            units_.push_back(read_unit(json, chapter, true));
    }
    // Within a chapter, the manifest's order is the teaching order.
    std::ranges::stable_sort(units_, {}, &Unit::chapter);
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
