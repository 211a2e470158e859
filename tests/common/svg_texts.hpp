/// \file
/// Reading an SVG picture back: is it well-formed, and what is written where?
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// A text on the picture, without markup.
struct SvgText {
    double x = 0, y = 0;
    std::string text;
};

/// All texts of a picture that gnuplot has drawn.
/// \throws std::runtime_error if the file is not well-formed: tags that do not match, a bare & or <, two roots
std::vector<SvgText> svg_texts(const std::filesystem::path& path);

/// The text with these words. \throws std::runtime_error listing all texts if it is not there exactly once
SvgText the_text(const std::vector<SvgText>& texts, const std::string& words);

bool has_text(const std::vector<SvgText>& texts, const std::string& words);
