#include "tests/support/witness.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/support/edit_line.hpp"
#include "tests/support/json.hpp"

namespace {

/// Without the braces and the newline: to be one object with other fields.
std::string fields_of(const wb::judge::Result& result) {
    const std::string json = wb::judge::to_json(result);
    return json.substr(1, json.rfind('}') - 1);
}

}  // namespace

wb::judge::Witness::Witness() {
    const char* descriptor = std::getenv("WORKBOOK_SUPERVISOR");
    if (descriptor == nullptr) return;
    line_ = std::atoi(descriptor);
    ::unsetenv("WORKBOOK_SUPERVISOR");
    ::fcntl(line_, F_SETFD, FD_CLOEXEC);
    char character = 0;
    while (::read(line_, &character, 1) == 1 && character != '\n') nonce_ += character;
}

void wb::judge::Witness::say(std::string_view kind, const std::string& fields) const {
    if (line_ < 0) return;
    const std::string message = "{\"kind\": " + json_quoted(kind) + ", \"nonce\": " + json_quoted(nonce_) +
                                (fields.empty() ? "" : ", ") + fields + "}\n";
    std::string_view rest = message;
    while (!rest.empty()) {
        const ssize_t sent = ::send(line_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // without a supervisor no one uses the result
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void wb::judge::Witness::say_start(const Limits& limits, const Program& tested) const {
    say("start", "\"computing\": " + std::to_string(limits.computing) + ", \"waiting\": " +
                     std::to_string(limits.waiting) + ", \"root\": " + json_quoted(tested.source_dir) +
                     ", \"code\": " + json_quoted(shown_path(tested.code_dir, tested)));
}

void wb::judge::Witness::say_case(const Result& so_far, const std::string& crashed_case,
                                  const std::string& crashed_verdict,
                                  const std::string& stuck_verdict) const {
    if (line_ < 0) return;
    say("case", fields_of(so_far) + ", \"crashed_case\": " + json_quoted(crashed_case) + ", \"text\": " +
                    json_quoted(crashed_verdict) + ", \"stuck_text\": " + json_quoted(stuck_verdict));
}

void wb::judge::Witness::say_verdict(const Result& result, const std::string& text) const {
    if (line_ >= 0) say("verdict", fields_of(result) + ", \"text\": " + json_quoted(text));
}

void wb::judge::Witness::say_empty() const {
    say("empty", "");
}
