/// \file
/// The frame of the programs that find the numbers which lessons quote, and no lab prints. See README.md.
///
///     PROGRAM OUT.txt RESULTS [--all]
#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>

#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"
#include "common/io/atomic_write.hpp"

namespace wb {

/// What a program has found.
class Figures {
public:
    /// \param results  holds what the labs have left: results / "ch04" / "784-20-10.npz"
    /// \param all      whether to find everything, however long it takes
    Figures(std::filesystem::path results, bool all) : results_(std::move(results)), all_(all) {}

    const std::filesystem::path& results() const { return results_; }
    bool all() const { return all_; }
    const std::string& text() const { return text_; }

    /// One line of the record. What is before the first colon is its name, by which a later run is compared.
    void line(const std::string& text) {
        std::cout << text << std::endl;
        text_ += text + "\n";
    }

private:
    std::filesystem::path results_;
    bool all_;
    std::string text_;
};

/// \param data  without which nothing can be found, such as "mnist"; then the exit code is 77, "skipped"
inline int find_figures(int argc, char** argv, const char* data, const std::function<void(Figures&)>& find) {
    const bool all = argc == 4 && std::string_view(argv[3]) == "--all";
    if (argc != 3 && !all) {
        std::cerr << "usage: " << argv[0] << " OUT.txt RESULTS [--all]\n";
        return 2;
    }
    const std::filesystem::path out = argv[1];
    try {
        std::filesystem::remove(out);  // an old one must not pass for a new one
        find_dataset(data);
    } catch (const data_error& error) {
        std::cout << "SKIPPED: " << error.what() << "\n";
        return 77;
    }
    try {
        Figures figures(argv[2], all);
        find(figures);
        write_file_atomically(out, figures.text());
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "Not found: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace wb
