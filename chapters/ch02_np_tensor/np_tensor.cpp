#include "ch02_np_tensor/np_tensor.hpp"

#include <algorithm>
#include <functional>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "ch02_np_tensor/arithmetic.hpp"
#include "common/errors/not_implemented.hpp"

void wb::np_tensor::accumulate_grad(const np_tensor& dx) {
    // EXERCISE 2.9
    // Goal: add dx to the gradient.
    // Given: dx; grad_, a vector that holds no gradient yet, or one.
    // Asked: without a gradient, dx becomes it; otherwise each element of dx is added. shape_error if dx has
    //        another shape than this array.
    // Example: gradients 1 2 and then 10 20 make 11 22.
    todo("2.9");
    // END EXERCISE 2.9
}

void wb::np_tensor::zero_grad() {
    // EXERCISE 2.9
    // Goal: clear the gradient of the last step, so that the next one starts from zero.
    // Asked: every element of the gradient 0; without a gradient, nothing happens.
    todo("2.9");
    // END EXERCISE 2.9
}

namespace {

/// Asks the memory for numbers that will be read soon, so that they are in the cache by then.
void fetch_ahead(const wb::real* numbers, std::size_t count) {
#ifdef __GNUC__
    constexpr std::size_t line = 64 / sizeof(wb::real);  // the memory sends 64 bytes at a time
    for (std::size_t i = 0; i < count; i += line) __builtin_prefetch(numbers + i);
#endif
}

}  // namespace

wb::np_tensor wb::np_tensor::rows(std::span<const std::size_t> which) const {
    if (shape_.empty()) throw shape_error("rows", shape_, "a single number has no rows");
    for (const std::size_t row : which) {
        if (row >= shape_[0])
            throw std::out_of_range("rows: no row " + std::to_string(row) + " in an array of shape " +
                                    to_string(shape_));
    }
    Shape shape = shape_;
    shape[0] = which.size();
    const std::size_t length = shape_[0] == 0 ? 0 : size() / shape_[0];
    std::vector<real> picked;
    picked.reserve(which.size() * length);
    for (std::size_t i = 0; i < which.size(); ++i) {
        // The rows of a minibatch are scattered in memory, and waiting for them took a fifth of the time of a
        // small network. So while this row is copied, the row after the next is already requested.
        if (i + 2 < which.size()) fetch_ahead(data() + which[i + 2] * length, length);
        const real* row = data() + which[i] * length;
        picked.insert(picked.end(), row, row + length);
    }
    return np_tensor(shape, std::move(picked));
}

namespace {

constexpr std::size_t edge = 3;        // entries shown at either end of an axis that is too long
constexpr std::size_t longest = 1000;  // elements that are still printed in full

/// The printed parts, in order: numbers, and the text between them.
struct Piece {
    std::string text;
    bool is_number;
};

/// Appends one axis of x, and those inside it. \param begin  the first element of this stretch
void append(std::vector<Piece>& pieces, const std::ostream& format, const wb::np_tensor& x, std::size_t axis,
            std::size_t begin) {
    if (axis == x.ndim()) {
        std::ostringstream number;
        number.copyfmt(format);
        number << x.values()[begin];
        pieces.push_back({number.str(), true});
        return;
    }
    std::size_t stride = 1;
    for (std::size_t inner = axis + 1; inner < x.ndim(); ++inner) stride *= x.dim(inner);
    const bool shorten = x.size() > longest && x.dim(axis) > 2 * edge;
    // Numbers side by side, rows below one another, matrices with an empty line between them; each line is
    // indented by the number of open brackets.
    const std::size_t axes_inside = x.ndim() - axis - 1;
    const std::string separator =
        axes_inside == 0 ? " " : std::string(axes_inside, '\n') + std::string(axis + 1, ' ');
    pieces.push_back({"[", false});
    for (std::size_t i = 0; i < x.dim(axis); ++i) {
        if (i > 0) pieces.push_back({separator, false});
        if (shorten && i == edge) {
            pieces.push_back({"..." + separator, false});
            i = x.dim(axis) - edge;
        }
        append(pieces, format, x, axis + 1, begin + i * stride);
    }
    pieces.push_back({"]", false});
}

}  // namespace

std::ostream& wb::operator<<(std::ostream& out, const np_tensor& x) {
    std::vector<Piece> pieces;
    append(pieces, out, x, 0, 0);
    // All numbers get the width of the widest, so that columns are straight.
    std::size_t width = 0;
    for (const Piece& piece : pieces) width = std::max(width, piece.is_number ? piece.text.size() : 0);
    for (const Piece& piece : pieces) {
        if (piece.is_number) out << std::string(width - piece.text.size(), ' ');
        out << piece.text;
    }
    return out;
}
