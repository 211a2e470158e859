#include "tests/docs/site_finish.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

#include "common/cli/support/text.hpp"
#include "tests/docs/html.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wb::site;
using wb::cli::squeezed;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// "<h1>Goal</h1>" in the text of a page is "<h2>Goal</h2>": h1 is its title.
void lower_headings(std::string& page) {
    if (page.find("<h1>") == std::string::npos) return;
    for (const auto* tag : {"<h4", "</h4", "<h3", "</h3", "<h2", "</h2", "<h1", "</h1"}) {
        std::string lower = tag;
        ++lower.back();
        replace_all(page, std::string(tag) + ">", lower + ">");
    }
}

void make_title_a_heading(std::string& page) {
    constexpr std::string_view opens = "<div class=\"title\">";
    const auto begin = page.find(opens);
    if (begin == std::string::npos) return;
    const auto groups = page.find("<div class=\"ingroups\">", begin);
    const auto end = page.find("</div>", begin);
    if (groups != std::string::npos && groups < end) {  // the groups follow the heading
        const auto groups_end = page.find("</div>", groups);
        page.erase(page.find("</div>", groups_end + 6), 6);
        page.insert(groups, "</h1>");
    } else {
        page.replace(end, 6, "</h1>");
    }
    page.replace(begin, opens.size(), "<h1 class=\"title\">");
}

// A column without a name has an empty cell, and no empty heading.
void drop_empty_table_headings(std::string& page) {
    constexpr std::string_view opens = "<th class=\"markdownTableHead";
    for (std::size_t at = page.find(opens); at != std::string::npos; at = page.find(opens, at + 1)) {
        const auto begin = page.find('>', at) + 1;
        const auto end = page.find("</th>", begin);
        if (!squeezed(page.substr(begin, end - begin)).empty()) continue;
        page.replace(end, 5, "</td>");
        page.replace(at, 3, "<td");
    }
}

std::string way_back(const std::string& name) {
    if (name == "index.html") return {};
    std::string way = "<nav class=\"crumbs\" aria-label=\"The way here\"><a href=\"index.html\">Start</a>";
    if (name.starts_with("lesson_")) way += " &rsaquo; <a href=\"index.html\">Chapters</a>";
    for (const auto* kind : {"contracts", "given", "common"}) {
        const auto group = std::string("group__") + kind;
        if (name.starts_with(group + "__"))
            way += " &rsaquo; <a href=\"" + group + ".html\">" +
                   (kind == std::string_view("contracts") ? "Contracts"
                    : kind == std::string_view("given")   ? "Given code of the chapters"
                                                          : "Common code") +
                   "</a>";
    }
    if (name.starts_with("class") || name.starts_with("struct"))
        way += " &rsaquo; <a href=\"annotated.html\">Classes</a>";
    if (name.ends_with("_8hpp.html") || name.starts_with("dir_"))
        way += " &rsaquo; <a href=\"files.html\">Headers</a>";
    return way + "</nav>\n";
}

// The rows of the search.
class Index {
public:
    void add(const std::string& file, const xmlNode& root) {
        file_ = file;
        title_.clear();
        heading_.clear();
        walk(&root, [&](const xmlNode& node) {
            const auto name = name_of(node);
            if (name == "nav" || name == "header" || has_class(node, "toc")) return false;
            if (name == "h1") look_at_title(node);
            if (name == "h2" || name == "h3") look_at_heading(node);
            if (name == "em" && file_.starts_with("lesson_")) look_at_term(node);
            if (name == "tr" && file_ == "glossary.html") look_at_entry(node);
            return name != "svg";
        });
    }

    std::string script() const { return "const SEARCH_INDEX = " + nlohmann::json(rows_).dump(0) + ";\n"; }

private:
    using Row = std::vector<std::string>;

    void look_at_title(const xmlNode& node) {
        title_ = squeezed(text_of(node));
        // Pages of single headers and folders are found through what they declare.
        if (!title_.ends_with("File Reference") && !title_.ends_with("Directory Reference"))
            rows_.push_back({title_, file_, file_.starts_with("lesson_") ? "Lesson" : "Page", ""});
    }

