#include "tests/support/result_file.hpp"

#include <nlohmann/json.hpp>

#include "common/io/atomic_write.hpp"
#include "tests/support/misuse.hpp"

std::string wb::judge::to_json(const Result& result) {
    const nlohmann::ordered_json json{{"exercise", result.exercise},
                                      {"name", result.name},
                                      {"tested", result.tested},
                                      {"state", result.state},
                                      {"passed", result.passed},
                                      {"total", result.total},
                                      {"file", result.file},
                                      {"line", result.line},
                                      {"needs", result.needs},
                                      {"earlier", result.earlier},
                                      {"failed_case", result.failed_case},
                                      {"message", result.message}};
    // Broken UTF-8, which a student's message may have, is replaced.
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void wb::judge::write_result(const std::filesystem::path& path, std::string_view text) {
    if (path.empty()) return;
    try {
        write_file_atomically(path, text);
    } catch (const std::filesystem::filesystem_error& error) {
        throw misuse("cannot write the result to " + path.string() + ": " + error.code().message() +
                     ". Is there such a folder, and is it yours?");
    }
}
