/// \file
/// Lessons are written as code-hosting pages show them; this turns them into what Doxygen expects.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace wb::cli {

/// What the filter has to be told of a page. Whatever is empty leaves its part of the page as it is.
struct PageOptions {
    /// Such as "lesson_ch03", put behind the first heading so that others can refer to it. The headings below
    /// get "lesson_ch03_common_mistakes", and the page a table of contents.
    std::string anchor{};
    /// The site's folder with the pictures of this page, such as "pictures/ch05_cnn".
    std::string pictures{};
    /// What becomes of a link to a file or a place of the page (`[text](target)`).
    /// \throws Failure if there is no such target
    std::function<std::string(const std::string& text, const std::string& target)> link{};
    /// What stands behind exercise `id`, which begins with `**5.2 Name` and ends with the paragraph that
    /// holds its command.
    std::function<std::string(const std::string& id)> after_exercise{};
    /// Text between code, formulas and links, with the words in it that are links.
    std::function<std::string(const std::string& text)> linked_text{};
    /// The symbol that this code names, "wb::matmul", or "".
    std::function<std::string(const std::string& code)> symbol{};
    /// A heading comes, below which everything may be a link again.
    std::function<void()> new_section{};
    /// Width and height of a picture of the page, "pooling.svg", as attributes: `width="640" height="250"`.
    std::function<std::string(const std::string& name)> picture_size{};
    /// Before the page's title, such as "Chapter 05: ".
    std::string before_title{};
    /// What replaces `<!-- site: words -->`. \throws Failure if it does not know the words
    std::function<std::string(const std::string& words)> insertion{};
    /// The place for the widget that `<!-- widget: name -->` asks for. \throws Failure if there is no such widget
    std::function<std::string(const std::string& name)> widget{};
};

/// Turns a page into Doxygen's Markdown:
/// - `$x$` and `$$x$$` become `\f$x\f$` and `\f[x\f]`, except in code. A dollar sign opens a formula if no
///   space follows it: "5 $ or 6 $" stays. `\$` is a dollar sign. A mark beside a formula stays on its line;
/// - the words behind a fence's language (`cpp contract=conv2d.hpp`) go; blocks of other languages get a
///   frame of their own (class "block-output", "block-sh", "block-drawing");
/// - `**bold**` and `*emphasis*` become HTML: Doxygen's own reading of them ends at code, a dash or within a
/// word;
/// - a picture that is a paragraph becomes a figure with a caption;
/// - HTML comments go; one that asks for a widget or an insertion is a paragraph of its own;
/// - headings, links, exercises and insertions as PageOptions says.
/// \param markdown  the page
/// \param options   what to do with the parts that only the caller knows
/// \throws Failure naming the line, if a formula, a fenced block, a comment, or an exercise does not end, or
///         options' functions throw
std::string for_doxygen(std::string_view markdown, const PageOptions& options = {});

/// A heading as a part of an address: lower case, "_" for what is not a letter or a digit.
std::string slug(std::string_view heading);

/// `html` for Doxygen, which is to leave it alone; a block of its own.
std::string raw_html(const std::string& html);

}  // namespace wb::cli
