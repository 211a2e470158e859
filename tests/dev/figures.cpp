#include "tests/dev/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <regex>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"
#include "tests/dev/dev.hpp"

namespace {

using namespace wb::cli;

constexpr std::size_t one_stranger_in = 4;  ///< lines
constexpr int skipped = 77;                 ///< what ctest takes for "skipped"

/// A line is a text with numbers in it.
struct Skeleton {
    std::string text;  ///< with # for each number, without blanks: a column may grow
    std::vector<std::string> numbers;
};

/// In the table of confusions a dot is a 0, and shades follow from the numbers.
std::string without_shades(std::string line) {
    static const std::regex dot("·"), shade("░|▒|▓|█");
    return std::regex_replace(std::regex_replace(line, dot, " 0"), shade, " ");
}

Skeleton skeleton_of(const std::string& with_shades) {
    static const std::regex number(R"([-+]?\d+(\.\d+)?(e[-+]?\d+)?)");
    const std::string line = without_shades(with_shades);
    Skeleton skeleton;
    std::size_t end_of_last = 0;
    for (std::sregex_iterator it(line.begin(), line.end(), number), end; it != end; ++it) {
        auto at = static_cast<std::size_t>(it->position());
        std::string digits = it->str();
        // In 784-20-10 the lines are no signs.
        const bool is_sign = at == 0 || std::string_view(" ([").find(line[at - 1]) != std::string_view::npos;
        if (!is_sign && (digits.front() == '-' || digits.front() == '+')) digits.erase(0, 1), ++at;
        skeleton.text += line.substr(end_of_last, at - end_of_last) + "#";
        skeleton.numbers.push_back(digits);
        end_of_last = at + digits.size();
    }
    skeleton.text += line.substr(end_of_last);
    std::erase(skeleton.text, ' ');
    return skeleton;
}

bool close_enough(const std::string& recorded, const std::string& printed) {
    if (recorded == printed) return true;
    const double before = std::strtod(recorded.c_str(), nullptr);
    const double now = std::strtod(printed.c_str(), nullptr);
    const double size = std::abs(before);
    const auto point = recorded.find('.');
    if (point == std::string::npos) return std::abs(now - before) <= 3 + 3 * std::sqrt(size);
    const auto decimals = static_cast<double>(recorded.size() - point - 1);
    const double missing = size <= 1     ? std::min(size, 1 - size)
                           : size <= 100 ? std::min(size, 100 - size)
                                         : size;
    return std::abs(now - before) <= std::max(2.01 * std::pow(10.0, -decimals), missing / 4);
}

bool is_drawing(const std::string& line) {
    for (const auto* sign : {"│", "┤", "└", "┬"}) {
        if (line.find(sign) != std::string::npos) return true;
    }
    return false;
}

std::vector<std::string> without_drawings(std::vector<std::string> lines) {
    std::erase_if(lines, is_drawing);
    return lines;
}

std::string name_of_row(const std::string& line) {
    return std::string(trim(line.substr(0, line.find(':'))));
}

bool mnist_is_here() {
    try {
        wb::find_dataset("mnist");
        return true;
    } catch (const wb::data_error&) {
        return false;
    }
}

}  // namespace

fs::path wb::cli::figures_folder(const Workspace& workspace) {
    return workspace.root() / "tests" / "figures";
}

fs::path wb::cli::recorded_lab(const Workspace& workspace, const std::string& name) {
    const auto colon = name.find(':');
    const int number = std::atoi(name.substr(0, colon).c_str());
    const auto data = colon == std::string::npos ? std::string("mnist") : name.substr(colon + 1);
    return figures_folder(workspace) / fmt::format("lab{:02}_{}.txt", number, data);
}

fs::path wb::cli::printed_again(const fs::path& build, const fs::path& record) {
    static const std::regex of_lab(R"(lab(\d\d)_(\w+))");
    const auto name = record.stem().string();
    std::smatch lab;
    if (!std::regex_match(name, lab, of_lab)) return build / "figures" / record.filename();
    return build / (lab[2] == "mnist" ? "results" : lab[2].str()) / ("ch" + lab[1].str()) / "printed.txt";
}

std::string wb::cli::as_recorded(std::string text, const fs::path& results) {
    const auto folder = results.string() + "/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
        text.replace(at, folder.size(), "results/");
    return text;
}

