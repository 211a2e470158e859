/// \file
/// Small things done to strings.
#pragma once

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

/// `text` without white space at either end.
std::string_view trim(std::string_view text);
/// One space for every stretch of white space, so that a line with other breaks or indentation is still
/// found.
std::string squeezed(std::string_view text);
/// The white space `line` starts with.
std::string_view indentation(std::string_view line);
std::string lower(std::string_view text);
/// Each line without its "\n"; a last line without "\n" counts, an empty remainder does not.
std::vector<std::string> split_lines(std::string_view text);
/// The lines, each followed by "\n".
std::string join_lines(const std::vector<std::string>& lines);
/// The parts between separators, trimmed, without empty ones.
std::vector<std::string> split(std::string_view text, std::string_view separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// The last `count` lines of `text`, to quote a log by.
std::string last_lines(std::string_view text, std::size_t count);
/// "1 exercise", "3 exercises"; a plural that is not made with "s" is given.
std::string counted(std::size_t count, std::string_view singular, std::string_view plural = {});
/// A time here, as strftime writes it with this format.
std::string local_time(std::time_t time, const char* format);
/// Levenshtein's distance: insertions, deletions and substitutions that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate that `word` was most likely meant to be, or "" if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace wb::cli
