/// \file
/// A program that trains when it is asked to.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// A running program that speaks as tests/bench/training_server.hpp has it: one line of JSON when it is
/// ready, and one for each number of images that it is told to train on.
class Trainer {
public:
    /// Starts it, and waits until it is ready.
    /// \param argv         the program and its arguments
    /// \param environment  added to ours
    /// \param log          where its standard error goes
    /// \throws Failure with the end of the log if it does not get ready
    Trainer(std::vector<std::string> argv, const std::map<std::string, std::string>& environment,
            fs::path log);
    /// What it said when it was ready.
    const nlohmann::json& ready() const { return ready_; }
    /// Has it train on so many images.
    /// \throws Failure with the end of the log if it gives up; and if it is not done after so many seconds,
    /// which ends it
    nlohmann::json train(std::size_t images, double seconds = 600);

private:
    /// The running program; when this goes, its input ends, and so does it.
    struct Child {
        Child() = default;
        ~Child();
        Child(const Child&) = delete;
        Child& operator=(const Child&) = delete;
        pid_t id = -1;
        std::FILE* to = nullptr;    ///< its standard input
        std::FILE* from = nullptr;  ///< its standard output
    };

    nlohmann::json answer(double seconds);

    std::string name_;
    fs::path log_;
    Child child_;
    nlohmann::json ready_;
};

}  // namespace wb::cli
