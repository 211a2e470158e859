#include "ch08_draw/given/drawing_request.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "common/web/json_body.hpp"
#include "common/web/request_error.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using nlohmann::json;
namespace limits = wb::request_limits;

namespace {

/// A request with nothing wrong.
json good() {
    return json::parse(
        R"({"strokes": [{"points": [[10, 20], [30.5, 20]], "width": 4}], "rows": 40, "cols": 50})");
}

/// The message for a request that is refused.
std::string refusal(const json& request) {
    const auto error = thrown_by<wb::web::request_error>([&] { wb::parse_drawing_request(request); });
    CHECK(error.status() == 400);
    return error.what();
}

/// The good request, with one part replaced.
json with(const std::string& pointer, const json& value) {
    json request = good();
    request[json::json_pointer(pointer)] = value;
    return request;
}

}  // namespace

TEST_CASE("a request of strokes is drawn") {
    const wb::DrawingRequest request = wb::parse_drawing_request(good());
    CHECK(request.canvas.shape() == wb::Shape{40, 50});
    CHECK(request.canvas(19, 20) == 1);
    CHECK(request.canvas(5, 20) == 0);
    CHECK(request.temperature == 1);
    CHECK(!request.saliency);
    CHECK(!request.activations);
}

TEST_CASE("a request may ask for more") {
    json more = good();
    more["temperature"] = 0.5;
    more["saliency"] = true;
    more["activations"] = true;
    const wb::DrawingRequest request = wb::parse_drawing_request(more);
    CHECK(request.temperature == 0.5);
    CHECK(request.saliency);
    CHECK(request.activations);
}

TEST_CASE("a request may contain an image instead of strokes") {
    json ink = json::array();
    for (int i = 0; i < 8 * 9; ++i) ink.push_back(i == 10 ? 255 : 0);
    const json image{{"image", {{"rows", 8}, {"cols", 9}, {"ink", ink}}}};
    const wb::np_tensor canvas = wb::parse_drawing_request(image).canvas;
    CHECK(canvas.shape() == wb::Shape{8, 9});
    CHECK(canvas(1, 1) == 1);
    CHECK(canvas(1, 2) == 0);

    json wrong = image;
    wrong["image"]["ink"].push_back(0);
    CHECK_THAT(refusal(wrong), ContainsSubstring("\"ink\" has 73 entries; at most 72"));
    wrong = image;
    wrong["image"]["ink"].erase(0);
    CHECK_THAT(refusal(wrong), ContainsSubstring("\"ink\" must have 8 x 9 numbers, not 71"));
    for (const json& byte : {json(256), json(-1), json(0.5), json("1"), json(nullptr)}) {
        wrong = image;
        wrong["image"]["ink"][3] = byte;
        CHECK_THAT(refusal(wrong),
                   StartsWith("ink must be a whole number from 0 to 255, not " + byte.dump()));
    }
    wrong = image;
    wrong["strokes"] = json::array();
    CHECK_THAT(refusal(wrong), ContainsSubstring("either \"strokes\" or an \"image\""));
}

