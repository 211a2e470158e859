// The launcher's command line: what is asked for, and with which options. The work is done in commands/ and
// dev/.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "common/cli/commands/commands.hpp"
#include "common/cli/dev/dev.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

constexpr auto student = "For the student";
constexpr auto everyone = "The reference, complete";
constexpr auto instructor = "For the instructor";
constexpr auto maintainers = "For maintainers";

// The parser, and what is to be done once it has parsed.
class CommandLine {
public:
    CommandLine() {
        app_.name("./workbook");
        app_.require_subcommand(0, 1);
        app_.footer("Without a command: status. More on each: ./workbook COMMAND --help");
        app_.add_option("--root", root_, "The checkout, if it is not the current folder")->group("");
        action_ = [](const Workspace& workspace) { return status(workspace); };
        add_student_commands();
        add_reference_commands();
        add_dev_commands();
    }

    int run(int argc, char** argv) {
        refuse_unknown(argc, argv);
        // What follows "--" is the lab's, even --help.
        const auto dashes = std::find(argv, argv + argc, std::string_view("--"));
        for (auto word = dashes; word != argv + argc; ++word) {
            if (word != dashes) for_the_lab_.emplace_back(*word);
        }
        try {
            app_.parse(static_cast<int>(dashes - argv), argv);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? 0 : 2;
        }
        const Workspace workspace = Workspace::find(root_, WORKBOOK_BUILT_FROM);
        ::unsetenv("WORKBOOK_ROOT");  // said to us, by ./workbook, and not to what we are about to start
        return action_(workspace);
    }

private:
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& what, const char* group,
                  std::function<int(const Workspace&)> action) {
        auto* command = parent.add_subcommand(name, what);
        command->group(group);
        command->callback([this, action = std::move(action)] { action_ = action; });
        return command;
    }

    void add_student_commands() {
        add(app_, "status", "How far every exercise is, and the next step", student,
            [](const Workspace& w) { return status(w); });
        auto* check_command = add(app_, "check", "Judge an exercise, a chapter, all, or the next one",
                                  student, [this](const Workspace& w) { return check(w, what_); });
        check_command->add_option("what", what_, "3.2, 3 or all");
        auto* watch_command = add(app_, "watch", "Judge an exercise again each time a file is saved", student,
                                  [this](const Workspace& w) { return watch(w, what_); });
        watch_command->add_option("exercise", what_, "3.2; otherwise the next one");
        auto* hint_command = add(app_, "hint", "A hint; each time one that says more", student,
                                 [this](const Workspace& w) { return hint(w, hint_); });
        hint_command->add_option("exercise", hint_.exercise, "3.2")->required();
        hint_command->add_option("--level", hint_.level, "This hint: 1, 2 or 3");
        hint_command->add_flag("--all", hint_.all, "All hints");
        auto* solution_command = add(app_, "solution", "The reference of an exercise that is done", student,
                                     [this](const Workspace& w) { return solution(w, what_, give_up_); });
        solution_command->add_option("exercise", what_, "3.2")->required();
        solution_command->add_flag("--give-up", give_up_, "Show it though mine is not done");
        auto* reset_command = add(app_, "reset", "Put the fresh stub back; yours is kept as a backup",
                                  student, [this](const Workspace& w) { return reset(w, reset_); });
        reset_command->add_option("what", reset_.what, "3.2, 3 or a file");
        reset_command->add_flag("--list", reset_.list, "List the backups");
        reset_command->add_option("--restore", reset_.restore, "Have this backup back");
        auto* lab_command = add(app_, "lab", "Run a chapter's lab", student,
                                [this](const Workspace& w) { return run_lab(w); });
        lab_command->add_option("chapter", lab_.chapter, "3")->required();
        lab_command->add_flag("--mine", lab_.mine, "With my code, not the reference");
        lab_command->add_option("--data", data_, "digits, mnist, fashion or auto");
        lab_command->allow_extras();
        lab_command->footer("Other options go to the lab; its own help: ./workbook lab 3 -- --help");
        lab_command_ = lab_command;
        auto* draw_command = add(app_, "draw", "Draw a digit in the browser, and a trained network reads it",
                                 student, [this](const Workspace& w) { return run_draw(w); });
        draw_command->add_flag("--mine", draw_.mine, "With my code, not the reference");
        draw_command->add_option("--model", draw_.model,
                                 "A checkpoint of chapter 04 or 05; otherwise the best one in results/");
        draw_command->add_option("--port", port_, "Of the page; otherwise one that is free")
            ->check(CLI::Range(1, 65535));
        draw_command->add_flag("--no-browser", no_browser_, "Do not open a browser, only say the address");
        draw_command->footer("Ctrl-C ends it. It listens to this machine only.");
    }

    void add_reference_commands() {
        auto* run_command =
            add(app_, "run", "Build the reference and run every lab; one table and one page at the end",
                everyone, [this](const Workspace& w) {
                    return run_labs(w, {quick_, mine_, data_});
                });
        run_command->add_flag("--quick", quick_, "Little training, to see everything once");
        run_command->add_flag("--mine", mine_, "With my code, not the reference");
        run_command->add_option("--data", data_, "digits, mnist, fashion or auto");
        add(app_, "report", "One page of all tables and pictures that the labs have left", everyone,
            [](const Workspace& w) { return report(w); });
        auto* test_command = add(app_, "test", "Build the reference and run its whole test suite", everyone,
                                 [this](const Workspace& w) { return test(w, asan_); });
        test_command->add_flag("--asan", asan_, "With AddressSanitizer and UndefinedBehaviorSanitizer");
        auto* bench_command =
            add(app_, "bench", "How fast the reference is beside other libraries", everyone,
                [this](const Workspace& w) {
                    return bench(w, {quick_, what_, build_.empty() ? fs::path() : fs::absolute(build_)});
                });
        bench_command->add_flag("--quick", quick_, "A tenth of the images, one thread: to see that it works");
        bench_command->add_option("--net", what_, "Only this one, such as 784-200-10");
        bench_command->add_option("--build", build_, "Another build folder, already built")->group("");
        auto* docs_command = add(app_, "docs", "Build the lesson pages, and check them", everyone,
                                 [this](const Workspace& w) { return docs(w, !without_solutions_); });
        docs_command->add_flag("--without-solutions", without_solutions_,
                               "Pages for a class: leave the reference solutions out");
        auto* data_command = add(app_, "data", "Where the data sets are; fetch one", everyone,
                                 [this](const Workspace& w) { return data(w, what_); });
        data_command->add_option("name", what_, "mnist or fashion");
        auto* grade_command =
            add(app_, "grade", "Judge what students have handed in; a table, and the reasons", instructor,
                [this](const Workspace& w) { return grade(w, fs::absolute(what_)); });
        grade_command
            ->add_option("folder", what_,
                         "With chapters/ in it, or with a folder of that kind for each student")
            ->required();
        grade_command->footer("Their code runs with your rights: do this in an account made for it.");
        add(app_, "doctor", "Look for what is missing on this machine", everyone,
            [](const Workspace& w) { return doctor(w); });
    }

    void add_dev_commands() {
        auto* dev = app_.add_subcommand("dev", "Checks of the workbook itself: ./workbook dev --help");
        dev->group(maintainers)->require_subcommand(1);
        const auto need_build = [this](CLI::App* command) {
            command->add_option("--build", build_, "The build folder")->required();
        };
        auto* stubs = add(*dev, "stubs", "Make the stubs in chapters/ from solutions/", "Commands",
                          [this](const Workspace& w) {
                              stubs_.out = out_.empty() ? fs::path() : fs::absolute(out_);
                              return dev_stubs(w, stubs_);
                          });
        stubs->add_flag("--check", stubs_.check, "Only tell which are stale");
        stubs->add_flag("--force", stubs_.force, "Overwrite edited ones as well");
        stubs->add_option("--out", out_, "Write a copy here, not into chapters/");
        stubs->add_option("--through", stubs_.through,
                          "In the copy: solved up to and with this exercise; 0: none");
        stubs->add_option("--chapter", stubs_.chapter, "Only this chapter");
        auto* filter =
            add(*dev, "lesson-filter", "A page or header as Doxygen wants it", "Commands",
                [this](const Workspace& w) { return dev_lesson_filter(w, out_, !without_solutions_); });
        filter->add_option("page", out_, "The file")->required();
        filter->add_flag("--without-solutions", without_solutions_, "Leave the reference solutions out");
        add(*dev, "pages", "Every page and header of the lesson site can be made", "Commands",
            [](const Workspace& w) { return dev_pages(w); });
        add(*dev, "leaks", "No line of a solution in a stub, hint or lesson", "Commands",
            [](const Workspace& w) { return dev_leaks(w); });
        need_build(add(*dev, "check-stubs", "Untouched stubs fail, and only as not implemented", "Commands",
                       [this](const Workspace& w) { return dev_check_stubs(w, fs::absolute(build_)); }));
        need_build(add(*dev, "isolation", "No chapter depends on a later one", "Commands",
                       [this](const Workspace& w) { return dev_isolation(w, fs::absolute(build_)); }));
        need_build(add(*dev, "sweep", "Solve one exercise after another", "Commands",
                       [this](const Workspace& w) { return dev_sweep(w, fs::absolute(build_)); }));
        auto* mistakes = add(*dev, "mistakes", "Every known mistake is caught, and explained", "Commands",
                             [this](const Workspace& w) { return run_mistakes(w); });
        mistakes->add_option("--build", build_, "Run the programs of this build folder");
        mistakes->add_option("--make", out_, "Write the wrong sources here");
        add_lesson_commands(*dev);
    }

    void add_lesson_commands(CLI::App& dev) {
        auto* lessons = add(dev, "lessons", "What a lesson shows is what happens", "Commands",
                            [this](const Workspace& w) { return dev_lessons(w, fs::absolute(build_)); });
        lessons->add_option("--build", build_, "The build folder")->required();
        auto* snippets =
            add(dev, "snippets", "A lesson's snippets as a program, to compile them", "Commands",
                [this](const Workspace& w) { return dev_snippets(w, what_, fs::absolute(out_)); });
        snippets->add_option("chapter", what_, "ch03_mlp")->required();
        snippets->add_option("--out", out_, "Write it into this folder")->required();
        auto* figures = add(dev, "figures", "Labs and programs print what is recorded", "Commands",
                            [this](const Workspace& w) {
                                figures_.build = fs::absolute(build_);
                                return dev_figures(w, figures_);
                            });
        figures->add_option("--build", build_, "The build folder")->required();
        figures->add_option("--record", figures_.record, "Write these of tests/figures anew");
    }

    int run_lab(const Workspace& workspace) {
        if (!data_.empty()) lab_.arguments = {"--data", data_};
        for (const auto& words : {lab_command_->remaining(), for_the_lab_})
            lab_.arguments.insert(lab_.arguments.end(), words.begin(), words.end());
        return lab(workspace, lab_);
    }

    int run_draw(const Workspace& workspace) {
        if (port_ != 0) draw_.arguments = {"--port", std::to_string(port_)};
        if (no_browser_) draw_.arguments.emplace_back("--no-browser");
        return draw(workspace, draw_);
    }

    int run_mistakes(const Workspace& workspace) {
        if (out_.empty() == build_.empty())
            throw Failure("dev mistakes needs either --make OUTDIR or --build DIR", {}, 2);
        if (!out_.empty()) return dev_make_mistakes(workspace, fs::absolute(out_));
        return dev_mistakes(workspace, fs::absolute(build_));
    }

    // CLI11 would only say that something was not expected.
    void refuse_unknown(int argc, char** argv) {
        if (argc < 2 || argv[1][0] == '-') return;
        const std::string word = argv[1];
        std::vector<std::string> names;
        for (const auto* command : app_.get_subcommands([](const CLI::App*) { return true; }))
            names.push_back(command->get_name());
        if (std::find(names.begin(), names.end(), word) != names.end()) return;
        const auto near = nearest(word, names);
        throw Failure(
            fmt::format("there is no command `{}`", word),
            near.empty() ? "./workbook --help lists them." : fmt::format("Did you mean: ./workbook {}", near),
            2);
    }

    CLI::App app_{
        "The MNIST Workbook: build, by hand and in C++, the programs that read handwritten digits."};
    CLI::App* lab_command_ = nullptr;
    std::function<int(const Workspace&)> action_;
    std::string root_, what_, data_, build_, out_;
    HintOptions hint_;
    ResetOptions reset_;
    LabOptions lab_;
    DrawOptions draw_;
    int port_ = 0;
    std::vector<std::string> for_the_lab_;
    StubOptions stubs_;
    FigureOptions figures_;
    bool no_browser_ = false, give_up_ = false, quick_ = false, mine_ = false, asan_ = false,
         without_solutions_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    wb::cli::catch_interrupts();
    try {
        return CommandLine().run(argc, argv);
    } catch (const wb::cli::Failure& failure) {
        std::fflush(stdout);
        fmt::print(stderr, "workbook: {}\n", failure.what());
        if (!failure.next().empty()) fmt::print(stderr, "{}\n", failure.next());
        return failure.exit_code();
    } catch (const wb::cli::Interrupted&) {
        std::fflush(stdout);
        fmt::print(stderr, "\nStopped.\n");
        return 130;
    } catch (const std::exception& error) {
        std::fflush(stdout);
        fmt::print(
            stderr,
            "workbook: {}\nThis is a fault of the launcher. Please report it with the command you typed.\n",
            error.what());
        return 70;
    }
}
