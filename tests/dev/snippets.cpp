#include "tests/dev/snippets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"

std::string wb::cli::snippet_program(const Lesson& lesson, const std::vector<std::string>& headers) {
    std::string program = "// Made from " + lesson.name + " by: workbook dev snippets\n";
    for (const auto& header : headers) program += fmt::format("#include \"{}\"\n", header);
    program +=
        "#include <iostream>\n#include <vector>\n#include \"common/xtensor/xtensor.hpp\"\n"
        "namespace wb {}\nusing namespace wb;\n";
    std::string calls;
    for (const auto& fence : lesson.fences) {
        const auto* how = fence.find("compiles");
        if (how == nullptr) continue;
        // A snippet ends with names that are not used.
        program +=
            fmt::format("void snippet_of_line_{}();\nvoid snippet_of_line_{}() {{\n#line {} \"{}\"\n{}}}\n",
                        fence.line, fence.line, fence.line + 1, lesson.name, join_lines(fence.lines));
        if (*how == "runs") calls += fmt::format("    snippet_of_line_{}();\n", fence.line);
    }
    return program + "int main() {\n" + calls + "}\n";
}

int wb::cli::dev_snippets(const Workspace& workspace, const std::string& chapter, const fs::path& out) {
    const auto folder = workspace.chapters() / chapter;
    const auto file = folder / "lesson.md";
    std::vector<std::string> headers;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".hpp")
            headers.push_back(chapter + "/" + entry.path().lexically_relative(folder).generic_string());
    }
    std::ranges::sort(headers);
    write_if_changed(out / (chapter.substr(0, 4) + ".cpp"),
                     snippet_program(parse_lesson(read_file(file), workspace.show(file)), headers));
    return 0;
}

void wb::cli::add_snippets(Options& dev) {
    const auto chapter = std::make_shared<std::string>();
    const auto out = std::make_shared<std::string>();
    dev.add("snippets", "A lesson's snippets as a program, to compile them")
        .argument("chapter", *chapter, "ch03_mlp", Options::Kind::required)
        .option("--out", *out, "Write it into this folder", Options::Kind::required)
        .runs([=](const Workspace& workspace) {
            return dev_snippets(workspace, *chapter, fs::absolute(*out));
        });
}
