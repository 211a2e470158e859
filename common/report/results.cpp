#include "common/report/results.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "common/cli/commands/summary.hpp"
#include "common/cli/support/failure.hpp"

namespace {

using namespace wb::cli;

std::optional<wb::Stamp> read_stamp(const nlohmann::json& json) {
    return wb::Stamp{.flavor = json.at("flavor").get<std::string>(),
                     .data = json.at("data").get<std::string>(),
                     .date = json.at("date").get<std::string>(),
                     .quick = json.at("quick").get<bool>()};
}

unsigned big_endian(std::string_view bytes, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[i]);
    return value;
}

// Takes the picture in, if it is a whole PNG.
void take(LabPicture& picture, const fs::path& folder, const std::string& name) {
    if (fs::path(name).filename() != name || name.empty()) {
        picture.problem = fmt::format("\"{}\" is not the name of a file in the results.", name);
        return;
    }
    if (!fs::exists(folder / name)) {
        picture.problem = fmt::format("The file {} is gone. Run the lab again.", name);
        return;
    }
    const std::string png = read_file(folder / name);
    using namespace std::string_view_literals;
    constexpr auto beginning = "\x89PNG\r\n\x1a\n"sv, end = "IEND\xae\x42\x60\x82"sv;
    if (!png.starts_with(beginning) || !png.ends_with(end) || png.size() < 24) {
        picture.problem = fmt::format("The file {} is damaged. Run the lab again.", name);
        return;
    }
    picture.width = big_endian(png, 16);
    picture.height = big_endian(png, 20);
    picture.png = png;
}

void read_pictures(LabResults& lab, const fs::path& folder) {
    const fs::path file = folder / "pictures.json";
    if (!fs::exists(file)) {
        lab.problems.emplace_back("This run has left no list of pictures (pictures.json).");
        return;
    }
    try {
        const auto json = nlohmann::json::parse(read_file(file));
        const auto stamp = read_stamp(json);
        if (lab.stamp && stamp->date != lab.stamp->date)
            lab.problems.push_back(
                fmt::format("The pictures are of another run than the figures: of {}, with {} code.",
                            stamp->date, stamp->flavor));
        for (const auto& entry : json.at("pictures")) {
            LabPicture picture{.title = entry.at("title").get<std::string>(),
                               .reading = entry.at("reading").get<std::string>()};
            if (entry.contains("file"))
                take(picture, folder, entry.at("file").get<std::string>());
            else
                picture.problem = entry.at("problem").get<std::string>();
            lab.pictures.push_back(std::move(picture));
        }
    } catch (const nlohmann::json::exception& error) {
        lab.problems.push_back(
            fmt::format("The list of pictures (pictures.json) cannot be read: {}", error.what()));
    } catch (const Failure& failure) {
        lab.problems.push_back(fmt::format("The pictures cannot be read: {}.", failure.what()));
    }
}

LabResults read_lab(const Workspace& workspace, const Chapter& chapter) {
    LabResults lab{.chapter = chapter.number, .title = chapter.title};
    const fs::path folder = workspace.results() / chapter.prefix();
    const fs::path summary = folder / "summary.json";
    if (!fs::exists(summary)) return lab;
    try {
        lab.rows = read_summary(summary);
        lab.stamp = read_stamp(nlohmann::json::parse(read_file(summary)));
    } catch (const nlohmann::json::exception&) {
        lab.problems.push_back(fmt::format("{} is of an older version of the workbook. Run the lab again.",
                                           workspace.show(summary)));
    } catch (const Failure& failure) {
        lab.problems.push_back(fmt::format("{}. Run the lab again.", failure.what()));
    }
    read_pictures(lab, folder);
    return lab;
}

}  // namespace

std::vector<LabResults> wb::cli::read_results(const Workspace& workspace, const Manifest& manifest) {
    std::vector<LabResults> labs;
    for (const auto& chapter : manifest.chapters())
        if (fs::exists(workspace.chapters() / chapter.directory / "lab/lab.cpp"))
            labs.push_back(read_lab(workspace, chapter));
    return labs;
}
