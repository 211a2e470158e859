#include <fmt/format.h>

#include "ch01_data/idx_files.hpp"
#include "common/data/datasets.hpp"
#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;

namespace {

/// The accuracies as the record has them: "moved by 2: 84.4%, 96.5%, 96.3%".
std::string record_of(const json& accuracies) {
    std::string text;
    int by = 0;
    for (const auto& row : accuracies) {
        text += fmt::format("moved by {}:", by++);
        for (const auto& accuracy : row)
            text += fmt::format("{} {:.1f}%", text.back() == ':' ? "" : ",", accuracy.get<double>());
        text += "\n";
    }
    return text;
}

std::vector<std::string> faults_of(const json& data) {
    std::vector<std::string> found;
    const auto record = text_of("tests/figures/ch05_moved.txt");
    const auto stored = record_of(data.at("accuracies"));
    if (stored != record) found.push_back("stored\n" + stored + "recorded\n" + record);

    static const auto files = wb::find_dataset("digits");
    static const auto digits = wb::load_data_set(files.test_images, files.test_labels);
    const auto& digit = data.at("digit");
    const auto index = digit.at("index").get<std::size_t>();
    if (digits.labels.at(index) != digit.at("label").get<int>()) found.push_back("the label is another");
    const auto& images = digits.images;
    json pixels = json::array();
    for (std::size_t i = 0; i < images.rows; ++i) {
        const auto* row = &images.pixels.at((index * images.rows + i) * images.cols);
        pixels.push_back(std::vector<int>(row, row + images.cols));
    }
    const auto more = differences(digit.at("pixels"), pixels, 0, "pixels");
    found.insert(found.end(), more.begin(), more.end());
    return found;
}

}  // namespace

TEST_CASE("the moved digits show the accuracies of the record, and an image of the built-in set") {
    require_checked("moved_digits", faults_of);
}
