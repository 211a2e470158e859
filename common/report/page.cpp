#include "common/report/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Letters grow with the screen, so that the page can be read on a telephone and from the last row. Light and
// dark as the reader has them; pictures keep their white paper.
constexpr auto style = R"(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1b; --faint: #5a5a5a; --line: #d4d4d4; --note: #f3f1ea;
  --link: #0b57a4; --kept: #00623f; --below: #9c3a00; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #ececec; --faint: #b0b0b0; --line: #43474d; --note: #24272c; --link: #8ec5ff; --kept: #6fd6a8;
    --below: #ffab73; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 64em; background: var(--paper);
  color: var(--ink); font: clamp(1rem, 0.85rem + 0.5vw, 1.375rem)/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.8em; line-height: 1.2; margin: 0 0 0.5em; }
h2 { font-size: 1.4em; line-height: 1.25; margin: 2.5em 0 0.3em; padding-top: 0.6em; border-top: 2px solid var(--line); }
h3 { font-size: 1.1em; margin: 0 0 0.3em; }
p { margin: 0.4em 0; max-width: 48em; }
a { color: var(--link); }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font-size: 0.95em; background: var(--note); padding: 0.1em 0.35em; border-radius: 0.25em; }
.faint { color: var(--faint); }
.note { background: var(--note); border-left: 0.3em solid var(--below); padding: 0.5em 0.9em; margin: 0.8em 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; font-size: 0.88em; }
caption { text-align: left; color: var(--faint); padding-bottom: 0.4em; }
tbody th, td { white-space: nowrap; }
th, td { text-align: left; padding: 0.45em 0.6em; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.kept { color: var(--kept); font-weight: 600; white-space: nowrap; }
.below { color: var(--below); font-weight: 600; white-space: nowrap; }
nav ul { margin: 0.4em 0; padding-left: 1.3em; }
figure { margin: 1.8em 0; }
figcaption { margin-bottom: 0.6em; }
figure .wide { background: #ffffff; border: 1px solid var(--line); border-radius: 0.4em; }
img { display: block; width: 100%; min-width: 40rem; height: auto; }
@media print { h2, figure { break-inside: avoid; } img { min-width: 0; } }
)";

std::string percent(double value) {
    return fmt::format("{:.2f}%", 100 * value);
}

// Whose code, in words.
std::string whose(const std::string& flavor) {
    return flavor == "student"     ? "the student's code"
           : flavor == "reference" ? "the reference"
                                   : fmt::format("code called \"{}\"", flavor);
}

bool has_run(const LabResults& lab) {
    return lab.stamp.has_value();
}

// "the reference, on mnist", when that holds of all; else that it does not.
std::string code_and_data(const std::vector<LabResults>& labs) {
    std::vector<std::string> all;
    for (const auto& lab : labs) {
        if (has_run(lab))
            all.push_back(fmt::format("{}, on {}", whose(lab.stamp->flavor), lab.stamp->data));
        else if (!lab.rows.empty())
            all.emplace_back("unknown");
    }
    if (all.empty()) return "No lab has run yet.";
    if (std::ranges::all_of(all, [&](const auto& one) { return one == all.front(); }))
        return fmt::format("All results are of {}.", all.front());
    return "The results are not all of one kind: the table and the chapters say whose code each is of, and "
           "on which data.";
}

void table(std::string& page, const std::vector<LabResults>& labs) {
    if (std::ranges::none_of(labs, [](const LabResults& lab) { return !lab.rows.empty(); })) {
        page +=
            "<p class=\"note\">There are no figures yet. <code>./workbook run</code> trains all "
            "networks.</p>\n";
        return;
    }
    page +=
        "<div class=\"wide\" role=\"region\" aria-label=\"Table of accuracies\" tabindex=\"0\">\n<table>\n"
        "<caption>What each network reached, and what the workbook promises of it</caption>\n<thead><tr>"
        "<th scope=\"col\" class=\"number\">Chapter</th><th scope=\"col\">Network</th><th "
        "scope=\"col\">Measured</th>"
        "<th scope=\"col\" class=\"number\">Reached</th><th scope=\"col\">Promised</th>"
        "<th scope=\"col\" class=\"number\">Training</th><th scope=\"col\">Code</th><th "
        "scope=\"col\">Data</th>"
        "</tr></thead>\n<tbody>\n";
    for (const auto& lab : labs) {
        for (const auto& row : lab.rows) {
            const std::string promise =
                !row.promised ? "<span class=\"faint\">nothing</span>"
                : row.value >= *row.promised
                    ? fmt::format("{} <span class=\"kept\">✓ kept</span>", percent(*row.promised))
                    : fmt::format("{} <span class=\"below\">✗ not kept</span>", percent(*row.promised));
            page += fmt::format(
                "<tr><td class=\"number\">{}</td><th scope=\"row\">{}</th><td>{}</td><td "
                "class=\"number\">{}</td>"
                "<td>{}</td><td class=\"number\">{:.1f} s</td><td>{}</td><td>{}</td></tr>\n",
                row.chapter, html(row.model), html(row.metric), percent(row.value), promise, row.seconds,
                has_run(lab) ? html(lab.stamp->flavor) : "unknown", html(row.data));
        }
    }
    page += "</tbody>\n</table>\n</div>\n";
    page +=
        "<p class=\"faint\">Nothing is promised of other data than MNIST, or of less than the full "
        "training.</p>\n";
}

void figure(std::string& page, const LabPicture& picture) {
    page += fmt::format("<figure>\n<figcaption><h3>{}</h3>\n<p>{}</p></figcaption>\n", html(picture.title),
                        html(picture.reading));
    if (picture.png.empty())
        page += fmt::format("<p class=\"note\">There is no picture. {}</p>\n", html(picture.problem));
    else
        page += fmt::format(
            "<div class=\"wide\" role=\"region\" aria-label=\"{0}\" tabindex=\"0\"><img width=\"{1}\" "
            "height=\"{2}\" "
            "alt=\"{0}\" src=\"data:image/png;base64,{3}\"></div>\n",
            html(picture.title), picture.width, picture.height, base64(picture.png));
    page += "</figure>\n";
}

void chapter(std::string& page, const LabResults& lab, const std::string& since) {
    page += fmt::format(
        "<section aria-labelledby=\"chapter-{0}\">\n<h2 id=\"chapter-{0}\">Chapter {0}: {1}</h2>\n",
        lab.chapter, html(lab.title));
    if (has_run(lab)) {
        const auto& stamp = *lab.stamp;
        page += fmt::format(
            "<p class=\"faint\">Run with {}, on {}, on {}{}.</p>\n", html(whose(stamp.flavor)),
            html(stamp.data), html(stamp.date),
            stamp.quick ? "; with little training (--quick), so these are not the promised figures" : "");
        if (stamp.date < since)
            page +=
                "<p class=\"note\">These are the results of an earlier run: the last one has left none "
                "here.</p>\n";
    } else if (lab.problems.empty()) {
        page += fmt::format(
            "<p class=\"note\">No results: this lab has not run to its end. <code>./workbook lab {}</code> "
            "runs it with the "
            "reference, and with <code>--mine</code> runs your code.</p>\n",
            lab.chapter);
    }
    for (const auto& problem : lab.problems) page += fmt::format("<p class=\"note\">{}</p>\n", html(problem));
    if (has_run(lab) && lab.pictures.empty()) page += "<p>This lab draws no pictures.</p>\n";
    for (const auto& picture : lab.pictures) figure(page, picture);
    page += "</section>\n";
}

}  // namespace

