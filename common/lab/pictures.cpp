#include "common/lab/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "common/io/atomic_write.hpp"
#include "common/lab/stamp_json.hpp"

namespace {

bool fit_for_a_file(const std::string& name) {
    const auto is_fit = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '-';
    };
    return !name.empty() && name.front() != '.' && std::ranges::all_of(name, is_fit);
}

/// What to do is the same for all pictures, and said once: what stands after "No picture NAME: ".
std::string without_the_name(const std::string& message) {
    const std::size_t colon = message.find(": ");
    return message.starts_with("No picture ") && colon != std::string::npos ? message.substr(colon + 2)
                                                                            : message;
}

}  // namespace

void wb::Pictures::add(const PictureNotes& notes, const std::function<void(const plot::Picture&)>& draw) {
    if (!fit_for_a_file(notes.name))
        throw std::invalid_argument("a picture's name has letters, digits, _ . - only; this is \"" +
                                    notes.name + "\"");
    for (const Entry& entry : entries_)
        if (entry.notes.name == notes.name)
            throw std::invalid_argument("there is a picture \"" + notes.name +
                                        "\" already: give this one another name");

    Entry entry{.notes = notes, .problem = {}};
    const plot::Picture picture{.stem = folder_ / notes.name, .title = notes.title};
    try {
        draw(picture);
        fmt::print("Picture: {}.png\n", picture.stem.string());
    } catch (const plot_error& error) {
        entry.problem = without_the_name(error.what());
        const bool said =
            std::ranges::any_of(entries_, [&](const Entry& e) { return e.problem == entry.problem; });
        if (!said) fmt::print("{}\n", error.what());
    }
    entries_.push_back(std::move(entry));
}

void wb::Pictures::write(const std::filesystem::path& file) const {
    nlohmann::json pictures = nlohmann::json::array();
    for (const Entry& entry : entries_) {
        nlohmann::json picture = {{"title", entry.notes.title}, {"reading", entry.notes.reading}};
        if (entry.problem.empty())
            picture["file"] = entry.notes.name + ".png";
        else
            picture["problem"] = entry.problem;
        pictures.push_back(std::move(picture));
    }
    nlohmann::json all = to_object(stamp_);
    all["pictures"] = pictures;
    write_file_atomically(file, to_text(all));
}