TEST_CASE("a faulty request is an error that names the field, what was expected and what was found") {
    CHECK_THAT(refusal(json(3)), ContainsSubstring("must be an object, not 3"));
    CHECK_THAT(refusal(json::object()), ContainsSubstring("either \"strokes\" or an \"image\""));
    CHECK_THAT(refusal(with("/rows", 7)),
               ContainsSubstring("\"rows\" must be a whole number from 8 to 512, not 7"));
    CHECK_THAT(refusal(with("/rows", 513)), ContainsSubstring("not 513"));
    CHECK_THAT(refusal(with("/rows", -40)), ContainsSubstring("not -40"));
    CHECK_THAT(refusal(with("/rows", 40.5)), ContainsSubstring("not 40.5"));
    CHECK_THAT(refusal(with("/rows", 18446744073709551615u)), ContainsSubstring("\"rows\""));
    CHECK_THAT(refusal(with("/cols", "50")), ContainsSubstring("\"cols\" must be a whole number"));
    CHECK_THAT(refusal(with("/strokes", 1)), ContainsSubstring("\"strokes\" must be a list, not 1"));
    CHECK_THAT(refusal(with("/strokes/0", 1)), ContainsSubstring("must be an object, not 1"));
    CHECK_THAT(refusal(with("/strokes/0", json::object())), ContainsSubstring("\"width\" is missing"));
    CHECK_THAT(refusal(with("/strokes/0/width", 0)), ContainsSubstring("the width of stroke 0"));
    CHECK_THAT(refusal(with("/strokes/0/width", 201)), ContainsSubstring("not 201"));
    CHECK_THAT(refusal(with("/strokes/0/points/1", json::array({1}))),
               ContainsSubstring("point 1 of stroke 0 must be [x, y], not [1]"));
    CHECK_THAT(refusal(with("/strokes/0/points/1/0", 10'001)), ContainsSubstring("x of point 1 of stroke 0"));
    CHECK_THAT(refusal(with("/strokes/0/points/1/1", "2")), ContainsSubstring("y of point 1 of stroke 0"));
    CHECK_THAT(refusal(with("/saliency", 1)), ContainsSubstring("\"saliency\" must be true or false, not 1"));
    CHECK_THAT(refusal(with("/temperature", 0)),
               ContainsSubstring("\"temperature\" must be a number from 0.01 to 100"));
    CHECK_THAT(refusal(with("/strokes/0/width", std::string(1000, 'x'))), ContainsSubstring("..."));
}

TEST_CASE("NaN and infinity are rejected in every field") {
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 inf = std::numeric_limits<double>::infinity();
    for (const std::string field : {"/strokes/0/width", "/strokes/0/points/0/0", "/temperature", "/rows"})
        for (const double number : {nan, inf, -inf}) {
            INFO(field << " " << number);
            CHECK_THAT(refusal(with(field, number)), ContainsSubstring("must be"));
        }
}

TEST_CASE("a request may be large, but has limits") {
    json strokes = json::array();
    for (std::size_t i = 0; i < limits::most_strokes; ++i)
        strokes.push_back({{"points", {{1, 2}, {3, 4}}}, {"width", 2}});
    CHECK_NOTHROW(wb::parse_drawing_request(with("/strokes", strokes)));
    strokes.push_back(strokes[0]);
    CHECK_THAT(refusal(with("/strokes", strokes)),
               ContainsSubstring("\"strokes\" has 501 entries; at most 500"));

    json points = json::array();
    for (std::size_t i = 0; i < limits::most_points; ++i) points.push_back({i % 40, i % 30});
    CHECK_NOTHROW(wb::parse_drawing_request(with("/strokes/0/points", points)));
    json request = with("/strokes/0/points", points);
    request["strokes"].push_back({{"points", {{1, 2}}}, {"width", 2}});
    CHECK_THAT(refusal(request), ContainsSubstring("more than 5000 points altogether"));
}

TEST_CASE("strokes outside the canvas, and no strokes, are not an error") {
    CHECK_NOTHROW(wb::parse_drawing_request(with("/strokes", json::array())));
    CHECK_NOTHROW(wb::parse_drawing_request(with("/strokes/0/points", json::array())));
    CHECK_NOTHROW(wb::parse_drawing_request(with("/strokes/0/points/0/0", -9999)));
}

TEST_CASE("a label is a digit") {
    CHECK(wb::parse_label({{"label", 7}}) == 7);
    for (const json& label : {json(10), json(-1), json(1.5), json("7"), json(nullptr)})
        CHECK_THAT(thrown_by<wb::web::request_error>([&] {
                       wb::parse_label({{"label", label}});
                   }).what(),
                   ContainsSubstring("\"label\" must be a whole number from 0 to 9"));
    CHECK_THAT(thrown_by<wb::web::request_error>([] { wb::parse_label(json::object()); }).what(),
               ContainsSubstring("\"label\" is missing"));
}

TEST_CASE("a drawing within each limit can still be too large: the area of all segments has its own limit") {
    const auto scribble = [](std::size_t count, double width, auto&& place) {
        json points = json::array();
        for (std::size_t i = 0; i < count; ++i) points.push_back(place(i));
        return json{{"strokes", {{{"points", points}, {"width", width}}}}, {"rows", 512}, {"cols", 512}};
    };
    const auto corners = [](std::size_t i) { return i % 2 == 0 ? json{0, 0} : json{512, 512}; };
    const auto error = thrown_by<wb::web::request_error>(
        [&] { wb::parse_drawing_request(scribble(limits::most_points, limits::widest_pen, corners)); });
    CHECK(error.status() == 413);
    CHECK_THAT(error.what(), ContainsSubstring("takes too long to draw") && ContainsSubstring("thinner pen"));
    // Off the canvas nothing is drawn, and on it a hand moves a little at a time.
    const auto off = [](std::size_t i) { return json{-9000 - static_cast<int>(i % 3), -9000}; };
    CHECK_NOTHROW(wb::parse_drawing_request(scribble(limits::most_points, limits::widest_pen, off)));
    const auto by_hand = [](std::size_t i) {
        return json{140 + 100 * std::cos(0.05 * static_cast<double>(i)),
                    140 + 100 * std::sin(0.03 * static_cast<double>(i))};
    };
    CHECK_NOTHROW(wb::parse_drawing_request(scribble(limits::most_points, 40, by_hand)));
}
