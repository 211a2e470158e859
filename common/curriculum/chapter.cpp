#include "common/curriculum/chapter.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>

namespace {

using nlohmann::json;
using wb::curriculum::Chapter;
using wb::curriculum::Error;
using wb::curriculum::Exercise;
namespace fs = std::filesystem;

constexpr std::uint64_t largest_number = 100'000;  // of a chapter; and of seconds: more than a day

// nlohmann's own conversion would also make an int of 3.7, and some int of 1e300.
template <class T>
bool is_in_range(const json& value) {
    if constexpr (std::is_same_v<T, int>)
        return value.is_number_unsigned() && value.get<std::uint64_t>() <= largest_number;
    else
        return true;
}

template <class T>
T field(const json& object, const char* key, const fs::path& file) {
    const std::string name = file.string() + ": the field \"" + key + "\" ";
    if (!object.is_object() || !object.contains(key)) throw Error(name + "is missing");
    const json& value = object.at(key);
    try {
        if (is_in_range<T>(value)) return value.get<T>();
    } catch (const json::exception&) {
        // said below
    }
    throw Error(name + "has the wrong type: " + value.dump(-1, ' ', false, json::error_handler_t::replace));
}

template <class T>
T field_or(const json& object, const char* key, const fs::path& file, T otherwise) {
    return object.is_object() && object.contains(key) ? field<T>(object, key, file) : otherwise;
}

// 3 for "ch03_mlp".
int number_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    const auto end = name.find('_');
    const auto digits = name.substr(0, 2) == "ch" && end != std::string::npos ? name.substr(2, end - 2) : "";
    if (digits.empty() || digits.size() > 3 ||
        !std::ranges::all_of(digits, [](char c) { return '0' <= c && c <= '9'; }))
        throw Error(folder.string() + ": the name of a chapter's folder is like ch03_mlp");
    return std::stoi(digits);
}

Exercise read_exercise(const json& object, const Chapter& chapter, const fs::path& file) {
    Exercise exercise;
    exercise.id = field<std::string>(object, "id", file);
    exercise.name = field<std::string>(object, "name", file);
    exercise.file = field<std::string>(object, "file", file);
    exercise.symbol = field_or<std::string>(object, "symbol", file, "");
    exercise.needs = field_or<std::vector<std::string>>(object, "needs", file, {});
    exercise.timeout = field_or<int>(object, "timeout", file, exercise.timeout);
    exercise.directory = chapter.directory;
    exercise.chapter = chapter.number;
    const auto number = std::to_string(chapter.number);
    if (!exercise.id.starts_with(number + "."))
        throw Error(file.string() + ": exercise \"" + exercise.id +
                    "\" does not begin with its chapter's number " + number + ".");
    for (const auto& needed : exercise.needs)
        if (chapter.find(needed) == nullptr)
            throw Error(file.string() + ": exercise " + exercise.id + " needs " + needed +
                        ", which is not an earlier exercise of this chapter");
    return exercise;
}

Exercise read_milestone(const json& object, const Chapter& chapter, const fs::path& file) {
    Exercise milestone;
    milestone.id = field<std::string>(object, "tag", file);
    milestone.name = field<std::string>(object, "name", file);
    milestone.needs = field_or<std::vector<std::string>>(object, "needs", file, {});
    milestone.timeout = field_or<int>(object, "timeout", file, milestone.timeout);
    milestone.directory = chapter.directory;
    milestone.chapter = chapter.number;
    milestone.is_milestone = true;
    return milestone;
}

}  // namespace

const Exercise* Chapter::find(std::string_view id) const {
    const auto found = std::ranges::find(exercises, id, &Exercise::id);
    return found == exercises.end() ? nullptr : &*found;
}

Chapter wb::curriculum::read_chapter(const fs::path& folder) {
    const fs::path file = folder / "chapter.json";
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw Error("cannot read " + file.string());
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    const auto object = json::parse(text, nullptr, false, true);
    if (object.is_discarded()) throw Error(file.string() + ": this is not JSON");

    Chapter chapter;
    chapter.number = number_of(folder);
    chapter.directory = folder.filename().string();
    chapter.title = field<std::string>(object, "title", file);
    chapter.builds_on = field_or<std::vector<std::string>>(object, "builds_on", file, {});
    chapter.saves_networks = field_or<bool>(object, "saves_networks", file, false);
    for (const auto& exercise : field<json>(object, "exercises", file))
        chapter.exercises.push_back(read_exercise(exercise, chapter, file));
    for (const auto& milestone : field_or<json>(object, "milestones", file, json::array()))
        chapter.milestones.push_back(read_milestone(milestone, chapter, file));
    return chapter;
}

std::vector<Chapter> wb::curriculum::read_chapters(const fs::path& folder) {
    std::vector<Chapter> chapters;
    if (!fs::is_directory(folder)) return chapters;
    for (const auto& entry : fs::directory_iterator(folder))
        if (fs::exists(entry.path() / "chapter.json")) chapters.push_back(read_chapter(entry.path()));
    std::ranges::sort(chapters, {}, &Chapter::number);

    std::set<std::string> ids;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        if (i > 0 && chapters[i].number == chapters[i - 1].number)
            throw Error(chapters[i - 1].directory + " and " + chapters[i].directory + " are both chapter " +
                        std::to_string(chapters[i].number));
        for (const auto& exercise : chapters[i].exercises)
            if (!ids.insert(exercise.id).second)
                throw Error(chapters[i].directory + "/chapter.json lists exercise " + exercise.id + " twice");
    }
    return chapters;
}
