#include "ch09_autograd/lab/parts/graph.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "ch09_autograd/lab/parts/programs.hpp"

namespace {

namespace fs = std::filesystem;

constexpr int not_there = 127;

/// Files on the way, which are removed on every way out.
class Unfinished {
public:
    // Another lab may be drawing the same picture.
    explicit Unfinished(const fs::path& stem)
        : stem_(stem.string() + "." + std::to_string(::getpid())),
          dot(stem_ + ".dot"),
          png(stem_ + ".png.part"),
          svg(stem_ + ".svg.part") {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() {
        std::error_code ignored;
        for (const fs::path& file : {dot, png, svg}) fs::remove(file, ignored);
    }

private:
    std::string stem_;

public:
    const fs::path dot, png, svg;
};

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void wb::lab09::draw_graph(const plot::Picture& picture, const std::string& graph) {
    const std::string name = "No picture " + picture.stem.string() + ".png: ";
    const Unfinished files(picture.stem);
    std::ofstream(files.dot, std::ios::binary) << graph;
    for (const auto& [format, file] : {std::pair("-Tpng", files.png), std::pair("-Tsvg", files.svg)}) {
        const int code = run_program({"dot", format, "-Glabelloc=t", "-Gfontname=sans-serif", "-Gfontsize=16",
                                      "-Glabel=" + picture.title, "-o", file.string(), files.dot.string()});
        if (code == not_there)
            throw plot_error(name + "graphviz is not installed. Get it with: sudo apt-get install graphviz");
        if (code != 0) throw plot_error(name + "dot ended with exit code " + std::to_string(code));
    }
    // The last words of a complete file.
    if (!content_of(files.png).ends_with("IEND\xae\x42\x60\x82") ||
        content_of(files.svg).find("</svg>") == std::string::npos)
        throw plot_error(name +
                         "dot did not draw it. Is the disk full, or the limit of `ulimit -f` reached?");
    try {
        fs::rename(files.svg, picture.stem.string() + ".svg");
        fs::rename(files.png, picture.stem.string() + ".png");
    } catch (const fs::filesystem_error& error) {
        throw plot_error(name + "it cannot be put in its place: " + error.code().message());
    }
}
