#include "common/lab/stamp_json.hpp"

#include <time.h>  // localtime_r is POSIX, not C++

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

std::string wb::now_as_text() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local)};
}

nlohmann::json wb::to_object(const Stamp& stamp) {
    return {{"flavor", stamp.flavor}, {"data", stamp.data}, {"date", stamp.date}, {"quick", stamp.quick}};
}

std::string wb::to_text(const nlohmann::json& json) {
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}
