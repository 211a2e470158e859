#include "ch05_cnn/conv2d_by_loops.hpp"
#include "ch05_cnn/im2col.hpp"
#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;
using wb::np_tensor;

namespace {

/// A matrix as one image of one channel, or as one filter for one channel.
np_tensor image_of(const json& rows) {
    const auto matrix = tensor_of(rows);
    return matrix.reshape({1, 1, matrix.dim(0), matrix.dim(1)});
}

std::vector<std::string> faults_of(const json& data) {
    std::vector<std::string> found;
    for (const auto& example : data.at("examples")) {
        const auto x = image_of(example.at("x")), filter = image_of(example.at("filter"));
        const auto padding = example.at("padding").get<std::size_t>();
        const auto y = wb::conv2d_by_loops(x, filter, np_tensor({1}), padding);
        const auto name = example.at("name").get<std::string>();
        for (const auto& [place, computed] :
             {std::pair("y", rows_of(y.reshape({y.dim(2), y.dim(3)}))),
              std::pair("patches", rows_of(wb::im2col(x, filter.dim(2), padding)))}) {
            const auto more = differences(example.at(place), computed, 0, name + ": " + place);
            found.insert(found.end(), more.begin(), more.end());
        }
    }
    return found;
}

}  // namespace

TEST_CASE("the convolution shows what conv2d_by_loops and im2col compute") {
    require_checked("convolution", faults_of);
}

TEST_CASE("the convolution's results are those in the lesson's pictures") {
    const auto examples = data_of("convolution").at("examples");
    const auto folder = std::string("chapters/ch05_cnn/pictures/");
    for (const auto& [index, picture] : {std::pair(0, "im2col.svg"), std::pair(1, "convolution.svg")}) {
        const auto drawing = text_of(folder + picture);
        for (const auto& row : examples.at(static_cast<std::size_t>(index)).at("y")) {
            for (const auto& number : row) {
                INFO(number.dump() << " in " << picture);
                CHECK(drawing.find(">" + number.dump() + "</text>") != std::string::npos);
            }
        }
    }
}
