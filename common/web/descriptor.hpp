/// \file
/// A socket or another thing of the system that has a number and must be closed.
#pragma once

#include <unistd.h>

#include <utility>

namespace wb::web {

/// Owns a file descriptor: closes it at the end of its life.
class Descriptor {
public:
    Descriptor() = default;
    /// Takes over a descriptor. \param number  as the system gave it; negative: none
    explicit Descriptor(int number) : number_(number) {}
    /// Takes over the descriptor of another object, which has none afterwards.
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    /// Exchanges the descriptors of the two objects.
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (is_open()) ::close(number_);
    }

    /// The system's number for it.
    int number() const { return number_; }
    /// Whether there is one.
    bool is_open() const { return number_ >= 0; }

private:
    int number_ = -1;
};

}  // namespace wb::web
