#include "common/cli/exercises/kept_verdicts.hpp"

#include <exception>

#include "common/cli/exercises/memory.hpp"

wb::cli::KeptVerdicts::~KeptVerdicts() {
    if (!has_news_) return;
    auto all = nlohmann::json::object();
    for (const auto& [exercise, kept] : verdicts_)
        all[exercise] = {{"program", kept.program},
                         {"exit_code", kept.exit_code},
                         {"needs", kept.needs},
                         {"passed", kept.passed}};
    try {
        write_file(file_, all.dump(1) + "\n");
    } catch (const std::exception&) {
        // The verdicts have been shown. Keeping them only saves time.
    }
}

void wb::cli::KeptVerdicts::open(const fs::path& file) {
    file_ = file;
    verdicts_.clear();
    const auto all = read_memory(file);
    for (const auto& [exercise, kept] : all.items())
        verdicts_[exercise] = {.program = remembered(kept, "program", std::string()),
                               .exit_code = remembered(kept, "exit_code", -1),
                               .needs = remembered(kept, "needs", std::string()),
                               .passed = remembered(kept, "passed", std::size_t{0})};
}

std::optional<wb::cli::Verdict> wb::cli::KeptVerdicts::find(const std::string& exercise,
                                                            const std::string& program) const {
    const auto found = verdicts_.find(exercise);
    if (found == verdicts_.end() || found->second.program != program || found->second.exit_code < 0)
        return {};
    Verdict verdict;
    verdict.exit_code = found->second.exit_code;
    verdict.state = curriculum::state_of_exit_code(verdict.exit_code);
    verdict.needs = found->second.needs;
    verdict.passed = found->second.passed;
    return verdict;
}

void wb::cli::KeptVerdicts::keep(const std::string& exercise, const std::string& program,
                                 const Verdict& verdict) {
    verdicts_[exercise] = {program, verdict.exit_code, verdict.needs, verdict.passed};
    has_news_ = true;
}
