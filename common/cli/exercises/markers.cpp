#include "common/cli/exercises/markers.hpp"

#include <fmt/format.h>

#include <regex>

#include "common/cli/support/text.hpp"

namespace {

using wb::cli::MarkedSource;
using wb::cli::Piece;
using wb::cli::Region;

const std::regex begin_marker(R"(// BEGIN SOLUTION (\d+\.\d+))");
const std::regex todo_call(R"re(\btodo\("([^"]*)"\))re");

// Reads a solution line by line; `open_` is the region it is in.
class Parser {
public:
    explicit Parser(std::string name) { source_.name = std::move(name); }

    MarkedSource parse(std::string_view text) {
        for (const auto& line : wb::cli::split_lines(text)) {
            ++number_;
            read(line);
        }
        if (open_) {
            number_ = open_->line;
            problem(fmt::format("the region of {} is never closed: `// END SOLUTION` is missing", open_->id));
        }
        return std::move(source_);
    }

private:
    void read(const std::string& line) {
        const auto trimmed = wb::cli::trim(line);
        if (line.find("BEGIN SOLUTION") != std::string::npos) {
            begin(line, std::string(trimmed));
        } else if (line.find("END SOLUTION") != std::string::npos) {
            end(trimmed);
        } else if (trimmed.starts_with("// STUB")) {
            stub(line, trimmed.substr(7));
        } else if (open_) {
            no_todo(line);
            open_->solution.push_back(line);
        } else {
            no_todo(line);
            given(line);
        }
    }

    void begin(const std::string& line, const std::string& trimmed) {
        std::smatch match;
        if (!std::regex_match(trimmed, match, begin_marker)) {
            problem("malformed marker; it must be exactly `// BEGIN SOLUTION 3.2`");
        } else if (open_) {
            problem(fmt::format("regions do not nest: {} begins inside {}, which began in line {}",
                                match[1].str(), open_->id, open_->line));
        } else {
            open_ = Region{match[1].str(), number_, std::string(wb::cli::indentation(line)), {}, {}, false};
        }
    }

    void end(std::string_view trimmed) {
        if (trimmed != "// END SOLUTION") {
            problem("malformed marker; it must be exactly `// END SOLUTION`");
        } else if (!open_) {
            problem("`// END SOLUTION` without a `// BEGIN SOLUTION` before it");
        } else {
            source_.pieces.push_back({open_->line, {}, std::move(open_)});
            open_.reset();
        }
    }

    void stub(const std::string& line, std::string_view rest) {
        if (!open_) return problem("a STUB line outside `// BEGIN SOLUTION` ... `// END SOLUTION`");
        if (!rest.empty() && rest.front() != ' ')
            return problem("malformed STUB line; a space must follow `// STUB`");
        const std::string text(rest.substr(rest.empty() ? 0 : 1));
        std::smatch match;
        if (std::regex_search(text, match, todo_call)) {
            if (match[1] != open_->id)
                return problem(fmt::format("todo(\"{}\") stands in the region of {}, which began in line {}",
                                           match[1].str(), open_->id, open_->line));
            open_->has_todo = true;
        }
        open_->stub.push_back(text.empty() ? "" : std::string(wb::cli::indentation(line)) + text);
    }

    void no_todo(const std::string& line) {
        if (wb::cli::trim(line).starts_with("//") || !std::regex_search(line, todo_call)) return;
        problem("todo() outside a STUB line: the reference would throw it");
    }

    void given(const std::string& line) {
        if (source_.pieces.empty() || source_.pieces.back().region)
            source_.pieces.push_back({number_, {}, {}});
        source_.pieces.back().given.push_back(line);
    }

    void problem(std::string message) {
        source_.problems.push_back({source_.name, number_, std::move(message)});
    }

    MarkedSource source_;
    std::optional<Region> open_;
    std::size_t number_ = 0;
};

}  // namespace

std::vector<const Region*> wb::cli::MarkedSource::regions() const {
    std::vector<const Region*> found;
    for (const auto& piece : pieces) {
        if (piece.region) found.push_back(&*piece.region);
    }
    return found;
}

std::vector<const Region*> wb::cli::MarkedSource::regions_of(std::string_view id) const {
    auto found = regions();
    std::erase_if(found, [id](const Region* region) { return region->id != id; });
    return found;
}

MarkedSource wb::cli::parse_markers(std::string_view text, std::string name) {
    return Parser(std::move(name)).parse(text);
}

std::string wb::cli::render(const MarkedSource& source,
                            const std::function<bool(const std::string& id)>& solved) {
    std::vector<std::string> lines;
    bool vanished = false;  // the piece before left nothing: two empty lines must not meet there
    for (const auto& piece : source.pieces) {
        if (!piece.region) {
            auto first = piece.given.begin();
            if (vanished && trim(*first).empty() && (lines.empty() || trim(lines.back()).empty())) ++first;
            lines.insert(lines.end(), first, piece.given.end());
            vanished = false;
            continue;
        }
        const auto& region = *piece.region;
        if (solved(region.id)) {
            lines.insert(lines.end(), region.solution.begin(), region.solution.end());
        } else if (!region.stub.empty()) {
            lines.push_back(fmt::format("{}// EXERCISE {}", region.indent, region.id));
            lines.insert(lines.end(), region.stub.begin(), region.stub.end());
            lines.push_back(fmt::format("{}// END EXERCISE {}", region.indent, region.id));
        } else {
            vanished = true;
        }
    }
    return join_lines(lines);
}

std::string wb::cli::render_stub(const MarkedSource& source) {
    return render(source, [](const std::string&) { return false; });
}
