// The main program of every chapter's tests:
//
//     ch03_student_tests                 the whole chapter, each exercise in a process of its own
//     ch03_student_tests "[3.2]"         one exercise; also "[milestone-3]"
//     ch03_student_tests --json FILE     (or the environment's WORKBOOK_RESULT_FILE) the result, as JSON
//
// and all that Catch2 understands. WORKBOOK_TIMEOUT=SECONDS of processor time end an endless loop (0: never),
// WORKBOOK_WAIT_LIMIT=SECONDS on the clock end a program that waits. ctest and the launcher start it through
// workbook-judge (supervisor.hpp), which gives the verdict.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <string>
#include <vector>

#define WORKBOOK_CATCH_MAIN
#include "common/curriculum/state.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/chapter_run.hpp"
#include "tests/support/console.hpp"
#include "tests/support/examination.hpp"
#include "tests/support/last_words.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/reporter.hpp"
#include "tests/support/watchdog.hpp"
#include "tests/support/witness.hpp"

namespace {

namespace exit_code = wb::curriculum::exit_code;

using namespace wb::judge;

/// The command line, without what is meant for us.
struct Arguments {
    std::vector<std::string> for_catch;
    std::string result_file;
    bool within_chapter = false;  ///< run_chapter() started this program
    bool may_be_empty = false;    ///< the checks of given code: a chapter need not have any
    bool plain_catch = false;     ///< help, a list, or another reporter: Catch2 alone
};

bool starts_with_any(const std::string& text, std::initializer_list<const char*> starts) {
    for (const char* start : starts)
        if (text.rfind(start, 0) == 0) return true;
    return false;
}

Arguments read_arguments(int argc, char** argv) {
    Arguments arguments;
    if (const char* file = std::getenv("WORKBOOK_RESULT_FILE")) arguments.result_file = file;
    for (int i = 0; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--json" && i + 1 < argc) {
            arguments.result_file = argv[++i];
        } else if (argument == "--within-chapter") {
            arguments.within_chapter = true;
        } else if (argument == "--may-be-empty") {
            arguments.may_be_empty = true;
        } else {
            arguments.plain_catch |=
                i > 0 && starts_with_any(argument, {"-h", "-?", "-l", "-t", "-r", "--help", "--list",
                                                    "--reporter", "--libidentify"});
            arguments.for_catch.push_back(argument);
        }
    }
    if (!arguments.plain_catch) {
        for (const char* ours : {"--reporter", "workbook", "--warn", "NoAssertions"})
            arguments.for_catch.emplace_back(ours);
    }
    return arguments;
}

/// "3.2" for the filter "[3.2]"; empty for every filter that is not a single tag.
std::string tag_of_filter(const std::vector<std::string>& filters) {
    if (filters.size() != 1 || filters[0].size() < 3) return "";
    if (filters[0].front() != '[' || filters[0].find(']') + 1 != filters[0].size()) return "";
    return filters[0].substr(1, filters[0].size() - 2);
}

int no_check_matches(const std::vector<std::string>& filters, const Unit* unit,
                     const Curriculum& curriculum) {
    if (unit != nullptr && unit->chapter == curriculum.chapter()) {
        print(unit->title() + " has no check yet. That is a fault of the workbook, not yours.\n");
        return exit_code::not_run;
    }
    std::string wanted;
    for (const std::string& filter : filters) wanted += " " + filter;
    std::string text = "No check matches" + wanted + ".\n";
    if (curriculum.has_chapter()) {
        const auto units = curriculum.of_this_chapter();
        text += "This program tests chapter " + std::to_string(curriculum.chapter()) + ":\n";
        for (const Unit* own : units) text += "  " + own->title() + "\n";
        text += "Choose one of these, for example: ./workbook check " + units.front()->id + "\n";
    } else {
        text += "Run the program with --list-tests to see what there is.\n";
    }
    print(text);
    return exit_code::not_run;
}

int run_selection(Catch::Session& session, const Curriculum& curriculum, const Arguments& arguments) {
    const std::vector<std::string> filters = session.configData().testsOrTags;
    // A tag that no manifest knows, such as [capstone], stands for a milestone of the whole workbook.
    Unit of_tag;
    of_tag.id = tag_of_filter(filters);
    of_tag.is_milestone = true;
    const Unit* unit = curriculum.find(of_tag.id);
    if (unit == nullptr && !of_tag.id.empty()) unit = &of_tag;

    const Witness witness;
    const Limits limits = limits_for(unit == nullptr ? Limits().computing : unit->timeout);
    witness.say_start(limits, program);
    Examination examination(program, curriculum,
                            {unit, arguments.result_file, arguments.within_chapter, &witness});
    report_to(examination);
    install_crash_handlers();
    install_terminate_handler();
    const Watchdog watchdog(limits, [&](const Overrun& overrun) {
        examination.record_overrun(overrun);
        die_of_an_overrun(overrun);
    });

    session.run();
    if (examination.cases_run() > 0) return examination.finish();
    if (!arguments.may_be_empty) return no_check_matches(filters, unit, curriculum);
    witness.say_empty();
    return exit_code::done;
}

int run(int argc, char** argv) {
    const Arguments arguments = read_arguments(argc, argv);
    std::vector<const char*> catch_argv;
    for (const std::string& argument : arguments.for_catch) catch_argv.push_back(argument.c_str());

    Catch::Session session;
    if (session.applyCommandLine(static_cast<int>(catch_argv.size()), catch_argv.data()) != 0)
        return exit_code::not_run;  // Catch2 has said why
    if (arguments.plain_catch) return session.run();

    const std::string manifest = program.chapter_json;
    const Curriculum curriculum = manifest.empty() ? Curriculum() : Curriculum(manifest);
    if (curriculum.has_chapter() && session.configData().testsOrTags.empty())
        return run_chapter(program, curriculum, arguments.result_file);
    return run_selection(session, curriculum, arguments);
}

}  // namespace

int main(int argc, char** argv) {
    // What the code under test prints must not be lost when it crashes.
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    paint_memory();
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        print(std::string("The tests cannot run: ") + error.what() + "\n");
        return exit_code::not_run;
    }
}