std::string wb::cli::html(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string wb::cli::base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    result.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        // Three bytes are four digits of six bits; at the end, = stands for digits that no byte is left for.
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) result += k <= left ? digits[bits >> (18 - 6 * k) & 63U] : '=';
    }
    return result;
}

std::string wb::cli::report_page(const std::vector<LabResults>& labs, const std::string& made,
                                 const std::string& since) {
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
        "'unsafe-inline'\">\n"
        "<link rel=\"icon\" href=\"data:,\">\n<title>MNIST Workbook: results</title>\n<style>";
    page += style;
    page += "</style>\n</head>\n<body>\n<header>\n<h1>MNIST Workbook: what the networks reached</h1>\n";
    page += fmt::format("<p>{}</p>\n<p class=\"faint\">Made on {}.</p>\n</header>\n<main>\n",
                        html(code_and_data(labs)), html(made));
    page += "<section aria-labelledby=\"accuracies\">\n<h2 id=\"accuracies\">Accuracies</h2>\n";
    table(page, labs);
    page += "</section>\n<nav aria-label=\"Chapters\">\n<h2>Pictures</h2>\n<ul>\n";
    for (const auto& lab : labs) {
        const auto drawn =
            std::ranges::count_if(lab.pictures, [](const LabPicture& p) { return !p.png.empty(); });
        page += fmt::format(
            "<li><a href=\"#chapter-{0}\">Chapter {0}: {1}</a> <span class=\"faint\">({2})</span></li>\n",
            lab.chapter, html(lab.title),
            has_run(lab) || !lab.rows.empty() ? counted(static_cast<std::size_t>(drawn), "picture")
                                              : "no results");
    }
    page +=
        "</ul>\n<p class=\"faint\">Each picture is also a file of its own, PNG and SVG, in "
        "<code>results/</code>.</p>\n</nav>\n";
    for (const auto& lab : labs) chapter(page, lab, since);
    return page + "</main>\n</body>\n</html>\n";
}
