#include "common/curriculum/state.hpp"

#include <algorithm>
#include <array>

namespace {

using wb::curriculum::State;
namespace exit_code = wb::curriculum::exit_code;

struct Row {
    State state;
    int code;
    std::string_view name;  // in a result file
    std::string_view word;  // for people
};

constexpr int no_code = -1;

constexpr std::array table{
    Row{State::done, exit_code::done, "done", "done"},
    Row{State::wrong, exit_code::wrong, "wrong", "wrong"},
    Row{State::not_run, exit_code::not_run, "not_run", "not tested"},
    Row{State::not_started, exit_code::not_started, "not_started", "not started"},
    Row{State::blocked, exit_code::blocked, "blocked", "blocked"},
    Row{State::timed_out, exit_code::timed_out, "timeout", "too slow"},
    Row{State::crashed, exit_code::crashed, "crashed", "crashed"},
    Row{State::does_not_compile, no_code, "does_not_compile", "does not compile"},
};

template <class T>
const Row& row_with(T Row::*column, const T& value) {
    const auto found = std::ranges::find(table, value, column);
    return found == table.end() ? *std::ranges::find(table, State::not_run, &Row::state) : *found;
}

}  // namespace

int wb::curriculum::exit_code_of(State state) {
    const int code = row_with(&Row::state, state).code;
    return code == no_code ? exit_code::not_run : code;
}

State wb::curriculum::state_of_exit_code(int code) {
    return code > 128 ? State::crashed : row_with(&Row::code, code).state;
}

std::string_view wb::curriculum::name(State state) {
    return row_with(&Row::state, state).name;
}

State wb::curriculum::state_named(std::string_view name) {
    return row_with(&Row::name, name).state;
}

std::string_view wb::curriculum::word(State state) {
    return row_with(&Row::state, state).word;
}
