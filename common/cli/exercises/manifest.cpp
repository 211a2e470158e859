#include "common/cli/exercises/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/cli/support/failure.hpp"

namespace {

using wb::cli::Chapter;
using wb::cli::Exercise;
using wb::cli::Failure;
namespace fs = std::filesystem;

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

wb::cli::Manifest wb::cli::Manifest::read(const fs::path& root) {
    try {
        auto chapters = curriculum::read_chapters(root / "chapters");
        if (!chapters.empty()) return Manifest(std::move(chapters));
    } catch (const curriculum::Error& error) {
        throw Failure(error.what());
    }
    throw Failure(
        fmt::format("there is no chapters/*/chapter.json in {}", root.string()),
        "Is the checkout complete? Check with `git status`; without git, unpack the download again.");
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
