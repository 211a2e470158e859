#include "common/cli/exercises/student_file.hpp"

#include <fmt/format.h>

#include "common/cli/support/text.hpp"
#include "common/curriculum/line_to_edit.hpp"

std::optional<std::vector<wb::cli::Stretch>> wb::cli::find_stretches(const std::vector<std::string>& lines,
                                                                     std::string_view id) {
    const std::string begin = fmt::format("// EXERCISE {}", id);
    const std::string end = fmt::format("// END EXERCISE {}", id);
    std::vector<Stretch> stretches;
    bool open = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = trim(lines[i]);
        if (line == end) {
            if (!open) return std::nullopt;
            stretches.back().last = i;
            open = false;
        } else if (line.starts_with("// EXERCISE ")) {
            if (open) return std::nullopt;
            if (line != begin) continue;
            stretches.push_back({i, i});
            open = true;
        }
    }
    if (open) return std::nullopt;
    return stretches;
}

std::string wb::cli::with_line_ends_of(std::string_view model, std::string_view text) {
    const auto end = model.find('\n');
    if (end == std::string_view::npos || end == 0 || model[end - 1] != '\r') return std::string(text);
    std::string result;
    for (const auto& line : split_lines(text)) result += line + "\r\n";
    return result;
}

std::optional<std::string> wb::cli::with_fresh_region(std::string_view text, std::string_view fresh,
                                                      std::string_view id) {
    const auto lines = split_lines(text);
    const auto fresh_lines = split_lines(fresh);
    const auto mine = find_stretches(lines, id);
    const auto theirs = find_stretches(fresh_lines, id);
    if (!mine || !theirs || mine->empty() || mine->size() != theirs->size()) return std::nullopt;

    std::vector<std::string> result;
    std::size_t next = 0;
    const auto copy = [&result](const std::vector<std::string>& from, std::size_t first, std::size_t end) {
        result.insert(result.end(), from.begin() + static_cast<std::ptrdiff_t>(first),
                      from.begin() + static_cast<std::ptrdiff_t>(end));
    };
    for (std::size_t i = 0; i < mine->size(); ++i) {
        copy(lines, next, (*mine)[i].first);
        const auto from = result.size();
        copy(fresh_lines, (*theirs)[i].first, (*theirs)[i].last + 1);
        if (lines[(*mine)[i].first].ends_with('\r'))
            for (auto line = from; line < result.size(); ++line) result[line] += '\r';
        next = (*mine)[i].last + 1;
    }
    copy(lines, next, lines.size());
    return join_lines(result);
}

std::string wb::cli::place_to_edit(const Workspace& workspace, const Chapter& chapter,
                                   const Exercise& exercise) {
    if (exercise.file.empty())
        return workspace.show(workspace.chapters() / chapter.directory);  // a milestone
    const auto path = workspace.chapters() / chapter.directory / exercise.file;
    if (!fs::exists(path)) return workspace.show(path);
    return fmt::format("{}:{}", workspace.show(path), curriculum::line_to_edit(read_file(path), exercise));
}
