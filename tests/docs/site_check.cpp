#include "tests/docs/site_check.hpp"

#include <fmt/format.h>
#include <libxml/uri.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>

#include "common/cli/support/text.hpp"
#include "tests/docs/html.hpp"

namespace {

using namespace wb::site;
namespace fs = std::filesystem;

// The pages of the site. What the search and MathJax bring along are not pages but parts of them.
std::vector<fs::path> pages_of(const fs::path& site) {
    std::vector<fs::path> pages;
    for (const auto& entry : fs::directory_iterator(site)) {
        if (entry.path().extension() == ".html") pages.push_back(entry.path().filename());
    }
    if (pages.empty()) throw std::runtime_error("there is no page in " + site.string());
    std::sort(pages.begin(), pages.end());
    return pages;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// Texts in which a page speaks of code stay as they are.
bool is_code(const xmlNode& node) {
    const auto name = name_of(node);
    return name == "pre" || name == "code" || name == "tt" || has_class(node, "tt") ||
           has_class(node, "fragment") || has_class(node, "memproto") || has_class(node, "memtitle") ||
           has_class(node, "memItemRight");
}

// Reads the site page by page, and remembers which names each page has.
class SiteCheck {
public:
    explicit SiteCheck(fs::path site) : site_(std::move(site)), pages_(pages_of(site_)) {}

    std::vector<Finding> run() {
        for (const auto& page : pages_) {
            page_ = page.string();
            const auto document = read_html(site_ / page);
            const auto* root = xmlDocGetRootElement(document.get());
            look_at_title(*root);
            look_at_names(*root);
            look_at_elements(*root);
            look_at_text(*root);
        }
        return std::move(findings_);
    }

private:
    void found(std::string what) { findings_.push_back({page_, std::move(what)}); }

    void look_at_title(const xmlNode& root) {
        std::string title;
        bool has_heading = false;
        walk(&root, [&](const xmlNode& node) {
            const auto name = name_of(node);
            if (name == "svg") return false;
            if (name == "title") title = wb::cli::squeezed(text_of(node));
            has_heading |=
                (has_class(node, "title") || name == "h1") && !wb::cli::squeezed(text_of(node)).empty();
            return true;
        });
        if (title.empty() || title.back() == ':')
            found(fmt::format("the page's <title> is empty: \"{}\"", title));
        if (!has_heading) found("the page has no heading");
    }

    void look_at_names(const xmlNode& root) {
        // Doxygen 1.17 calls every group of members so. Nothing leads there.
        const std::set<std::string> doxygens_own{"member-group", "header-member-group"};
        std::set<std::string> seen;
        walk(&root, [&](const xmlNode& node) {
            const auto id = attribute(node, "id");
            if (!id.empty() && !doxygens_own.contains(id) && !seen.insert(id).second)
                found(fmt::format("two elements have the name \"{}\"", id));
            return true;
        });
    }

    void look_at_elements(const xmlNode& root) {
        walk(&root, [&](const xmlNode& node) {
            const auto name = name_of(node);
            if (name == "a" || name == "area") {
                // In an SVG drawn by graphviz it is xlink:href.
                for (const char* attribute_name : {"href", "xlink:href"}) {
                    if (has_attribute(node, attribute_name))
                        follow(attribute(node, attribute_name), site_ / page_);
                }
            } else if (name == "img") {
                look_at_picture(attribute(node, "src"));
                if (attribute(node, "alt").empty())
                    found(fmt::format("the picture {} does not say what it shows (alt)",
                                      attribute(node, "src")));
            } else if (name == "script" || name == "iframe" || name == "embed") {
                if (has_attribute(node, "src")) load(attribute(node, "src"));
            } else if (name == "link" || name == "object") {
                load(attribute(node, name == "link" ? "href" : "data"));
            }
            return true;
        });
    }

    // Something that the page needs.
    std::optional<fs::path> load(const std::string& address) {
        if (address.find("://") != std::string::npos || address.starts_with("//")) {
            found(fmt::format("the page needs the network: {}", address));
            return std::nullopt;
        }
        return follow(address, site_ / page_);
    }

    // A link in `from`. Returns the file it leads to, if that is a part of the site.
    std::optional<fs::path> follow(const std::string& address, const fs::path& from) {
        static const std::regex elsewhere("^(https?|mailto|javascript|data):.*", std::regex::icase);
        if (std::regex_match(address, elsewhere)) return std::nullopt;
        const auto hash = std::min(address.find('#'), address.size());
        const auto path = unescaped(address.substr(0, std::min(hash, address.find('?'))));
        const auto place = unescaped(address.substr(std::min(hash + 1, address.size())));
        const auto file = path.empty() ? from : (from.parent_path() / path).lexically_normal();
        if (!fs::is_regular_file(file)) {
            found(fmt::format("the link to \"{}\" leads nowhere", address));
            return std::nullopt;
        }
        if (!place.empty() && file.extension() == ".html" && names_in(file).count(place) == 0)
            found(fmt::format("the link to \"{}\" leads to a page that has no such place", address));
        return file;
    }

    static std::string unescaped(const std::string& address) {
        char* text = xmlURIUnescapeString(address.c_str(), static_cast<int>(address.size()), nullptr);
        if (text == nullptr) return address;
        std::string result(text);
        xmlFree(text);
        return address.empty() ? "" : result;
    }

    const std::set<std::string>& names_in(const fs::path& file) {
        const auto [place, is_new] = names_.try_emplace(file);
        if (is_new) {
            const auto document = read_html(file);
            walk(xmlDocGetRootElement(document.get()), [&found = place](const xmlNode& node) {
                for (const char* name : {"id", "name"}) {
                    if (has_attribute(node, name)) found->second.insert(attribute(node, name));
                }
                return true;
            });
        }
        return place->second;
    }

    void look_at_picture(const std::string& address) {
        if (address.empty()) return found("a picture without a file");
        const auto file = load(address);
        if (!file || !pictures_.insert(*file).second) return;
        if (file->extension() == ".svg") {
            look_at_svg(*file);
        } else if (file->extension() == ".png") {
            const auto bytes = bytes_of(*file);
            // The signature at the beginning, and the last chunk, "IEND" and its checksum, at the end.
            if (!bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.size() < 12 ||
                bytes.substr(bytes.size() - 8, 4) != "IEND")
                found(fmt::format("the picture {} is not a whole PNG file", address));
        }
    }

    void look_at_svg(const fs::path& file) {
        const auto name = file.lexically_relative(site_).generic_string();
        const auto document = read_xml(file);
        const auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
        if (root == nullptr || name_of(*root) != "svg")
            return found(fmt::format("the picture {} is not SVG", name));
        static const std::set<std::string> drawn{"path",     "rect",    "circle", "ellipse", "line",
                                                 "polyline", "polygon", "text",   "image",   "use"};
        bool is_empty = true;
        walk(root, [&](const xmlNode& node) {
            if (drawn.count(name_of(node)) > 0) is_empty = false;
            if (name_of(node) == "a" && has_attribute(node, "href")) follow(attribute(node, "href"), file);
            return true;
        });
        if (is_empty) found(fmt::format("there is nothing in the picture {}", name));
    }

    void look_at_text(const xmlNode& root) {
        std::string all;
        walk(&root, [&](const xmlNode& node) {
            const auto name = name_of(node);
            if (name == "script" || name == "style" || name == "svg" || name == "head") return false;
            if (is_code(node)) {
                look_for_markup(text_of(node), true);
                return false;
            }
            if (node.type == XML_TEXT_NODE) {
                const auto text = text_of(node);
                all += text;
                look_for_markup(text, false);
            }
            if (node.type == XML_COMMENT_NODE) return false;
            return true;
        });
        if (wb::cli::squeezed(all).empty()) found("there is no text on the page");
    }

    void look_for_markup(const std::string& text, bool in_code) {
        // Between these, MathJax reads TeX.
        static const std::regex formula(R"(\\\([^]*?\\\)|\\\[[^]*?\\\])");
        static const std::regex in_prose(
            R"(\\[a-zA-Z$\[\]]+|@[a-z]+\b|`|<!--|-->|</?(?:a|code|div|em|p|span)\b|\$[^$\s][^$]*\$|!\[|\]\(|\*\*|\*[^\s*][^*\n]*\*|\{#|(^|\n)#{1,6} )");
        static const std::regex anywhere(
            R"(\\f[$\[\]]|[@\\](ref|code|endcode|htmlonly|endhtmlonly|anchor)\b)");
        const auto plain = in_code ? text : std::regex_replace(text, formula, " ");
        std::smatch match;
        if (!std::regex_search(plain, match, in_code ? anywhere : in_prose)) return;
        const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(match.position() - 20, 0));
        found(fmt::format("markup was left: \"{}\" in \"{}\"", match.str(),
                          wb::cli::squeezed(plain.substr(begin, 60))));
    }

    fs::path site_;
    std::vector<fs::path> pages_;
    std::string page_;  // that is being read
    std::vector<Finding> findings_;
    std::map<fs::path, std::set<std::string>> names_;
    std::set<fs::path> pictures_;  // that have been looked at
};

}  // namespace

std::vector<Finding> wb::site::check_site(const fs::path& site) {
    return SiteCheck(fs::absolute(site).lexically_normal()).run();
}

std::vector<Finding> wb::site::look_for_lines(const fs::path& site,
                                              const std::map<std::string, std::string>& lines) {
    if (lines.empty()) throw std::runtime_error("there is no line to look for");
    std::vector<Finding> findings;
    const auto look = [&](const std::string& page, const std::string& text) {
        for (const auto& [line, origin] : lines) {
            if (text.find(line) != std::string::npos)
                findings.push_back({page, fmt::format("a line of {}: {}", origin, line)});
        }
    };
    for (const auto& page : pages_of(site)) {
        const auto document = read_html(site / page);
        look(page.string(), wb::cli::squeezed(text_of(*xmlDocGetRootElement(document.get()))));
    }
    for (const auto& entry : fs::recursive_directory_iterator(site)) {
        const auto name = entry.path().lexically_relative(site);
        if (entry.path().extension() == ".js" && *name.begin() != "mathjax")
            look(name.generic_string(), wb::cli::squeezed(bytes_of(entry.path())));
    }
    return findings;
}
