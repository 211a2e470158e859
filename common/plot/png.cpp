#include "common/plot/png.hpp"

#include <gnuplot-iostream.h>
#include <signal.h>  // sigaction is POSIX, not C++
#include <unistd.h>

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

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void wb::draw_png(const std::filesystem::path& path, std::size_t width, std::size_t height,
                  const std::function<void(std::ostream&)>& commands) {
    if (!is_on_path("gnuplot"))
        throw plot_error("No picture " + path.string() +
                         ": gnuplot is not installed. Get it with: sudo apt-get install gnuplot-nox");

    std::error_code ignored;
    if (path.has_parent_path() && !fs::is_directory(path.parent_path(), ignored))
        throw plot_error("No picture " + path.string() + ": its folder is not there. Make it first.");

    const fs::path unfinished = path.string() + ".part";
    const fs::path complaints = path.string() + ".log";
    {
        const IgnoreBrokenPipes no_pipe_is_worth_dying_for;
        // Whether it has worked, the picture will show: gnuplot's own exit code would only be printed.
        Gnuplot gnuplot("gnuplot 2>" + in_quotes(complaints, "'\\''") + " || true");
        gnuplot << "set terminal pngcairo size " << width << "," << height << " font 'sans,11'\n"
                << "set output " << in_quotes(unfinished, "''") << "\n";
        commands(gnuplot);
        gnuplot << "\nset output\n";
    }  // here gnuplot ends, and has written all

    const std::string complaint = content_of(complaints);
    fs::remove(complaints, ignored);
    if (!fs::is_regular_file(unfinished, ignored) || fs::file_size(unfinished, ignored) == 0) {
        fs::remove(unfinished, ignored);
        throw plot_error("No picture " + path.string() + ": gnuplot did not draw it. It says: " +
                         (complaint.empty() ? "nothing. Is the disk full?" : complaint));
    }
    fs::rename(unfinished, path);
}
