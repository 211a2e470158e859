// What chapter 01's reference says of a download that stopped.
#include <string>
#include <vector>

#include "ch01_data/idx_header.hpp"
#include "tests/figures/figures.hpp"

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "digits", [](wb::Figures& figures) {
        std::vector<std::uint8_t> file{0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28};
        file.resize(file.size() + 1'000'000);
        try {
            wb::parse_idx_header(file, "train-images-idx3-ubyte");
            throw std::logic_error("it was not refused");
        } catch (const wb::data_error& error) {
            figures.line(error.what());
        }
    });
}
