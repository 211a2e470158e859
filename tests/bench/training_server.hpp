/// \file
/// What the benchmark's C++ programs have in common: they train when they are asked to.
///
/// `./workbook bench` starts one such program for each library, and then asks them in turn. Whatever slows
/// the machine down for a while, it slows all of them down, and the ratio of two neighbors stays what it is.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

namespace wb {

/// Writes `ready` as a line of JSON. Then, for each line of standard input, which is a number of images,
/// calls `train` with it and writes what it returns, which has "seconds" among its entries. Ends with the
/// input.
inline int serve(const nlohmann::json& ready,
                 const std::function<nlohmann::json(std::size_t images)>& train) {
    std::cout << ready.dump() << std::endl;
    for (std::size_t images = 0; std::cin >> images;) std::cout << train(images).dump() << std::endl;
    return 0;
}

/// Calls `body`; an exception becomes a message. \return the exit code
inline int explain_errors(const std::function<int()>& body) {
    try {
        return body();
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
}

}  // namespace wb
