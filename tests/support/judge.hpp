/// \file
/// All that a chapter's tests need. See README.md in this folder.
#pragma once

#include "tests/support/array.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/gradient_check.hpp"
#include "tests/support/matchers.hpp"
