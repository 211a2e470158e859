#include "common/cli/exercises/markers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "common/cli/support/text.hpp"

namespace {

using wb::cli::MarkedSource;
using wb::cli::Piece;
using wb::cli::Region;

// "3.2"
bool is_id(std::string_view text) {
    const auto digits = [](std::string_view part) {
        return !part.empty() &&
               std::ranges::all_of(part, [](unsigned char one) { return std::isdigit(one) != 0; });
    };
    const auto dot = text.find('.');
    return dot != std::string_view::npos && digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
}

// The id in the first todo("3.2") of the line.
std::optional<std::string> id_in_todo(std::string_view line) {
    constexpr std::string_view call = "todo(\"";
    for (auto at = line.find(call); at != std::string_view::npos; at = line.find(call, at + 1)) {
        const auto before = at == 0 ? ' ' : line[at - 1];
        if (before == '_' || std::isalnum(static_cast<unsigned char>(before)) != 0) continue;
        const auto id = line.substr(at + call.size());
        const auto quote = id.find('"');
        if (id.substr(std::min(quote, id.size())).starts_with("\")")) return std::string(id.substr(0, quote));
    }
    return std::nullopt;
}

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
            begin(line, trimmed);
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

    void begin(const std::string& line, std::string_view trimmed) {
        constexpr std::string_view marker = "// BEGIN SOLUTION ";
        const std::string id(trimmed.substr(std::min(marker.size(), trimmed.size())));
        if (!trimmed.starts_with(marker) || !is_id(id)) {
            problem("malformed marker; it must be exactly `// BEGIN SOLUTION 3.2`");
        } else if (open_) {
            problem(fmt::format("regions do not nest: {} begins inside {}, which began in line {}", id,
                                open_->id, open_->line));
        } else {
            open_ = Region{id, number_, std::string(wb::cli::indentation(line)), {}, {}, false};
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
        if (const auto id = id_in_todo(text)) {
            if (*id != open_->id)
                return problem(fmt::format("todo(\"{}\") is in the region of {}, which began in line {}", *id,
                                           open_->id, open_->line));
            open_->has_todo = true;
        }
        open_->stub.push_back(text.empty() ? "" : std::string(wb::cli::indentation(line)) + text);
    }

    void no_todo(const std::string& line) {
        if (wb::cli::trim(line).starts_with("//") || !id_in_todo(line)) return;
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
