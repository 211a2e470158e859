#include "tests/support/json.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/misuse.hpp"

struct wb::judge::Json::Value {
    nlohmann::json json;
};

wb::judge::Json::Json(std::shared_ptr<const Value> value, std::string where)
    : value_(std::move(value)), where_(std::move(where)) {}

wb::judge::Json wb::judge::Json::read(const std::filesystem::path& file, const std::string& hint) {
    const std::string end = hint.empty() ? "" : " " + hint;
    std::ifstream stream(file);
    if (!stream) throw misuse("cannot open " + file.string() + "." + end);
    try {
        auto value = std::make_shared<const Value>(Value{nlohmann::json::parse(stream)});
        if (!value->json.is_object()) throw misuse(file.string() + " does not hold a JSON object." + end);
        return {std::move(value), file.string()};
    } catch (const nlohmann::json::exception& error) {
        throw misuse(file.string() + " is not JSON: " + error.what() + "." + end);
    }
}

wb::judge::Json wb::judge::Json::parse(std::string_view text, const std::string& where) {
    auto value = std::make_shared<const Value>(Value{nlohmann::json::parse(text, nullptr, false)});
    if (!value->json.is_object()) throw misuse(where + " is not a JSON object.");
    return {std::move(value), where};
}

bool wb::judge::Json::has(std::string_view key) const {
    return value_->json.contains(key);
}

std::vector<std::string> wb::judge::Json::keys() const {
    std::vector<std::string> keys;
    for (const auto& item : value_->json.items()) keys.push_back(item.key());
    return keys;
}

namespace {

template <class T>
T converted(const nlohmann::json& json, const std::string& where, std::string_view key) {
    try {
        return json.get<T>();
    } catch (const nlohmann::json::exception& error) {
        throw wb::judge::misuse(where + ": the value of \"" + std::string(key) +
                                "\" is of the wrong type: " + error.what());
    }
}

const nlohmann::json& member(const nlohmann::json& json, const std::string& where, std::string_view key) {
    const auto found = json.find(key);
    if (found == json.end()) {
        std::string keys;
        for (const auto& item : json.items()) keys += (keys.empty() ? "" : ", ") + item.key();
        throw wb::judge::misuse(where + " has no \"" + std::string(key) + "\"; it has: " + keys);
    }
    return *found;
}

}  // namespace

std::string wb::judge::Json::text(std::string_view key) const {
    return converted<std::string>(member(value_->json, where_, key), where_, key);
}

double wb::judge::Json::number(std::string_view key) const {
    return converted<double>(member(value_->json, where_, key), where_, key);
}

std::vector<double> wb::judge::Json::numbers(std::string_view key) const {
    return converted<std::vector<double>>(member(value_->json, where_, key), where_, key);
}

std::vector<std::string> wb::judge::Json::texts(std::string_view key) const {
    return converted<std::vector<std::string>>(member(value_->json, where_, key), where_, key);
}

wb::judge::Json wb::judge::Json::object(std::string_view key) const {
    const nlohmann::json& json = member(value_->json, where_, key);
    const std::string where = where_ + ", \"" + std::string(key) + "\"";
    if (!json.is_object()) throw misuse(where + " is not an object");
    return {std::make_shared<const Value>(Value{json}), where};
}

std::vector<wb::judge::Json> wb::judge::Json::objects(std::string_view key) const {
    std::vector<Json> objects;
    for (const auto& json : member(value_->json, where_, key)) {
        const std::string where =
            where_ + ", \"" + std::string(key) + "\" number " + std::to_string(objects.size() + 1);
        if (!json.is_object()) throw misuse(where + " is not an object");
        objects.push_back({std::make_shared<const Value>(Value{json}), where});
    }
    return objects;
}

std::string wb::judge::json_quoted(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}
