// workbook-judge [--tests FOLDER] PROGRAM FILTER...
//
// Runs a test program and says what it came to; its exit code and its result file are the verdict. ctest and
// the launcher start every test of an exercise through it, because it holds no code of the student's.
// (supervisor.hpp)
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include "common/curriculum/state.hpp"
#include "tests/support/result_file.hpp"
#include "tests/support/supervisor.hpp"

int main(int argc, char** argv) {
    using namespace wb::judge;
    try {
        SupervisedRun run;
        int next = 1;
        if (argc > 2 && std::string_view(argv[next]) == "--tests") {
            run.tests = argv[next + 1];
            next += 2;
        }
        if (next + 1 >= argc) {
            std::fputs("Usage: workbook-judge [--tests FOLDER] PROGRAM FILTER...\n", stderr);
            return wb::curriculum::exit_code::not_run;
        }
        run.program = argv[next];
        run.arguments.assign(argv + next + 1, argv + argc);
        // The code under test must not know where its result is written.
        const char* file = std::getenv("WORKBOOK_RESULT_FILE");
        const std::string result_file = file == nullptr ? "" : file;
        ::unsetenv("WORKBOOK_RESULT_FILE");
        ::setenv("OPENBLAS_NUM_THREADS", "1", 1);

        const Finding finding = supervise(run);
        write_result(result_file, to_json(finding.result));
        return finding.exit_code;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "The tests cannot run: %s\n", error.what());
        return wb::curriculum::exit_code::not_run;
    }
}
