/// \file
/// Catching an error to look at it.
#pragma once

#include <stdexcept>
#include <string>
#include <typeinfo>

/// The error of type `Error` that `action` throws. Throws itself, which fails the test, if `action` throws
/// nothing; an error of another type passes through and fails the test too.
template <class Error, class Action>
Error thrown_by(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    throw std::logic_error(std::string("nothing was thrown; expected ") + typeid(Error).name());
}
