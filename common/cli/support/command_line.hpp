/// \file
/// A command line, as the commands describe it: each in its own file. A library for this took eight seconds
/// to compile, which a new user had to wait.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

/// What a command does when it is asked for. \returns the exit code
using Action = std::function<int(const Workspace&)>;

/// The options of one command. The variables that they fill must live as long as the command line: the
/// command's action keeps them, in a shared_ptr.
class Options {
public:
    /// Whether the user may leave an option out, and whether the help shows it.
    enum class Kind { optional, required, hidden };

    /// A word by its place, such as `3.2` in `check 3.2`.
    Options& argument(const std::string& name, std::string& value, const std::string& help,
                      Kind kind = Kind::optional);
    Options& argument(const std::string& name, int& value, const std::string& help,
                      Kind kind = Kind::optional);
    /// `--name VALUE`
    Options& option(const std::string& name, std::string& value, const std::string& help,
                    Kind kind = Kind::optional);
    Options& option(const std::string& name, int& value, const std::string& help);
    /// The same, for a number from `least` to `most`.
    Options& option(const std::string& name, int& value, const std::string& help, int least, int most);
    /// `--name VALUE VALUE...`
    Options& option(const std::string& name, std::vector<std::string>& values, const std::string& help);
    /// `--name`
    Options& flag(const std::string& name, bool& value, const std::string& help);
    /// Options that this command does not know, and all that follows `--`.
    Options& others(std::vector<std::string>& words);
    /// The last lines of the command's help.
    Options& footer(const std::string& text);
    /// The last to be called.
    void runs(Action action);

    /// A command below this one, such as `dev stubs`; one of them must be named then.
    Options add(const std::string& name, const std::string& what);

    struct Parts;

private:
    friend class CommandLine;
    explicit Options(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
    std::shared_ptr<Parts> parts_;
};

/// All commands of a program.
class CommandLine {
public:
    struct Parser;
    /// \param about  the help's first line
    explicit CommandLine(const std::string& about);
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    /// \param group  the heading that the help lists it under
    Options add(const std::string& name, const std::string& what, const std::string& group);
    /// A command that another program reads: it gets every word behind the command's name.
    void hand_over(const std::string& name, const std::string& what, const std::string& group,
                   std::function<int(const Workspace&, const std::vector<std::string>&)> action);
    /// What happens without a command.
    void otherwise(Action action);

    /// Reads the command line and runs the command. \returns the exit code
    /// \param fallback  the checkout, if nothing else tells where it is
    /// \throws Failure if there is no such command
    int run(int argc, char** argv, const std::string& fallback);

private:
    std::unique_ptr<Parser> parser_;
};

/// main() of a program with commands: builds the command line, runs it, prints what stopped it.
int run_program(int argc, char** argv, const std::string& about, const std::string& fallback,
                const std::function<void(CommandLine&)>& add_commands);

}  // namespace wb::cli
