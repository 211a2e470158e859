#include "tests/support/golden.hpp"

#include "tests/support/json.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/program.hpp"

wb::judge::Array wb::judge::golden(const std::string& name, const std::string& key) {
    return read_golden(std::filesystem::path(program.source_dir) / "tests" / "golden" / (name + ".json"),
                       key);
}

wb::judge::Array wb::judge::read_golden(const std::filesystem::path& file, const std::string& key) {
    const Json array = Json::read(file, "Golden files are committed: is the checkout complete?").object(key);
    Shape shape;
    for (const double length : array.numbers("shape")) {
        if (!(length >= 0)) throw misuse(file.string() + ", \"" + key + "\": a length below 0 in the shape");
        shape.push_back(static_cast<std::size_t>(length));
    }
    std::vector<double> values = array.numbers("values");
    if (values.size() != count_elements(shape))
        throw misuse(file.string() + ", \"" + key + "\": the shape " + to_string(shape) +
                     " does not fit its " + std::to_string(values.size()) + " values");
    return {std::move(shape), std::move(values)};
}
