/// \file
/// Another gnuplot, or none.
#pragma once

#include <stdlib.h>  // setenv is POSIX, not C++

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// While it lives, programs are looked for in one folder only.
class OnlyPath {
public:
    explicit OnlyPath(const std::filesystem::path& folder) : before_(::getenv("PATH")) {
        ::setenv("PATH", folder.c_str(), 1);
    }
    OnlyPath(const OnlyPath&) = delete;
    OnlyPath& operator=(const OnlyPath&) = delete;
    ~OnlyPath() { ::setenv("PATH", before_.c_str(), 1); }

private:
    std::string before_;
};

/// Makes a program called gnuplot that does what the script says.
inline void make_gnuplot(const std::filesystem::path& folder, const std::string& script) {
    std::ofstream(folder / "gnuplot") << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(folder / "gnuplot", std::filesystem::perms::owner_all);
}

/// What is in a folder, in order.
inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}
