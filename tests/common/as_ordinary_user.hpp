/// \file
/// Permissions mean nothing to root, whom the tests may be run by.
#pragma once

#include <unistd.h>

/// While it lives, a test that root runs has the rights of an ordinary user; any other user's stay as they
/// are.
class AsOrdinaryUser {
public:
    AsOrdinaryUser() : was_root_(::geteuid() == 0) {
        if (was_root_ && ::seteuid(65534) != 0) was_root_ = false;  // 65534: the user `nobody`
    }
    AsOrdinaryUser(const AsOrdinaryUser&) = delete;
    AsOrdinaryUser& operator=(const AsOrdinaryUser&) = delete;
    ~AsOrdinaryUser() {
        if (was_root_ && ::seteuid(0) != 0) ::_exit(70);  // a test must not go on as that user
    }

    /// False where the system does not let root become another, or where that one cannot read `folder` (a
    /// checkout in /root, say): then there is nothing to test.
    static bool possible(const char* folder = "/") {
        const AsOrdinaryUser user;
        return ::geteuid() != 0 && ::eaccess(folder, R_OK | X_OK) == 0;
    }

private:
    bool was_root_;
};
