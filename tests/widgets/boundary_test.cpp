#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;

namespace {

std::string record_of(const json& data) {
    std::string text;
    std::size_t count = 0;
    for (std::size_t label = 0; label < 2; ++label) {
        std::string points;
        for (const auto& point : data.at("points").at(label)) {
            points += fmt::format("{}{:.2f} {:.2f}", points.empty() ? "" : ", ",
                                  point.at(0).get<int>() / 100.0, point.at(1).get<int>() / 100.0);
            ++count;
        }
        text += fmt::format("points of class {}: {}\n", label, points);
    }
    for (const auto& model : data.at("models")) {
        for (std::size_t i = 0; i < model.at("frames").size(); ++i) {
            const auto& frame = model.at("frames").at(i);
            text += fmt::format("{}, epoch {}: {} of {} right, loss {:.3f};",
                                model.at("name").get<std::string>(), data.at("epochs").at(i).get<int>(),
                                frame.at("right").get<int>(), count, frame.at("loss").get<double>());
            for (std::size_t k = 0; k < frame.at("parameters").size(); ++k) {
                text += k == 0 ? "" : ",";
                for (const auto& thousandths : frame.at("parameters").at(k))
                    text += fmt::format(" {:.3f}", thousandths.get<int>() / 1000.0);
            }
            text += "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("the boundaries are those of the record") {
    require_checked("boundary",
                    [](const json& data) { return different_lines("ch03_boundary", record_of(data)); });
}