bool wb::cli::says_the_same(const std::string& recorded, const std::string& printed) {
    static const std::regex seconds(R"(\d+(\.\d+)? s\b)");
    const auto before = skeleton_of(std::regex_replace(recorded, seconds, "some s"));
    const auto now = skeleton_of(std::regex_replace(printed, seconds, "some s"));
    return before.text == now.text && std::ranges::equal(before.numbers, now.numbers, close_enough);
}

std::string wb::cli::changed_lines(const std::vector<std::string>& recorded,
                                   const std::vector<std::string>& printed) {
    const auto before = without_drawings(recorded);
    const auto now = without_drawings(printed);
    if (before.size() != now.size())
        return fmt::format("  it printed {}, and the record has {}\n", counted(now.size(), "line"),
                           counted(before.size(), "line"));
    std::size_t strangers = 0;
    std::string message;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (says_the_same(before[i], now[i])) continue;
        // What a network reaches is what the run is about: that line is never a stranger.
        strangers += before[i].find("accuracy") == std::string::npos ? 1 : before.size();
        message += fmt::format("  recorded:  {}\n  printed:   {}\n", before[i], now[i]);
    }
    return strangers * one_stranger_in > before.size() ? message : "";
}

std::string wb::cli::changed_rows(const std::vector<std::string>& recorded,
                                  const std::vector<std::string>& printed) {
    std::string message;
    if (printed.empty()) message = "  it printed nothing\n";
    for (const auto& line : printed) {
        const auto row = std::ranges::find(recorded, name_of_row(line), name_of_row);
        if (row == recorded.end())
            message += fmt::format("  not recorded:  {}\n", line);
        else if (!says_the_same(*row, line))
            message += fmt::format("  recorded:  {}\n  printed:   {}\n", *row, line);
    }
    return message;
}

int wb::cli::dev_figures(const Workspace& workspace, const FigureOptions& options) {
    const auto folder = figures_folder(workspace);
    for (const auto& name : options.record) {
        const auto record = folder / (name + ".txt");
        const auto printed = printed_again(options.build, record);
        if (!fs::exists(printed))
            throw Failure(fmt::format("there is no {}", workspace.show(printed)),
                          "Run what prints it first.");
        write_file(record, as_recorded(read_file(printed), printed.parent_path().parent_path()));
        fmt::print("Recorded: {}\n", workspace.show(record));
    }
    if (!options.record.empty()) return 0;

    std::vector<fs::path> records;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists")
                records.push_back(entry.path());
        }
    }
    if (records.empty()) throw Failure("nothing is recorded in " + workspace.show(folder));
    std::ranges::sort(records);

    std::size_t same = 0, changed = 0, not_here = 0;
    const bool mnist = mnist_is_here();
    for (const auto& record : records) {
        const auto printed = printed_again(options.build, record);
        if (!fs::exists(printed)) {
            if (mnist) {
                ++changed;
                fmt::print("{}: not printed again ({} is not there)\n", workspace.show(record),
                           workspace.show(printed));
            } else {
                ++not_here;
            }
            continue;
        }
        const auto lines = split_lines(as_recorded(read_file(printed), printed.parent_path().parent_path()));
        const auto recorded = split_lines(read_file(record));
        const auto message = record.stem().string().starts_with("lab") ? changed_lines(recorded, lines)
                                                                       : changed_rows(recorded, lines);
        if (message.empty()) {
            ++same;
            continue;
        }
        ++changed;
        fmt::print("{}: not what is printed now\n{}", workspace.show(record), message);
    }
    fmt::print("{} looked at, {} as recorded", counted(records.size(), "record"), same);
    if (not_here > 0)
        fmt::print("; {} SKIPPED, because MNIST is not here. Get it with: ./workbook data mnist", not_here);
    fmt::print("\n");
    if (changed > 0) {
        fmt::print(
            "If what is printed now is right: workbook dev figures --build {} --record NAME, and then see "
            "whether\n"
            "what the lessons say about it is still true.\n",
            options.build.string());
        return 1;
    }
    return same == 0 ? skipped : 0;
}

void wb::cli::add_figures(Options& dev) {
    const auto options = std::make_shared<FigureOptions>();
    const auto build = std::make_shared<std::string>();
    dev.add("figures", "Labs and programs print what is recorded")
        .option("--build", *build, "The build folder", Options::Kind::required)
        .option("--record", options->record, "Write these of tests/figures again")
        .runs([=](const Workspace& workspace) {
            options->build = fs::absolute(*build);
            return dev_figures(workspace, *options);
        });
}
