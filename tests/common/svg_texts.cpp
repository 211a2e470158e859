#include "tests/common/svg_texts.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

/// `text` with the five entities of XML replaced.
std::string decoded(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<') throw std::runtime_error("not well-formed: < in " + text);
        if (text[i] != '&') {
            result += text[i];
            continue;
        }
        const std::string entity = text.substr(i + 1, text.find(';', i) - i - 1);
        const char* names[] = {"amp", "lt", "gt", "quot", "apos"};
        const auto which = std::ranges::find(names, entity);
        if (which == std::end(names)) throw std::runtime_error("not well-formed: a bare & in " + text);
        result += "&<>\"'"[which - std::begin(names)];
        i += entity.size() + 1;
    }
    return result;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \n\t"), end = text.find_last_not_of(" \n\t");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

}  // namespace

std::vector<SvgText> svg_texts(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(stream), {}};
    std::vector<SvgText> texts;
    std::vector<std::string> open;
    SvgText place;
    std::size_t roots = 0;
    for (std::size_t at = 0; (at = file.find('<', at)) != std::string::npos;) {
        const std::size_t end = file.find('>', at);
        if (end == std::string::npos) throw std::runtime_error("not well-formed: a tag without an end");
        const std::string tag = file.substr(at + 1, end - at - 1);
        const std::string name = tag.substr(0, tag.find_first_of(" \n\t/"));
        const std::size_t next = std::min(file.find('<', end), file.size());
        if (tag.starts_with("?")) {
        } else if (tag.starts_with("/")) {
            if (open.empty() || open.back() != tag.substr(1))
                throw std::runtime_error("not well-formed: <" + tag + ">");
            open.pop_back();
        } else if (!tag.ends_with("/")) {
            if (open.empty()) ++roots;
            open.push_back(name);
            if (name == "text") texts.push_back(place);
        }
        // gnuplot writes where a text stands into the group around it.
        const std::size_t translate = tag.find("translate(");
        if (translate != std::string::npos)
            std::sscanf(tag.c_str() + translate, "translate(%lf,%lf)", &place.x, &place.y);
        const std::string words = decoded(file.substr(end + 1, next - end - 1));
        if (std::ranges::find(open, "text") != open.end() && !texts.empty())
            texts.back().text += trimmed(words);
        at = end + 1;
    }
    if (!open.empty() || roots != 1)
        throw std::runtime_error("not well-formed: " + std::to_string(roots) + " roots");
    return texts;
}

SvgText the_text(const std::vector<SvgText>& texts, const std::string& words) {
    const auto is_it = [&](const SvgText& text) { return text.text == words; };
    if (std::ranges::count_if(texts, is_it) == 1) return *std::ranges::find_if(texts, is_it);
    std::string all;
    for (const SvgText& text : texts) all += "\n  \"" + text.text + "\"";
    throw std::runtime_error("\"" + words + "\" is not there once. There are:" + all);
}

bool has_text(const std::vector<SvgText>& texts, const std::string& words) {
    return std::ranges::any_of(texts, [&](const SvgText& text) { return text.text == words; });
}
