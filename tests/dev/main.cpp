// The second program: what maintainers ask for, and what is asked for seldom. The launcher hands over to it.
#include "common/report/report.hpp"
#include "tests/bench/race/bench.hpp"
#include "tests/dev/dev.hpp"
#include "tests/docs/site_page.hpp"

int main(int argc, char** argv) {
    using namespace wb::cli;
    return run_program(argc, argv, "The MNIST Workbook: checks, benchmarks and the report.",
                       WORKBOOK_BUILT_FROM, [](CommandLine& line) {
                           add_report(line);
                           add_bench(line);
                           auto dev = line.add("dev", "Checks of the workbook itself", "For maintainers");
                           add_stubs(dev);
                           add_lesson_filter(dev);
                           add_pages(dev);
                           add_leaks(dev);
                           add_check_stubs(dev);
                           add_isolation(dev);
                           add_sweep(dev);
                           add_mistakes(dev);
                           add_lessons(dev);
                           add_snippets(dev);
                           add_figures(dev);
                       });
}