    void look_at_heading(const xmlNode& node) {
        std::string anchor;
        walk(node.children, [&](const xmlNode& inner) {
            if (name_of(inner) == "a" && anchor.empty()) anchor = attribute(inner, "id");
            return true;
        });
        auto text = squeezed(text_of(node));
        if (has_class(node, "memtitle")) {  // "◆ im2col()", and its anchor stands before it
            const xmlNode* before = node.prev;
            while (before != nullptr && name_of(*before) != "a") before = before->prev;
            if (before != nullptr) anchor = attribute(*before, "id");
            text = text.substr(std::min(
                text.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_~"), text.size()));
        } else if (has_class(node, "groupheader")) {
            return;
        }
        heading_ = text;
        address_ = file_ + "#" + anchor;
        if (!anchor.empty() && !text.empty()) rows_.push_back({text, address_, title_, ""});
    }

    // A term of the glossary in italics, under the heading where the lesson introduces it. Other words in
    // italics are only stressed.
    void look_at_term(const xmlNode& node) {
        const auto term = squeezed(text_of(node));
        const auto known = known_term(term);
        if (heading_.empty() || heading_ == "Sources" || known.empty() || !seen_.insert(file_ + known).second)
            return;
        rows_.push_back({term, address_, title_ + ": " + heading_, ""});
    }

    // A row of the glossary: anchor and term, meaning, chapter.
    void look_at_entry(const xmlNode& node) {
        std::string anchor;
        std::vector<std::string> cells;
        walk(node.children, [&](const xmlNode& inner) {
            const auto name = name_of(inner);
            if (name == "td") cells.push_back(squeezed(text_of(inner)));
            if (name == "a" && attribute(inner, "id").starts_with("term_")) anchor = attribute(inner, "id");
            return true;
        });
        if (anchor.empty() || cells.size() < 2) return;
        // "batch, minibatch" are two terms; "forward (pass)" is "forward" or "forward pass".
        for (const auto& term : wb::cli::split(wb::cli::lower(cells[0]), ", ")) {
            const auto more = term.find(" (");
            terms_.insert(term.substr(0, more));
            if (more != std::string::npos)
                terms_.insert(term.substr(0, more + 1) + term.substr(more + 2, term.find(')') - more - 2));
        }
        rows_.push_back({cells[0], file_ + "#" + anchor, "Glossary: " + cells[1], ""});
    }

    // The glossary's form of a term in the text, "batch" for "Batches"; "" if it has none.
    std::string known_term(const std::string& text) const {
        const auto term = wb::cli::lower(text);
        for (const std::string_view plural : {"", "s", "es"}) {
            if (!term.ends_with(plural)) continue;
            const auto singular = term.substr(0, term.size() - plural.size());
            if (terms_.count(singular) > 0) return singular;
        }
        return {};
    }

    std::string file_, title_, heading_, address_;
    std::set<std::string> terms_;  // of the glossary
    std::set<std::string> seen_;
    std::vector<Row> rows_;
};

// Doxygen 1.17 no longer makes the scripts that open and close lists in the pages of earlier ones.
void drop_missing_scripts(std::string& page, const fs::path& site) {
    for (const std::string script : {"jquery.js", "dynsections.js"})
        if (!fs::exists(site / script)) replace_all(page, "<script src=\"" + script + "\"></script>\n", "");
}

}  // namespace

std::string wb::site::finished_page(const std::string& name, std::string page) {
    lower_headings(page);
    for (const auto* level : {"3", "4"})
        replace_all(page, std::string("<h") + level + ">Table of Contents</h" + level + ">",
                    "<h2>On this page</h2>");
    make_title_a_heading(page);
    drop_empty_table_headings(page);
    const auto header = page.find("<div class=\"header\">");
    if (header != std::string::npos) page.insert(header, way_back(name));
    // "Public Member Functions | List of all members": that list is not on the site.
    const auto members = page.find("-members.html\">List of all members</a>");
    if (members != std::string::npos) {
        auto begin = page.rfind("<a href=", members);
        const auto bar = page.rfind(" &#124;", begin);
        if (bar != std::string::npos && squeezed(page.substr(bar + 7, begin - bar - 7)).empty()) begin = bar;
        page.erase(begin, page.find("</a>", members) + 4 - begin);
    }
    return page;
}

void wb::site::finish_site(const fs::path& site) {
    std::vector<fs::path> pages;
    for (const auto& entry : fs::directory_iterator(site)) {
        if (entry.path().extension() == ".html") pages.push_back(entry.path());
    }
    std::sort(pages.begin(), pages.end());
    // The glossary comes first: what it has are the terms.
    std::stable_partition(pages.begin(), pages.end(),
                          [](const fs::path& page) { return page.filename() == "glossary.html"; });
    Index index;
    for (const auto& file : pages) {
        const auto name = file.filename().string();
        if (name.ends_with("-members.html") || name == "graph_legend.html") {
            fs::remove(file);
            continue;
        }
        auto page = finished_page(name, read(file));
        drop_missing_scripts(page, site);
        std::ofstream(file, std::ios::binary) << page;
        const auto document = read_html(file);
        index.add(name, *xmlDocGetRootElement(document.get()));
    }
    std::ofstream(site / "search_index.js", std::ios::binary) << index.script();
}
