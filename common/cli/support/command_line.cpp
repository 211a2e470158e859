#include "common/cli/support/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <map>
#include <new>
#include <span>
#include <system_error>

#include "common/cli/support/environment.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/machine.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/standard_output.hpp"

using namespace wb::cli;

namespace {

using Words = std::span<const std::string>;

}  // namespace

// A command, and the commands below it.
struct wb::cli::Options::Parts {
    // What a command understands: `--name`, `--name VALUE`, or a word by its place.
    struct Understood {
        enum class Takes { nothing, value, values };
        std::string name;
        std::string help;
        std::string type;  // of the value, for the help
        Takes takes = Takes::value;
        Options::Kind kind = Options::Kind::optional;
        std::function<void(const std::string&)> set;
        bool is_set = false;

        bool by_place() const { return !name.starts_with('-'); }
    };

    std::string name;  // as it is typed: "./workbook dev stubs"
    std::string about;
    std::string group;
    std::string footer;
    std::vector<Understood> options;
    std::vector<std::shared_ptr<Parts>> commands;
    std::vector<std::string>* others = nullptr;
    Action action;

    std::string word() const { return name.substr(name.rfind(' ') + 1); }
};

struct wb::cli::CommandLine::Parser {
    Options::Parts top;
    std::map<std::string, std::function<int(const Workspace&, const std::vector<std::string>&)>> elsewhere;
};

namespace {

using Parts = Options::Parts;
using Understood = Parts::Understood;

int to_int(const std::string& name, const std::string& word, int least, int most) {
    int value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end != word.data() + word.size())
        throw Failure(fmt::format("{} must be a whole number; it is `{}`", name, word), {}, 2);
    if (value < least || value > most)
        throw Failure(fmt::format("{} must be from {} to {}; it is {}", name, least, most, value), {}, 2);
    return value;
}

// How to go on after a command line that cannot be read.
std::string see_help(const Parts& command) {
    return fmt::format("{} --help shows how to use it.", command.name);
}

Failure no_such_command(const Parts& command, const std::string& word) {
    std::vector<std::string> names;
    for (const auto& one : command.commands) names.push_back(one->word());
    const auto near = nearest(word, names);
    return Failure(fmt::format("there is no command `{}`", word),
                   near.empty() ? command.name + " --help lists them."
                                : fmt::format("Did you mean: {} {}", command.name, near),
                   2);
}

void print_help_line(const std::string& name, const std::string& text) {
    fmt::print("  {:<26}  {}\n", name, text);
}

void print_help(const Parts& command) {
    std::string usage = command.name;
    if (!command.commands.empty()) usage += " COMMAND";
    for (const auto& option : command.options) {
        if (!option.by_place()) continue;
        usage += option.kind == Options::Kind::required ? fmt::format(" {}", option.name)
                                                        : fmt::format(" [{}]", option.name);
    }
    fmt::print("{}\nUsage: {} [OPTIONS]\n", command.about, usage);
    for (const bool by_place : {true, false}) {
        if (by_place && std::ranges::none_of(command.options, &Understood::by_place)) continue;
        fmt::print("\n{}:\n", by_place ? "Words" : "Options");
        if (!by_place) print_help_line("-h, --help", "Print this help message and exit");
        for (const auto& option : command.options)
            if (option.by_place() == by_place && option.kind != Options::Kind::hidden)
                print_help_line(fmt::format("{} {}{}", option.name, option.type,
                                            option.kind == Options::Kind::required ? " (required)" : ""),
                                option.help);
    }
    std::vector<std::string> groups;
    for (const auto& one : command.commands)
        if (std::ranges::find(groups, one->group) == groups.end()) groups.push_back(one->group);
    for (const auto& group : groups) {
        fmt::print("\n{}:\n", group);
        for (const auto& one : command.commands)
            if (one->group == group) print_help_line(one->word(), one->about);
    }
    if (!command.footer.empty()) fmt::print("\n{}\n", command.footer);
}

