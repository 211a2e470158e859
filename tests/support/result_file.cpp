#include "tests/support/result_file.hpp"

#include <unistd.h>

#include <fstream>

#include "tests/support/json.hpp"
#include "tests/support/misuse.hpp"

namespace {

std::string quoted_list(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + wb::judge::json_quoted(text);
    return "[" + list + "]";
}

}  // namespace

std::string wb::judge::to_json(const Result& result) {
    return "{\"exercise\": " + json_quoted(result.exercise) + ", \"name\": " + json_quoted(result.name) +
           ", \"tested\": " + json_quoted(result.tested) + ", \"state\": " + json_quoted(result.state) +
           ", \"passed\": " + std::to_string(result.passed) + ", \"total\": " + std::to_string(result.total) +
           ", \"file\": " + json_quoted(result.file) + ", \"line\": " + std::to_string(result.line) +
           ", \"needs\": " + quoted_list(result.needs) + ", \"earlier\": " + quoted_list(result.earlier) +
           ", \"failed_case\": " + json_quoted(result.failed_case) +
           ", \"message\": " + json_quoted(result.message) + "}\n";
}

void wb::judge::write_atomically(const std::filesystem::path& path, std::string_view text) {
    if (path.empty()) return;
    const std::filesystem::path draft = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    std::ofstream file(draft, std::ios::binary);
    file << text;
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(draft, path, error);
    if (!file || error) {
        std::error_code ignored;
        std::filesystem::remove(draft, ignored);
        throw misuse("cannot write the result to " + path.string() +
                     ". Is there such a folder, and is it yours?");
    }
}
