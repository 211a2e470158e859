#include "tests/support/trace.hpp"

#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace {

constexpr int depth = 64;

// Where the program was loaded: the addresses in the file count from there.
std::uintptr_t load_address = 0;
std::uintptr_t program_end = 0;

int find_program(dl_phdr_info* info, std::size_t, void*) {
    load_address = info->dlpi_addr;
    for (int i = 0; i < info->dlpi_phnum; ++i) {
        const auto& part = info->dlpi_phdr[i];
        if (part.p_type == PT_LOAD)
            program_end = std::max<std::uintptr_t>(program_end, load_address + part.p_vaddr + part.p_memsz);
    }
    return 1;  // the program comes first, and is the only one of interest
}

std::array<void*, depth> addresses;

// The instruction at which a signal came; 0 without one.
std::uintptr_t interrupted_at = 0;

int take() noexcept {
    return ::backtrace(addresses.data(), depth);
}

bool is_one_of(const char* name, std::initializer_list<const char*> names) {
    for (const char* one : names)
        if (std::strcmp(name, one) == 0) return true;
    return false;
}

std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

/// The text of a line of a source file; empty if it cannot be read.
std::string line_of(const std::string& file, int number) {
    std::ifstream stream(file);
    std::string line;
    for (int i = 0; i < number && std::getline(stream, line); ++i) continue;
    if (!stream) return "";
    const auto first = line.find_first_not_of(" \t");
    return first == std::string::npos ? "" : line.substr(first);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// "a std::vector" for the member function of one.
std::string container_of(const std::string& function) {
    for (const char* name : {"std::vector", "std::span", "std::array", "std::deque", "std::string",
                             "std::optional", "std::unique_ptr", "std::shared_ptr"})
        if (has(function, name) || has(function, std::string("std::__cxx11::") + (name + 5)))
            return std::string("a ") + name;
    if (has(function, "std::__cxx11::basic_string")) return "a std::string";
    return "";
}

}  // namespace

std::string wb::judge::broken_rule(const std::string& function) {
    if (has(function, "_iterator") && (has(function, "operator*") || has(function, "operator->")))
        return "An iterator was read that is at no element, such as end(), or begin() of what is empty.";
    const std::string container = container_of(function);
    if (container.empty()) return "";
    if (has(function, "operator[]"))
        return "An index was outside " + container + " (it counts from 0 to size() - 1).";
    for (const char* end : {"front", "back", "pop_back", "pop_front"})
        if (has(function, std::string("::") + end + "("))
            return std::string(end) + "() was called on " + container + " that is empty.";
    if (has(function, "operator*") || has(function, "operator->"))
        return "The value of " + container + " was read, but it has none.";
    if (has(function, "subspan") || has(function, "first(") || has(function, "last("))
        return "A part of " + container + " was taken that is not inside it.";
    return "";
}

void wb::judge::prepare_traces() {
    ::dl_iterate_phdr(find_program, nullptr);
    take();  // the first call loads a library
}

void wb::judge::note_interruption([[maybe_unused]] const void* context) noexcept {
#if defined(__x86_64__) && defined(REG_RIP)
    const auto& registers = static_cast<const ucontext_t*>(context)->uc_mcontext.gregs;
    interrupted_at = static_cast<std::uintptr_t>(registers[REG_RIP]);
#elif defined(__aarch64__)
    interrupted_at = static_cast<const ucontext_t*>(context)->uc_mcontext.pc;
#endif
}

void wb::judge::send_trace(int line) noexcept {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, 6 + 17 * depth> text;
    std::memcpy(text.data(), "trace", 5);
    std::size_t length = 5;
    const int count = take();
    for (int i = 0; i < count; ++i) {
        const auto address = reinterpret_cast<std::uintptr_t>(addresses[static_cast<std::size_t>(i)]);
        if (address < load_address || address >= program_end) continue;
        // A call returns behind the place that it is made at; a signal comes at the instruction itself.
        const std::uintptr_t within = address - load_address - (address == interrupted_at ? 0 : 1);
        text[length++] = ' ';
        for (int shift = 60; shift >= 0; shift -= 4) text[length++] = digits[(within >> shift) & 15U];
    }
    text[length++] = '\n';
    [[maybe_unused]] const auto written = ::write(line, text.data(), length);
}

bool wb::judge::is_inside_malloc() noexcept {
    const int count = take();
    for (int i = 0; i < count; ++i) {
        Dl_info info{};
        if (::dladdr(addresses[static_cast<std::size_t>(i)], &info) != 0 && info.dli_sname != nullptr &&
            is_one_of(info.dli_sname, {"malloc", "free", "cfree", "calloc", "realloc", "__libc_malloc",
                                       "__libc_free", "__libc_calloc", "__libc_realloc"}))
            return true;
    }
    return false;
}

std::vector<wb::judge::Frame> wb::judge::read_trace(const std::filesystem::path& program,
                                                    std::string_view trace) {
    if (trace.size() < 6) return {};
    const std::string command =
        "addr2line -C -i -f -e " + quoted(program.string()) + std::string(trace.substr(5)) + " 2>/dev/null";
    std::vector<Frame> frames;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return frames;
    std::string output;
    std::array<char, 4096> block{};
    while (const std::size_t length = std::fread(block.data(), 1, block.size(), pipe))
        output.append(block.data(), length);
    ::pclose(pipe);

    // Two lines a call: the function, then file:line.
    std::size_t at = 0;
    const auto next_line = [&] {
        const auto end = std::min(output.find('\n', at), output.size());
        std::string line = output.substr(at, end - at);
        at = end + 1;
        return line;
    };
    while (at < output.size()) {
        Frame frame{next_line(), next_line(), 0};
        const auto colon = frame.file.rfind(':');
        if (colon == std::string::npos) continue;
        frame.line = std::atoi(frame.file.c_str() + colon + 1);
        frame.file.erase(colon);
        frames.push_back(std::move(frame));
    }
    return frames;
}

std::string wb::judge::explain_trace(const std::vector<Frame>& frames, const std::string& root,
                                     const std::string& code) {
    std::string rule;
    bool is_told = false;  // by the assertion itself
    for (const Frame& frame : frames) {
        is_told = is_told || has(frame.function, "__glibcxx_assert_fail");
        if (rule.empty() && !is_told) rule = broken_rule(frame.function);
        const auto at = frame.file.find(code + "/");
        if (code.empty() || at == std::string::npos || frame.line == 0) continue;
        const std::string file = frame.file.substr(at);
        std::string text = rule.empty() ? "" : rule + "\n";
        text += "It happened at " + file + ":" + std::to_string(frame.line);
        if (const std::string line = line_of(root + "/" + file, frame.line); !line.empty())
            text += ": " + line;
        return text;
    }
    return rule;
}