// A negative number is a value.
bool looks_like_option(const std::string& word) {
    return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

// Reads the option that `words` begins with. \returns what comes after it
Words read_option(Parts& command, Words words) {
    const auto equals = words[0].find('=');
    const auto name = words[0].substr(0, equals);
    const auto found = std::ranges::find(command.options, name, &Understood::name);
    if (found == command.options.end()) {
        if (command.others == nullptr)
            throw Failure(fmt::format("there is no option {}", name), see_help(command), 2);
        command.others->push_back(words[0]);
        return words.subspan(1);
    }
    const bool has_value = equals != std::string::npos;
    if (has_value && found->takes == Understood::Takes::nothing)
        throw Failure(fmt::format("{} takes no value", name), see_help(command), 2);
    found->is_set = true;
    if (has_value) found->set(words[0].substr(equals + 1));
    words = words.subspan(1);
    if (has_value) return words;
    if (found->takes == Understood::Takes::nothing) {
        found->set({});
        return words;
    }
    if (words.empty() || looks_like_option(words[0]))
        throw Failure(fmt::format("{} needs a value", name), see_help(command), 2);
    do {
        found->set(words[0]);
        words = words.subspan(1);
    } while (found->takes == Understood::Takes::values && !words.empty() && !looks_like_option(words[0]));
    return words;
}

void read_word_by_place(Parts& command, const std::string& word) {
    const auto next = std::ranges::find_if(
        command.options, [](const Understood& one) { return one.by_place() && !one.is_set; });
    if (next != command.options.end()) {
        next->is_set = true;
        next->set(word);
    } else if (command.others != nullptr) {
        command.others->push_back(word);
    } else {
        throw Failure(fmt::format("`{}` is one word too many", word), see_help(command), 2);
    }
}

// \returns the command that is asked for, or nullptr if its help was
Parts* read_words(Parts& command, Words words) {
    while (!words.empty()) {
        if (words[0] == "-h" || words[0] == "--help") {
            print_help(command);
            return nullptr;
        }
        if (looks_like_option(words[0])) {
            words = read_option(command, words);
            continue;
        }
        if (!command.commands.empty()) {
            const auto below = std::ranges::find(command.commands, words[0], &Parts::word);
            if (below == command.commands.end()) throw no_such_command(command, words[0]);
            return read_words(**below, words.subspan(1));
        }
        read_word_by_place(command, words[0]);
        words = words.subspan(1);
    }
    for (const auto& option : command.options)
        if (option.kind == Options::Kind::required && !option.is_set)
            throw Failure(fmt::format("{} is missing", option.name), see_help(command), 2);
    if (!command.action) throw Failure("a command is missing", command.name + " --help lists them.", 2);
    return &command;
}

}  // namespace

Options& wb::cli::Options::argument(const std::string& name, std::string& value, const std::string& help,
                                    Kind kind) {
    return option(name, value, help, kind);
}

Options& wb::cli::Options::argument(const std::string& name, int& value, const std::string& help, Kind kind) {
    option(name, value, help);
    parts_->options.back().kind = kind;
    return *this;
}

Options& wb::cli::Options::option(const std::string& name, std::string& value, const std::string& help,
                                  Kind kind) {
    parts_->options.push_back(
        {.name = name, .help = help, .type = "TEXT", .kind = kind, .set = [&value](auto word) {
             value = word;
         }});
    return *this;
}

