// The "student's" code of the supervisor's own tests. FAKE_CHEAT chooses how it tries to look done.
#include "tests/judge/fake_cheats/cheats.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

namespace {

bool chosen(const char* cheat) {
    const char* choice = std::getenv("FAKE_CHEAT");
    return choice != nullptr && std::strcmp(choice, cheat) == 0;
}

void leave() {
    std::_Exit(0);
}

// What a forger would send who knows everything but the nonce.
void forge_a_statement() {
    const std::string forged =
        R"({"kind": "verdict", "nonce": "1-2-3-4", "exercise": "1.1", "name": "cheats", "tested": "student", )"
        R"("state": "done", "passed": 2, "total": 2, "file": "", "line": 1, "needs": [], "earlier": [], )"
        R"("failed_case": "", "message": "", "text": "1.1 cheats: DONE - 2 of 2 checks passed.\n"})"
        "\n";
    [[maybe_unused]] const auto written = ::write(3, forged.data(), forged.size());
}

// Code that runs before main(), and after it.
struct AtBothEnds {
    AtBothEnds() {
        if (chosen("leave before main")) leave();
        if (chosen("loop before main"))
            for (volatile int i = 0; i < 1;) i = 0;
        if (chosen("atexit")) std::atexit(leave);
    }
    ~AtBothEnds() {
        if (chosen("destructor")) leave();
        if (chosen("crash in a destructor")) std::abort();
    }
    AtBothEnds(const AtBothEnds&) = delete;
    AtBothEnds& operator=(const AtBothEnds&) = delete;
} at_both_ends;

}  // namespace

double wb::fake::cheats() {
    if (chosen("exit")) std::exit(0);
    if (chosen("quick_exit")) std::quick_exit(0);
    if (chosen("exec")) ::execl("/bin/true", "true", nullptr);
    if (chosen("terminate handler")) {
        std::set_terminate(leave);
        std::terminate();
    }
    if (chosen("signal handler")) {
        std::signal(SIGSEGV, [](int) { leave(); });
        std::raise(SIGSEGV);
    }
    if (chosen("forged statement")) {
        forge_a_statement();
        leave();
    }
    if (chosen("forged result")) {
        const char* file = std::getenv("WORKBOOK_RESULT_FILE");
        if (std::FILE* result = std::fopen(file == nullptr ? "forged.json" : file, "w")) {
            std::fputs(R"({"exercise": "1.1", "state": "done", "passed": 2, "total": 2})", result);
            std::fclose(result);
        }
        leave();
    }
    return chosen("crash in a destructor") ? 1 : 2;
}

double wb::fake::square(double x) {
    return chosen("right square") ? x * x : x + x;
}

double wb::fake::fourth_power(double x) {
    return square(square(x));
}

double wb::fake::wrong_alone() {
    return 2;
}

double wb::fake::sleeps(double seconds) {
    ::usleep(static_cast<useconds_t>(seconds * 1e6));
    return 1;
}

double wb::fake::crashes_late() {
    const volatile double* volatile nothing = nullptr;
    return *nothing;
}

double wb::fake::past_the_end(const std::vector<double>& values, std::size_t index) {
    return values[index];  // the line that the judge names
}
