#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/widgets/widget_data.hpp"

using namespace wb::widgets;

namespace {

std::string record_of(const json& data) {
    std::string text;
    for (const auto& frame : data.at("frames")) {
        text +=
            fmt::format("temperature {:.1f}: accuracy {:.2f}%, confidence {:.2f}%, calibration error {:.2f}%",
                        frame.at("tenths").get<int>() / 10.0, frame.at("accuracy").get<double>(),
                        frame.at("confidence").get<double>(), frame.at("error").get<double>());
        for (const auto& bin : frame.at("bins")) {
            text += fmt::format("; above {:.1f} {} images {:.3f} {:.3f}", bin.at(0).get<int>() / 10.0,
                                bin.at(1).get<int>(), bin.at(2).get<double>(), bin.at(3).get<double>());
        }
        text += "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the temperatures show the record") {
    require_checked("temperature",
                    [](const json& data) { return different_lines("ch06_temperatures", record_of(data)); });
}
