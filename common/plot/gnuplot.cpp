#include "common/plot/gnuplot.hpp"

#include <fmt/format.h>
#include <gnuplot-iostream.h>
#include <signal.h>  // sigaction is POSIX, not C++
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;

/// Whether the program can be started by its name, as a shell would find it.
bool is_on_path(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
    return false;
}

/// For the shell and for gnuplot: both know 'text', in which only the quote itself needs care.
std::string in_quotes(const fs::path& path, const std::string& escaped_quote) {
    std::string text = "'";
    for (const char c : path.string()) text += c == '\'' ? escaped_quote : std::string(1, c);
    return text + "'";
}

/// While it lives, writing to a program that has ended is an error of the stream, and not the end of ours.
class IgnoreBrokenPipes {
public:
    IgnoreBrokenPipes() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        ::sigaction(SIGPIPE, &ignore, &before_);
    }
    IgnoreBrokenPipes(const IgnoreBrokenPipes&) = delete;
    IgnoreBrokenPipes& operator=(const IgnoreBrokenPipes&) = delete;
    ~IgnoreBrokenPipes() { ::sigaction(SIGPIPE, &before_, nullptr); }

private:
    struct sigaction before_ {};
};

/// Files on the way, which are removed on every way out.
class Unfinished {
public:
    explicit Unfinished(const fs::path& stem)
        : png(mine(stem, ".png.part")), svg(mine(stem, ".svg.part")), log(mine(stem, ".log")) {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() {
        std::error_code ignored;
        for (const fs::path& file : {png, svg, log}) fs::remove(file, ignored);
    }
    const fs::path png, svg, log;

private:
    // Another lab may be drawing the same picture.
    static fs::path mine(const fs::path& stem, const char* ending) {
        return fmt::format("{}.{}{}", stem.string(), ::getpid(), ending);
    }
};

/// Seconds that gnuplot may take for a picture. Those of the labs take less than one.
std::string patience() {
    const char* seconds = std::getenv("WORKBOOK_GNUPLOT_SECONDS");
    return seconds != nullptr ? seconds : "60";
}

constexpr const char* too_slow = "it took too long, and was stopped";

/// Once is enough: no lab waits for it twice.
std::atomic<bool> has_hung = false;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// How many bytes the UTF-8 character at `at` has: 1 to 4, or 0 if there is none.
std::size_t length_of_character(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    // Not even in four bytes: what lies beyond U+10FFFF (0xf5 and later), and the overlong 0xc0 and 0xc1.
    const std::size_t length = byte < 0x80                   ? 1
                               : byte >= 0xc2 && byte < 0xe0 ? 2
                               : byte >= 0xe0 && byte < 0xf0 ? 3
                               : byte >= 0xf0 && byte < 0xf5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[at + i]) & 0xc0U) != 0x80) return 0;
    return length;
}

/// gnuplot goes on after an error, with half a picture or a blank one. It says "line 7: undefined variable:
/// x"; to warnings, such as of a font that is not there, it adds a word.
bool is_error(const std::string& complaint) {
    std::istringstream lines(complaint);
    for (std::string line; std::getline(lines, line);)
        if (line.find(" line ") != std::string::npos && line.find("warning") == std::string::npos)
            return true;
    return false;
}

std::string xml(std::string_view text) {
    std::string result;
    for (const char c : text)
        result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    return result;
}

/// `text`, with all of `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

/// What gnuplot's SVG lacks: the title for those who listen, pixels with edges, bold letters; and no tooltips
/// that show its own commands.
std::string polished(std::string svg, const std::string& title) {
    std::string result;
    std::size_t done = 0;
    for (std::size_t at = 0; (at = svg.find("<title>", done)) != std::string::npos;) {
        const std::size_t end = svg.find("</title>", at);
        if (end == std::string::npos) break;
        result += svg.substr(done, at - done);
        if (done == 0) result += "<title>" + xml(title) + "</title>";
        done = end + std::string_view("</title>").size();
    }
    result += svg.substr(done);
    result = replaced(std::move(result), "<image ", "<image style='image-rendering:pixelated' ");
    return replaced(std::move(result), ":Bold\"", "\" font-weight=\"bold\"");
}

}  // namespace

