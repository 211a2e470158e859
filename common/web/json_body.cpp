#include "common/web/json_body.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "common/web/request_error.hpp"

namespace {

/// JSON has no infinity and no NaN: they would become null, and the page would take them for what they are
/// not.
void require_numbers(const nlohmann::json& json) {
    if (json.is_structured()) {
        for (const auto& part : json) require_numbers(part);
    } else if (json.is_number_float() && !std::isfinite(json.get<double>())) {
        throw std::domain_error("The answer has a number in it that is infinite, or none at all.");
    }
}

}  // namespace

nlohmann::json wb::web::parse_json_body(std::string_view text) {
    using nlohmann::json;
    const auto not_too_deep = [](int around, json::parse_event_t event, json&) {
        const bool begins =
            event == json::parse_event_t::array_start || event == json::parse_event_t::object_start;
        if (begins && static_cast<std::size_t>(around) >= deepest_json)
            throw request_error("The JSON is nested deeper than " + std::to_string(deepest_json) +
                                " arrays and objects.");
        return true;
    };
    try {
        return json::parse(text, not_too_deep);
    } catch (const json::parse_error& error) {
        throw request_error("The request's body is not JSON: it stops making sense at byte " +
                            std::to_string(error.byte) + " of " + std::to_string(text.size()) + ".");
    } catch (const json::out_of_range&) {
        throw request_error("The request's body has a number that is too large for a computer to hold.");
    }
}

std::string wb::web::to_text(const nlohmann::json& json) {
    require_numbers(json);
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}
