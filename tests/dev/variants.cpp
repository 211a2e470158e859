#include "tests/dev/variants.hpp"

#include <fmt/format.h>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::vector<std::string> commands_for(const fs::path& build, const std::string& target) {
    const auto outcome = run({.argv = {"ninja", "-C", build.string(), "-t", "commands", target}});
    if (!outcome.ok())
        throw Failure(fmt::format("Ninja does not know how to make {} in {}:\n{}", target, build.string(),
                                  last_lines(outcome.output, 5)),
                      "Is that a build folder, and configured?");
    return split_lines(outcome.output);
}

// What follows " -o " in a compiler's command.
std::string output_of(const std::string& command) {
    const auto at = command.find(" -o ");
    if (at == std::string::npos) return {};
    return command.substr(at + 4, command.find(' ', at + 4) - at - 4);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

// The linker that is there and takes a third of the time of GNU's own (0.13 s in place of 0.41 s).
std::string faster_linker() {
    for (const std::string name : {"lld", "gold"}) {
        if (on_path("ld." + name)) return " -fuse-ld=" + name;
    }
    return {};
}

void run_in_shell(const fs::path& build, const std::string& command, const std::string& what) {
    // Each version is compiled once: ccache would keep it in vain.
    const auto outcome =
        run({.argv = {"sh", "-c", command}, .directory = build, .environment = {{"CCACHE_DISABLE", "1"}}});
    if (!outcome.ok()) throw Failure(fmt::format("{}:\n{}", what, outcome.output));
}

}  // namespace

wb::cli::Variants::Variants(fs::path build, const Chapter& chapter) : build_(std::move(build)) {
    const auto object_of = [&](const std::string& command, const std::string& whose) -> std::string {
        const auto object = output_of(command);
        const auto folder = fmt::format("{}_{}_double.dir/", chapter.prefix(), whose);
        return command.find(" -c ") == std::string::npos || object.find(folder) == std::string::npos ? ""
                                                                                                     : object;
    };
    const auto name_of = [](const std::string& object) { return fs::path(object).stem().string(); };
    for (const auto& exercise : chapter.exercises) files_.insert(exercise.file);
    for (const auto& command : commands_for(build_, chapter.prefix() + "_reference_tests")) {
        const auto object = object_of(command, "reference");
        if (files_.contains(name_of(object))) reference_objects_[name_of(object)] = object;
    }
    for (const auto& command : commands_for(build_, chapter.prefix() + "_student_tests")) {
        link_command_ = command;  // the last one
        const auto object = object_of(command, "student");
        if (files_.contains(name_of(object))) stub_objects_[name_of(object)] = object;
    }
    compile_command_ = commands_for(build_, chapter.prefix() + "_variant").back();
    for (const auto& file : files_) {
        if (!stub_objects_.contains(file) || !reference_objects_.contains(file))
            throw Failure(fmt::format("{} does not compile {} of {} twice, as stub and as reference",
                                      build_.string(), file, chapter.directory));
    }
}

std::string wb::cli::Variants::object(const std::string& file, Whose whose) const {
    return (whose == Whose::stub ? stub_objects_ : reference_objects_).at(file);
}

std::string wb::cli::Variants::compile(const fs::path& source) const {
    const auto object = typed({source.string() + ".o"});
    auto command = compile_command_.substr(0, compile_command_.rfind(" -c "));
    command = replaced(command, output_of(compile_command_), object);
    run_in_shell(build_, fmt::format("{} -c {}", command, typed({source.string()})), "it does not compile");
    return object;
}

void wb::cli::Variants::link(const std::map<std::string, std::string>& objects,
                             const fs::path& program) const {
    fs::create_directories(program.parent_path());
    auto command = replaced(link_command_, " -o " + output_of(link_command_) + " ",
                            fmt::format(" -o {}{} ", typed({program.string()}), faster_linker()));
    for (const auto& file : files_)
        command = replaced(command, " " + stub_objects_.at(file) + " ", " " + objects.at(file) + " ");
    run_in_shell(build_, command, "it cannot be linked");
}

void wb::cli::build_for_variants(const fs::path& build, const std::vector<Chapter>& chapters) {
    std::vector<std::string> argv{"ninja", "-C", build.string()};
    for (const auto& chapter : chapters) {
        for (const auto* part : {"_student_tests", "_reference_tests", "_variant"})
            argv.push_back(chapter.prefix() + part);
    }
    argv.emplace_back("workbook_judge_program");
    Progress progress("Building the chapters' tests");
    const auto built = run({.argv = argv, .on_tick = [&](double) { progress.tick(); }});
    if (!built.ok())
        throw Failure(fmt::format("`{}` failed:\n\n{}", typed(argv), last_lines(built.output, 25)));
}
