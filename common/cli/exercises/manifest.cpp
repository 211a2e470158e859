#include "common/cli/exercises/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <type_traits>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using nlohmann::json;
using wb::cli::Chapter;
using wb::cli::Exercise;
using wb::cli::Failure;
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
    if (!object.is_object() || !object.contains(key))
        throw Failure(fmt::format("{}: the field \"{}\" is missing", file.string(), key));
    const json& value = object.at(key);
    try {
        if (is_in_range<T>(value)) return value.get<T>();
    } catch (const json::exception&) {
        // said below
    }
    throw Failure(fmt::format("{}: the field \"{}\" has the wrong type: {}", file.string(), key,
                              value.dump(-1, ' ', false, json::error_handler_t::replace)));
}

Exercise read_exercise(const json& object, int chapter, const fs::path& file) {
    Exercise exercise;
    exercise.id = field<std::string>(object, "id", file);
    exercise.name = field<std::string>(object, "name", file);
    exercise.file = field<std::string>(object, "file", file);
    if (object.contains("symbol")) exercise.symbol = field<std::string>(object, "symbol", file);
    if (object.contains("timeout")) exercise.timeout = field<int>(object, "timeout", file);
    if (!exercise.id.starts_with(fmt::format("{}.", chapter)))
        throw Failure(fmt::format("{}: exercise \"{}\" does not begin with its chapter's number {}.",
                                  file.string(), exercise.id, chapter));
    return exercise;
}

// "needs" is for the judge (tests/support/curriculum.hpp): what an exercise uses comes before it.
void require_earlier(const json& exercise, const Chapter& before, const fs::path& file) {
    if (!exercise.is_object() || !exercise.contains("needs")) return;
    for (const auto& id : field<std::vector<std::string>>(exercise, "needs", file))
        if (before.find(id) == nullptr)
            throw Failure(
                fmt::format("{}: exercise {} needs {}, which is not an earlier exercise of this chapter",
                            file.string(), field<std::string>(exercise, "id", file), id));
}

Exercise read_milestone(const json& object, const fs::path& file) {
    Exercise milestone;
    milestone.id = field<std::string>(object, "tag", file);
    milestone.name = field<std::string>(object, "name", file);
    if (object.contains("timeout")) milestone.timeout = field<int>(object, "timeout", file);
    return milestone;
}

Chapter read_chapter(const fs::path& file) {
    const auto object = json::parse(wb::cli::read_file(file), nullptr, false, true);
    if (object.is_discarded()) throw Failure(fmt::format("{}: this is not JSON", file.string()));
    Chapter chapter;
    chapter.number = field<int>(object, "number", file);
    chapter.directory = field<std::string>(object, "directory", file);
    chapter.title = field<std::string>(object, "title", file);
    if (chapter.directory != file.parent_path().filename())
        throw Failure(fmt::format("{}: \"directory\" says {}, but the file is in {}", file.string(),
                                  chapter.directory, file.parent_path().filename().string()));
    if (object.contains("builds_on"))
        chapter.builds_on = field<std::vector<std::string>>(object, "builds_on", file);
    for (const auto& exercise : field<json>(object, "exercises", file)) {
        require_earlier(exercise, chapter, file);
        chapter.exercises.push_back(read_exercise(exercise, chapter.number, file));
    }
    if (object.contains("milestones"))
        for (const auto& milestone : field<json>(object, "milestones", file))
            chapter.milestones.push_back(read_milestone(milestone, file));
    return chapter;
}

// "1.1-1.7, 2.1-2.9" would be shorter, but the full list can be copied from.
std::string list_of_exercises(const wb::cli::Manifest& manifest) {
    std::string text = "There are:";
    for (const auto& chapter : manifest.chapters()) {
        text += fmt::format("\n  chapter {}:", chapter.number);
        for (const auto& exercise : chapter.exercises) text += " " + exercise.id;
    }
    return text;
}

}  // namespace

std::string wb::cli::Chapter::prefix() const {
    return directory.substr(0, directory.find('_'));
}

const Exercise* wb::cli::Chapter::find(std::string_view id) const {
    const auto found = std::find_if(exercises.begin(), exercises.end(),
                                    [id](const Exercise& exercise) { return exercise.id == id; });
    return found == exercises.end() ? nullptr : &*found;
}

wb::cli::Manifest wb::cli::Manifest::read(const fs::path& root) {
    std::vector<Chapter> chapters;
    if (fs::is_directory(root / "chapters")) {
        for (const auto& entry : fs::directory_iterator(root / "chapters")) {
            if (fs::exists(entry.path() / "chapter.json"))
                chapters.push_back(read_chapter(entry.path() / "chapter.json"));
        }
    }
    if (chapters.empty())
        throw Failure(
            fmt::format("there is no chapters/*/chapter.json in {}", root.string()),
            "Is the checkout complete? Check with `git status`; without git, unpack the download again.");
    std::sort(chapters.begin(), chapters.end(),
              [](const Chapter& a, const Chapter& b) { return a.number < b.number; });

    std::set<std::string> ids;
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        if (i > 0 && chapters[i].number == chapters[i - 1].number)
            throw Failure(fmt::format("{} and {} are both chapter {}", chapters[i - 1].directory,
                                      chapters[i].directory, chapters[i].number));
        for (const auto& exercise : chapters[i].exercises) {
            if (!ids.insert(exercise.id).second)
                throw Failure(fmt::format("{}/chapter.json lists exercise {} twice", chapters[i].directory,
                                          exercise.id));
        }
    }
    return Manifest(std::move(chapters));
}

std::size_t wb::cli::Manifest::exercise_count() const {
    return ids().size();
}

const Chapter& wb::cli::Manifest::chapter(int number) const {
    for (const auto& chapter : chapters_) {
        if (chapter.number == number) return chapter;
    }
    throw Failure(fmt::format("there is no chapter {}", number), list_of_exercises(*this), 2);
}

const Chapter& wb::cli::Manifest::chapter_of(std::string_view id) const {
    for (const auto& chapter : chapters_) {
        if (chapter.find(id) != nullptr) return chapter;
    }
    throw Failure(fmt::format("there is no exercise {}", id), list_of_exercises(*this), 2);
}

const Exercise& wb::cli::Manifest::exercise(std::string_view id) const {
    return *chapter_of(id).find(id);
}

std::vector<std::string> wb::cli::Manifest::ids() const {
    std::vector<std::string> ids;
    for (const auto& chapter : chapters_) {
        for (const auto& exercise : chapter.exercises) ids.push_back(exercise.id);
    }
    return ids;
}

std::size_t wb::cli::Manifest::position(std::string_view id) const {
    const auto all = ids();
    const auto found = std::find(all.begin(), all.end(), id);
    if (found == all.end())
        throw Failure(fmt::format("there is no exercise {}", id), list_of_exercises(*this), 2);
    return static_cast<std::size_t>(found - all.begin());
}
