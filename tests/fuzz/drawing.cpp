// What the draw page sends: a canvas of numbers from 0 to 1, or an error with a status of 400 to 499.
#include <nlohmann/json.hpp>

#include "ch08_draw/given/drawing_request.hpp"
#include "common/web/json_body.hpp"
#include "common/web/request_error.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto request = wb::web::parse_json_body(wb::fuzz::as_text(data, size));
        const auto drawing = wb::parse_drawing_request(request);
        for (const wb::real ink : drawing.canvas.values())
            if (!(ink >= 0 && ink <= 1)) std::abort();
    } catch (const wb::web::request_error& error) {
        if (error.status() < 400 || error.status() > 499) std::abort();
    }
    return 0;
}