std::string wb::plot::literal(std::string_view text) {
    // Inside of double quotes these have a meaning, and lose it when they are written as octal numbers. (In
    // single quotes only the quote has, but then gnuplot 5.4 does not understand a text that begins with
    // one.)
    constexpr std::string_view special = "\"\\`@$";
    std::string result = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = length_of_character(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        if (length == 0)
            result += '?';
        else if (byte < 0x20 || byte == 0x7f)
            result += ' ';
        else if (special.find(text[at]) != std::string_view::npos)
            result += fmt::format("\\{:03o}", byte);
        else
            result += text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return result + "\"";
}

std::string wb::plot::font_of(double size, bool bold) {
    return fmt::format(" font '{}{},{:.3g}'", font, bold ? ":Bold" : "", size);
}

double wb::plot::width_of(std::string_view text, double size, bool bold) {
    // The letters of DejaVu Sans, roughly, in units of their height.
    double units = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0U) == 0x80) continue;  // not the first byte of a character
        const auto is_one_of = [c](std::string_view letters) {
            return letters.find(c) != std::string_view::npos;
        };
        units += is_one_of(" .,:;'|!()[]-/ijlfrtI") ? 0.38
                 : is_one_of("mwMW%@")              ? 0.95
                 : c >= 'A' && c <= 'Z'             ? 0.7
                                                    : 0.63;
    }
    return size * units * (bold ? 1.12 : 1);
}

double wb::plot::fitting(std::string_view text, double size, double width, bool bold) {
    const double needed = width_of(text, size, bold);
    return needed > width ? size * width / needed : size;
}

std::string wb::plot::title_command(const Picture& picture, Size size) {
    const double width = static_cast<double>(size.width) - 2 * margin;
    return fmt::format("set label 1 {} at screen {}, screen {} left noenhanced front{}\n",
                       literal(picture.title), margin / static_cast<double>(size.width),
                       1 - title_height / 2 / static_cast<double>(size.height),
                       font_of(fitting(picture.title, title_size, width, true), true));
}

void wb::plot::draw(const Picture& picture, const std::function<void(std::ostream&)>& commands, Size size) {
    const std::string name = "No picture " + picture.stem.string() + ".png: ";
    if (!is_on_path("gnuplot"))
        throw plot_error(name + "gnuplot is not installed. Get it with: sudo apt-get install gnuplot-nox");
    std::error_code ignored;
    if (picture.stem.has_parent_path() && !fs::is_directory(picture.stem.parent_path(), ignored))
        throw plot_error(name + "its folder is not there. Make it first.");

    if (has_hung) throw plot_error(name + "gnuplot did not answer before, so it is left alone.");

    const Unfinished files(picture.stem);
    {
        const IgnoreBrokenPipes no_pipe_is_worth_dying_for;
        // Whether it has worked, the pictures will show: gnuplot's own exit code would only be printed.
        // `timeout` says 124 when its time was over, and 137 when it had to use force.
        const std::string log = in_quotes(files.log, "'\\''");
        Gnuplot gnuplot(fmt::format("{}gnuplot 2>{}; case $? in 124|137) echo '{}' >>{};; esac",
                                    is_on_path("timeout") ? "timeout -k 2 " + patience() + " " : "", log,
                                    too_slow, log));
        gnuplot << "set encoding utf8\n";
        const auto page = [&](const std::string& terminal, double mark_size, const fs::path& file) {
            gnuplot << "reset\nmark_size = " << mark_size << "\nset terminal " << terminal << " size "
                    << size.width << "," << size.height << " background '#ffffff'" << font_of(text_size)
                    << "\n"
                    << "set output " << in_quotes(file, "''") << "\n";
            commands(gnuplot);
            gnuplot << "\nset output\n";
        };
        // Letters in pixels, as in the SVG; not in points of 4/3 pixels. Marks of one size in both.
        page("pngcairo rounded fontscale 0.75", 1.6, files.png);
        page("svg rounded", 0.6, files.svg);
    }  // here gnuplot ends, and has written all

    // The last words of a complete file.
    const std::string svg = content_of(files.svg);
    const std::string complaint = content_of(files.log);
    has_hung = complaint.find(too_slow) != std::string::npos;
    if (is_error(complaint) || !content_of(files.png).ends_with("IEND\xae\x42\x60\x82") ||
        svg.find("</svg>") == std::string::npos) {
        throw plot_error(name + "gnuplot did not draw it. It says: " +
                         (complaint.empty()
                              ? "nothing. Is the disk full, or the limit of `ulimit -f` reached?"
                              : complaint));
    }
    try {
        std::ofstream file(files.svg, std::ios::binary);
        file << polished(svg, picture.title);
        file.close();
        if (!file)
            throw plot_error(name +
                             "it cannot be written. Is the disk full, or the limit of `ulimit -f` reached?");
        fs::rename(files.svg, picture.stem.string() + ".svg");
        fs::rename(files.png, picture.stem.string() + ".png");
    } catch (const fs::filesystem_error& error) {
        throw plot_error(name + "it cannot be put in its place: " + error.code().message());
    }
}
