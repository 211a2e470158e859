#include "tests/support/thrown.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <typeinfo>

#include "common/errors/not_implemented.hpp"
#include "tests/support/array.hpp"
#include "tests/support/misuse.hpp"

namespace {

std::string type_name(const std::exception& exception) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(typeid(exception).name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? name.get() : typeid(exception).name();
}

/// What such an exception usually means to a beginner; empty if its own message says enough.
std::string usual_reason(const std::exception& exception) {
    const auto is = [&]<class Type>(std::type_identity<Type>) {
        return dynamic_cast<const Type*>(&exception) != nullptr;
    };
    if (is(std::type_identity<std::bad_alloc>{}) || is(std::type_identity<std::length_error>{}))
        return "A huge size was probably asked for: a negative number turned into a std::size_t, a loop that "
               "never stops appending, a size that was never set, or a function that ends without its "
               "return.";
    if (is(std::type_identity<std::out_of_range>{}) &&
        std::string(exception.what()).find("map::at") != std::string::npos)
        return "std::map::at() was called with a key that is not in the map: look with find() or contains() "
               "first, or "
               "write with [].";
    if (is(std::type_identity<std::out_of_range>{}))
        return "An index was outside the array: check where each loop starts and stops, and the order of the "
               "indices.";
    if (is(std::type_identity<std::bad_function_call>{})) return "An empty std::function was called.";
    if (is(std::type_identity<std::bad_cast>{})) return "A dynamic_cast to a reference met another type.";
    return "";
}

}  // namespace

wb::judge::Thrown wb::judge::describe_thrown(const std::exception& exception, const Program& tested) {
    if (const auto* todo = dynamic_cast<const not_implemented*>(&exception))
        return {todo->exercise(),
                {shown_path(todo->where().file_name(), tested), static_cast<int>(todo->where().line())},
                todo->what()};
    if (dynamic_cast<const misuse*>(&exception) != nullptr)
        return {"", {}, std::string("The test itself is at fault, not your code: ") + exception.what()};
    if (dynamic_cast<const broken_array*>(&exception) != nullptr) return {"", {}, exception.what()};
    std::string text = "your code threw " + type_name(exception) + ": " + exception.what();
    if (const std::string reason = usual_reason(exception); !reason.empty()) text += "\n" + reason;
    return {"", {}, text};
}

wb::judge::Thrown wb::judge::describe_unknown_thrown() {
    return {"", {}, "your code threw something that is not a std::exception, so nothing is known about it"};
}
