#include "tests/support/edit_line.hpp"

#include <fstream>
#include <iterator>

#include "common/curriculum/line_to_edit.hpp"

std::string wb::judge::shown_path(const std::filesystem::path& path, const Program& tested) {
    const auto relative = path.lexically_normal().lexically_relative(
        std::filesystem::path(tested.source_dir).lexically_normal());
    const bool inside = !relative.empty() && *relative.begin() != "..";
    return inside ? relative.string() : path.string();
}

wb::judge::EditLine wb::judge::find_edit_line(const Unit& unit, const Program& tested) {
    if (unit.file.empty()) return {};
    const auto path = std::filesystem::path(tested.code_dir).parent_path() / unit.directory / unit.file;
    std::ifstream file(path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return {shown_path(path, tested), static_cast<int>(curriculum::line_to_edit(text, unit))};
}
