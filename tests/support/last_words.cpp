#include "tests/support/last_words.hpp"

#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <initializer_list>

#include "common/curriculum/state.hpp"
#include "tests/support/trace.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define WORKBOOK_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WORKBOOK_ADDRESS_SANITIZER
#endif
#endif

#ifdef WORKBOOK_ADDRESS_SANITIZER
#include <sanitizer/common_interface_defs.h>
#endif

namespace {

namespace exit_code = wb::curriculum::exit_code;

/// A text in storage of its own: a signal handler must not read a std::string that may just be changing.
class FixedText {
public:
    void set(const std::string& text) {
        const std::size_t length = std::min(text.size(), text_.size());
        std::memcpy(text_.data(), text.data(), length);
        length_ = length;
    }
    const char* data() const { return text_.data(); }
    std::size_t size() const { return length_; }

private:
    std::array<char, 8192> text_{};
    std::size_t length_ = 0;
};

FixedText crashed_case, crashed_verdict, stuck_case, stuck_verdict;
volatile int supervisor_line = -1;

// The main thread's stack ends here: an address close to it means endless recursion.
std::uintptr_t stack_end = 0;

/// Async-signal-safe, as std::cout and printf are not.
void put(const char* text, std::size_t length) {
    while (length > 0) {
        const ssize_t written = ::write(STDOUT_FILENO, text, length);
        if (written <= 0) return;
        text += written;
        length -= static_cast<std::size_t>(written);
    }
}
void put(const char* text) {
    put(text, std::strlen(text));
}
void put(const FixedText& text) {
    put(text.data(), text.size());
}

constexpr const char* indent = "           ";

constexpr const char* bad_memory =
    "Segmentation fault: the code read or wrote memory that is not its own. Usual reasons: an index past\n"
    "           the end of an array, a reference or span to something that no longer exists, a missing\n"
    "           return.\n";
constexpr const char* null_pointer =
    "Segmentation fault at an address near zero: a null pointer was dereferenced. Usual reasons: a\n"
    "           pointer that was never set, or an element of an empty array.\n";
constexpr const char* endless_recursion =
    "The stack is used up: endless recursion, or one that goes too deep. A function calls itself, directly\n"
    "           or through another, and nothing stops it in time.\n";
constexpr const char* bad_arithmetic =
    "Arithmetic error (SIGFPE): a whole number was divided by zero, with / or %. Is a size 0, or a count\n"
    "           never set?\n";
constexpr const char* aborted =
    "The program aborted (SIGABRT). If a reason is printed above, it is that of the library.\n";
constexpr const char* damaged_heap =
    "The memory of the program is damaged (SIGABRT). Something wrote past the end of an array, or used an\n"
    "           array that no longer exists. malloc or free noticed it only later, so the mistake is in\n"
    "           code that ran before.\n";
constexpr const char* bad_instruction =
    "Illegal instruction (SIGILL). The usual reason: a function that must return a value ends without a\n"
    "           return.\n";

const char* meaning_of(int signal, const siginfo_t& info) {
    switch (signal) {
        case SIGFPE:
            return bad_arithmetic;
        case SIGABRT:
            return wb::judge::is_inside_malloc() ? damaged_heap : aborted;
        case SIGILL:
            return bad_instruction;
        default:
            break;
    }
#ifdef SI_KERNEL
    // An address that no memory can have, such as one read from painted memory: the kernel does not say
    // which.
    if (info.si_code == SI_KERNEL) return bad_memory;
#endif
    const auto address = reinterpret_cast<std::uintptr_t>(info.si_addr);
    constexpr std::uintptr_t page = 4096;
    constexpr std::uintptr_t near = std::uintptr_t{1} << 20U;
    if (stack_end > near && address > stack_end - near && address < stack_end + near)
        return endless_recursion;
    return address < page ? null_pointer : bad_memory;
}

extern "C" void on_fatal_signal(int signal, siginfo_t* info, void* context) {
    wb::judge::note_interruption(context);
    wb::judge::die_of_a_crash(meaning_of(signal, *info));
}

/// With `ulimit -s unlimited`, endless recursion eats the memory of the machine, and looks like an endless
/// loop.
void limit_stack() {
    constexpr rlim_t most = rlim_t{64} << 20U;
    rlimit limit{};
    if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur <= most) return;
    limit.rlim_cur = most;
    ::setrlimit(RLIMIT_STACK, &limit);
}

void handle_signals(std::initializer_list<int> signals) {
    struct sigaction action {};
    action.sa_sigaction = on_fatal_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int signal : signals) sigaction(signal, &action, nullptr);
}

}  // namespace

