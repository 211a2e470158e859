// Catch2 3 installs signal handlers of its own while a test runs. They hide the address of a crash, which
// tells a null pointer and endless recursion from other wrong accesses (last_words.cpp). Version 2 has a
// macro against them, in catch.hpp. Version 3 has one only for those who build the library; so these
// definitions, which the linker meets first, take the place of the library's.
#if __has_include(<catch2/internal/catch_fatal_condition_handler.hpp>)

#include <catch2/internal/catch_fatal_condition_handler.hpp>

Catch::FatalConditionHandler::FatalConditionHandler() = default;
Catch::FatalConditionHandler::~FatalConditionHandler() = default;
void Catch::FatalConditionHandler::engage_platform() {}
void Catch::FatalConditionHandler::disengage_platform() noexcept {}

#endif
