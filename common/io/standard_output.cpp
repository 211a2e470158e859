#include "common/io/standard_output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <system_error>

void wb::occupy_standard_streams() {
    // The lowest free number is taken, and nothing can be written to what is only read.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", O_RDONLY);
}

void wb::survive_file_size_limit() {
    std::signal(SIGXFSZ, SIG_IGN);
}

std::string wb::flush_standard_output() {
    errno = 0;
    std::cout.flush();
    const bool done = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
    if (done) return {};
    if ((::fcntl(STDOUT_FILENO, F_GETFL) & O_ACCMODE) == O_RDONLY) return "standard output is closed";
    return errno == 0 ? "its disk may be full" : std::generic_category().message(errno);
}