void wb::judge::paint_memory() {
#ifdef M_PERTURB
    // New memory is filled with bytes 0xBF, memory that is given back with 0x40: as doubles -0.12 and 32.5,
    // as sizes huge.
    ::mallopt(M_PERTURB, 0x40);
#endif
}

void wb::judge::set_last_words(const LastWords& words) {
    crashed_case.set(words.crashed_case);
    crashed_verdict.set(words.crashed_verdict);
    stuck_case.set(words.stuck_case);
    stuck_verdict.set(words.stuck_verdict);
    supervisor_line = words.line;
}

void wb::judge::die_of_a_crash(const char* meaning) noexcept {
    put(crashed_case);
    if (meaning != nullptr) {
        put(indent);
        put(meaning);
    }
    if (supervisor_line >= 0) send_trace(supervisor_line);
    put(crashed_verdict);
    ::_exit(exit_code::crashed);
}

void wb::judge::die_of_an_overrun(const Overrun& overrun) noexcept {
    std::array<char, 512> text{};
    int length = 0;
    if (overrun.computed)
        length =
            std::snprintf(text.data(), text.size(),
                          "%sIt computed for more than %g s of processor time: an endless loop? Look at the\n"
                          "%scondition of each loop, and at what changes in it.\n",
                          indent, overrun.limit, indent);
    else
        length = std::snprintf(
            text.data(), text.size(),
            "%sIt was not over after %g s, and used only %.1f s of processor time. It is no endless\n"
            "%sloop: it waits for something that never comes (input, a lock, a thread, a server).\n",
            indent, overrun.limit, overrun.processor_time, indent);
    put(stuck_case);
    put(text.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(text.size()) - 1)));
    put(stuck_verdict);
    ::_exit(exit_code::timed_out);
}

const char* wb::judge::meaning_of_signal(const std::string& name) {
    const auto starts = [&](const char* signal) { return name.rfind(signal, 0) == 0; };
    if (starts("SIGSEGV")) return bad_memory;
    if (starts("SIGFPE")) return bad_arithmetic;
    if (starts("SIGABRT")) return is_inside_malloc() ? damaged_heap : aborted;
    if (starts("SIGILL")) return bad_instruction;
    return nullptr;
}

#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12
// Called by the assertions of the standard library, in place of its own: that one prints four lines of
// templates.
[[noreturn]] void std::__glibcxx_assert_fail(const char*, int, const char* function,
                                             const char* condition) noexcept {
    std::string meaning =
        wb::judge::broken_rule(std::string(function).substr(0, std::string_view(function).find(" [with ")));
    if (meaning.empty() && condition != nullptr && std::strstr(condition, "_M_is_engaged") != nullptr)
        meaning = "The value of a std::optional was read, but it has none.";
    if (meaning.empty())
        meaning = std::string("The standard library stopped the program: ") +
                  (condition == nullptr ? function : condition) + " does not hold.";
    wb::judge::die_of_a_crash((meaning + "\n").c_str());
}
#endif

#ifdef WORKBOOK_ADDRESS_SANITIZER

// UndefinedBehaviorSanitizer would leave with exit code 1, without a word to us.
extern "C" const char* __ubsan_default_options() {  // NOLINT: the name is the sanitizer's
    return "abort_on_error=1";
}

// AddressSanitizer knows more of a crash than a signal handler can: it reports first, and then calls this.
// Only std::abort() it leaves alone.
void wb::judge::install_crash_handlers() {
    limit_stack();
    prepare_traces();
    handle_signals({SIGABRT});
    __sanitizer_set_death_callback([] {
        die_of_a_crash(
            "AddressSanitizer stopped the program: its report is printed above. Look for the first\n"
            "           line of it that names a file of yours.\n");
    });
}

#else

void wb::judge::install_crash_handlers() {
    limit_stack();
    prepare_traces();
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        void* lowest = nullptr;
        std::size_t size = 0;
        if (pthread_attr_getstack(&attributes, &lowest, &size) == 0)
            stack_end = reinterpret_cast<std::uintptr_t>(lowest);
        pthread_attr_destroy(&attributes);
    }

    // After endless recursion no stack is left to run the handler on: it gets one of its own.
    static std::array<char, 262144> spare_stack;
    stack_t stack{};
    stack.ss_sp = spare_stack.data();
    stack.ss_size = spare_stack.size();
    sigaltstack(&stack, nullptr);
    handle_signals({SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL});
}

#endif
