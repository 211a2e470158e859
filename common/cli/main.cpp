// The launcher's commands, in the order of the help. Each describes its options in its own file.
#include "common/cli/commands/commands.hpp"

int main(int argc, char** argv) {
    using namespace wb::cli;
    return run_program(
        argc, argv,
        "The MNIST Workbook: build, by hand and in C++, the programs that read handwritten digits.",
        WORKBOOK_BUILT_FROM, [](CommandLine& line) {
            add_status(line);
            add_check(line);
            add_watch(line);
            add_hint(line);
            add_solution(line);
            add_reset(line);
            add_lab(line);
            add_draw(line);
            add_run(line);
            add_test(line);
            add_docs(line);
            add_data(line);
            add_doctor(line);
            add_grade(line);
            add_second_program(line);
        });
}
