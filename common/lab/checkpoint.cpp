#include "common/lab/checkpoint.hpp"

#include <fmt/format.h>

#include "common/lab/summary.hpp"

std::optional<std::filesystem::path> wb::earlier_checkpoint(const Lab& lab, int chapter,
                                                            const std::string& name) {
    const std::filesystem::path folder =
        (lab.options.results / ".." / fmt::format("ch{:02}", chapter)).lexically_normal();
    const std::filesystem::path file = folder / (name + ".npz");
    const std::string trained_on = data_of_summary(folder / "summary.json");
    if (lab.options.epochs) {
        fmt::print("{}: you said --epochs, so it is trained here.\n", name);
    } else if (!std::filesystem::exists(file)) {
        fmt::print("{}: {} is not there (./workbook lab {} makes it).\n", name, file.string(), chapter);
    } else if (trained_on != lab.data.name) {
        fmt::print("{}: {} was trained on {}, and this is {}.\n", name, file.string(),
                   trained_on.empty() ? "unknown data" : trained_on, lab.data.name);
    } else {
        fmt::print("{}, as chapter {:02} left it in {}\n", name, chapter, file.string());
        return file;
    }
    return std::nullopt;
}
