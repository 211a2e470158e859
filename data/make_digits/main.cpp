// make_digits: handwritten-looking digits in MNIST's form, for tests that need no download.
//
// A digit is made in two steps: skeleton.cpp bends one of the ways of writing it (allographs.cpp) into the
// center line of one particular digit, and pen.cpp inks that line and places it as MNIST's authors placed
// theirs.

#include <CLI/CLI.hpp>
#include <cmath>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include "common/io/atomic_write.hpp"
#include "common/io/gzip.hpp"
#include "data/make_digits/compare.hpp"
#include "data/make_digits/digit_set.hpp"

namespace {

using wb::digits::NamedFile;

void write(const std::vector<NamedFile>& files, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (const NamedFile& file : files) {
        const auto packed = wb::gzip_compress(file.bytes);
        wb::write_file_atomically(folder / (file.name + ".gz"), packed);
        std::cout << (folder / (file.name + ".gz")).string() << ": " << packed.size() << " bytes\n";
    }
}

int check(const std::vector<NamedFile>& files, const std::filesystem::path& folder) {
    const auto sentences = wb::digits::differences(files, folder);
    for (const std::string& sentence : sentences) std::cerr << sentence << '\n';
    if (!sentences.empty()) {
        std::cerr << "The digits in " << folder.string() << " are not those that this program makes. If the "
                  << "program is right, write them again with: make_digits --out " << folder.string() << '\n';
        return 1;
    }
    std::cout << "The digits in " << folder.string()
              << " are, byte by byte, those that this program makes.\n";
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    wb::digits::Recipe recipe;
    std::string out, check_folder;
    CLI::App app{
        "Generates handwritten-looking digits, 28x28 pixels, as the four files of MNIST.\n"
        "Exit code: 0 done, or the files agree; 1 they differ, or cannot be written; 2 wrong usage."};
    // CLI::Range lets "nan" pass: it is neither too small nor too large.
    const CLI::Validator finite(
        [](std::string& text) { return std::isfinite(std::stod(text)) ? "" : "is not a number"; }, "");
    // The header of an IDX file could count further; memory could not.
    app.add_option("--train", recipe.train, "training images")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    app.add_option("--test", recipe.test, "test images")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    app.add_option("--seed", recipe.seed, "another seed, other digits")
        ->check(CLI::Range(0, 2'147'483'647))
        ->capture_default_str();
    app.add_option("--wobble", recipe.wobble, "0 neat, 0.9 as varied as MNIST, 1.25 careless")
        ->check(CLI::Range(0.0, 3.0))
        ->check(finite)
        ->capture_default_str();
    auto* task = app.add_option_group("task");
    task->add_option("--out", out, "write the four files into this folder");
    task->add_option("--check", check_folder, "compare with the four files in this folder instead");
    task->require_option(1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }

    try {
        const auto files = wb::digits::make_files(recipe);
        if (!check_folder.empty()) return check(files, check_folder);
        write(files, out);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "make_digits: " << error.what() << '\n';
        return 1;
    }
}