Options& wb::cli::Options::option(const std::string& name, int& value, const std::string& help) {
    return option(name, value, help, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
}

Options& wb::cli::Options::option(const std::string& name, int& value, const std::string& help, int least,
                                  int most) {
    parts_->options.push_back({.name = name,
                               .help = help,
                               .type = "NUMBER",
                               .set = [&value, name, least, most](const std::string& word) {
                                   value = to_int(name, word, least, most);
                               }});
    return *this;
}

Options& wb::cli::Options::option(const std::string& name, std::vector<std::string>& values,
                                  const std::string& help) {
    parts_->options.push_back({.name = name,
                               .help = help,
                               .type = "TEXT...",
                               .takes = Parts::Understood::Takes::values,
                               .set = [&values](const std::string& word) { values.push_back(word); }});
    return *this;
}

Options& wb::cli::Options::flag(const std::string& name, bool& value, const std::string& help) {
    parts_->options.push_back({.name = name,
                               .help = help,
                               .type = {},
                               .takes = Parts::Understood::Takes::nothing,
                               .set = [&value](const std::string&) { value = true; }});
    return *this;
}

Options& wb::cli::Options::others(std::vector<std::string>& words) {
    parts_->others = &words;
    return *this;
}

Options& wb::cli::Options::footer(const std::string& text) {
    parts_->footer = text;
    return *this;
}

void wb::cli::Options::runs(Action action) {
    parts_->action = std::move(action);
}

Options wb::cli::Options::add(const std::string& name, const std::string& what) {
    auto below = std::make_shared<Parts>();
    below->name = parts_->name + " " + name;
    below->about = what;
    below->group = "Commands";
    parts_->commands.push_back(below);
    return Options(std::move(below));
}

wb::cli::CommandLine::CommandLine(const std::string& about) : parser_(std::make_unique<Parser>()) {
    parser_->top.name = "./workbook";
    parser_->top.about = about;
    parser_->top.footer = "Without a command: status. More on each: ./workbook COMMAND --help";
}

wb::cli::CommandLine::~CommandLine() = default;

Options wb::cli::CommandLine::add(const std::string& name, const std::string& what,
                                  const std::string& group) {
    auto command = std::make_shared<Options::Parts>();
    command->name = parser_->top.name + " " + name;
    command->about = what;
    command->group = group;
    parser_->top.commands.push_back(command);
    return Options(std::move(command));
}

void wb::cli::CommandLine::hand_over(
    const std::string& name, const std::string& what, const std::string& group,
    std::function<int(const Workspace&, const std::vector<std::string>&)> action) {
    add(name, what, group);
    parser_->elsewhere[name] = std::move(action);
}

void wb::cli::CommandLine::otherwise(Action action) {
    parser_->top.action = std::move(action);
}

int wb::cli::CommandLine::run(int argc, char** argv, const std::string& fallback) {
    std::vector<std::string> words(argv + 1, argv + argc);
    std::string root;  // --root FOLDER, before the command: the checkout, if it is not the current folder
    if (words.size() >= 2 && words[0] == "--root") {
        root = words[1];
        words.erase(words.begin(), words.begin() + 2);
    }
    const auto workspace = [&] {
        auto found = Workspace::find(root, fallback);
        ::unsetenv("WORKBOOK_ROOT");  // said to us, by ./workbook, and not to what we are about to start
        return found;
    };
    if (!words.empty()) {
        if (words[0] == "help") words[0] = "--help";
        if (const auto other = parser_->elsewhere.find(words[0]); other != parser_->elsewhere.end())
            return other->second(workspace(), {words.begin() + 1, words.end()});
    }
    // What follows "--" is for the program that the command starts, even --help.
    const auto dashes = std::ranges::find(words, "--");
    auto* command = read_words(parser_->top, Words(words.begin(), dashes));
    if (command == nullptr) return 0;
    if (command->others != nullptr && dashes != words.end())
        command->others->insert(command->others->end(), dashes + 1, words.end());
    return command->action(workspace());
}

namespace {

int run_and_tell(int argc, char** argv, const std::string& about, const std::string& fallback,
                 const std::function<void(CommandLine&)>& add_commands) {
    catch_interrupts();
    settle_environment();
    limit_compile_jobs();
    try {
        CommandLine line(about);
        add_commands(line);
        return line.run(argc, argv, fallback);
    } catch (const Failure& failure) {
        std::fflush(stdout);
        fmt::print(stderr, "workbook: {}\n", failure.what());
        if (!failure.next().empty()) fmt::print(stderr, "{}\n", failure.next());
        return failure.exit_code();
    } catch (const Interrupted&) {
        std::fflush(stdout);
        fmt::print(stderr, "\nStopped.\n");
        return 130;
    } catch (const std::filesystem::filesystem_error& error) {
        std::fflush(stdout);
        fmt::print(stderr, "workbook: {}: {}\nLook at it with: {}\n", error.path1().string(),
                   error.code().message(), typed({"ls", "-ld", error.path1().string()}));
        return 1;
    } catch (const std::system_error& error) {
        // fmt::print throws it when it cannot print; run_program() prints the message.
        if (wb::flush_standard_output().empty())
            fmt::print(stderr, "workbook: {}\n./workbook doctor may tell why.\n", error.what());
        return 1;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "workbook: there is not enough memory. Close other programs, then try again.\n");
        return 1;
    } catch (const std::exception& error) {
        std::fflush(stdout);
        fmt::print(
            stderr,
            "workbook: {}\nThis is a fault of the launcher. Please report it with the command you typed.\n",
            error.what());
        return 70;
    }
}

}  // namespace

int wb::cli::run_program(int argc, char** argv, const std::string& about, const std::string& fallback,
                         const std::function<void(CommandLine&)>& add_commands) {
    wb::occupy_standard_streams();
    wb::survive_file_size_limit();
    const int code = run_and_tell(argc, argv, about, fallback, add_commands);
    const auto problem = wb::flush_standard_output();
    if (problem.empty()) return code;
    fmt::print(stderr, "workbook: cannot write the output: {}\n", problem);
    return code == 0 ? 1 : code;
}
