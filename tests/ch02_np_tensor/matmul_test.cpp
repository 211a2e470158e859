#include "ch02_np_tensor/matmul.hpp"

#include <string>
#include <vector>

#include "tests/ch02_np_tensor/tensors.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::matmul;
using wb::matmul_backward;
using wb::np_tensor;
using wb::shape_error;
using wb::Transpose;

namespace {

/// The definition, in three loops: c(n, m) is the sum of a(n, d) b(d, m) over d.
Array product(const np_tensor& a, const np_tensor& b) {
    Array c({a.dim(0), b.dim(1)}, std::vector<double>(a.dim(0) * b.dim(1)));
    for (std::size_t n = 0; n < a.dim(0); ++n)
        for (std::size_t m = 0; m < b.dim(1); ++m)
            for (std::size_t d = 0; d < a.dim(1); ++d) c.values()[n * b.dim(1) + m] += a(n, d) * b(d, m);
    return c;
}

np_tensor transposed(const np_tensor& a) {
    np_tensor t({a.dim(1), a.dim(0)});
    for (std::size_t i = 0; i < a.dim(0); ++i)
        for (std::size_t j = 0; j < a.dim(1); ++j) t(j, i) = a(i, j);
    return t;
}

}  // namespace

TEST_CASE("Nothing of an earlier product is left", "[2.6]") {
    const np_tensor a({2, 2}, {1, 2, 3, 4});
    const np_tensor first = matmul(a, a);
    INFO("the same product once more: is something static, which keeps the first?");
    CHECK_CALL(matmul(a, a), IsCloseTo(first));
}

TEST_CASE("Rows times columns, by hand", "[2.6]") {
    const np_tensor a({2, 2}, {1, 2, 3, 4});
    CHECK_CALL(matmul(a, np_tensor({2, 1}, {1, 10})), IsCloseTo(column({21, 43})));
    CHECK_CALL(matmul(a, np_tensor({2, 3}, {1, 0, 2, 0, 1, 3})), IsCloseTo({{1, 2, 8}, {3, 4, 18}}));
    INFO("a(n, d) times b(d, m): is it the product, and in this order?");
    CHECK_CALL(matmul(a, np_tensor({2, 2}, {0, 1, 0, 0})), IsCloseTo({{0, 1}, {0, 3}}));
    CHECK_CALL(matmul(np_tensor({2, 2}, {0, 1, 0, 0}), a), IsCloseTo({{3, 4}, {0, 0}}));
}

TEST_CASE("The product is the one that NumPy gives, with each operand as it is or transposed", "[2.6]") {
    const np_tensor p = tensor(numpy("p")), q = tensor(numpy("q"));
    INFO("transpose_a is about the first operand, transpose_b about the second");
    const np_tensor p_transposed = tensor(numpy("p transposed")),
                    q_transposed = tensor(numpy("q transposed"));
    const auto reshaped = [](const np_tensor& a, const np_tensor& like) {
        return np_tensor(like.shape(), {a.values().begin(), a.values().end()});
    };
    const std::string reshape = "the operand only gets the shape of its transpose (reshape)";
    CHECK_CALL(matmul(p, q), IsCloseTo(numpy("p@q")));
    CHECK_CALL(matmul(p_transposed, q, {.transpose_a = true}),
               IsCloseTo(numpy("p@q"), KnownMistakes{{reshape, product(reshaped(p_transposed, p), q)}}));
    CHECK_CALL(matmul(p, q_transposed, {.transpose_b = true}),
               IsCloseTo(numpy("p@q"), KnownMistakes{{reshape, product(p, reshaped(q_transposed, q))}}));
    CHECK_CALL(matmul(p_transposed, q_transposed, {.transpose_a = true, .transpose_b = true}),
               IsCloseTo(numpy("p@q")));
}

TEST_CASE("Square matrices are transposed when they should be, although their shapes do not show it",
          "[2.6]") {
    const np_tensor a({2, 2}, {1, 2, 3, 4}), b({2, 2}, {1, 10, 100, 1000});
    INFO("transpose_a is about the first operand, transpose_b about the second, whatever the shapes");
    CHECK_CALL(matmul(a, b), IsCloseTo({{201, 2010}, {403, 4030}}));
    CHECK_CALL(matmul(a, b, {.transpose_a = true}), IsCloseTo({{301, 3010}, {402, 4020}}));
    CHECK_CALL(matmul(a, b, {.transpose_b = true}), IsCloseTo({{21, 2100}, {43, 4300}}));
    CHECK_CALL(matmul(a, b, {.transpose_a = true, .transpose_b = true}), IsCloseTo({{31, 3100}, {42, 4200}}));
}

TEST_CASE("All small shapes, with axes of length 1 among them, in all four combinations", "[2.6]") {
    // BLAS is told the distance from one row to the next; an axis of length 1 is where that goes wrong.
    for (const std::size_t n : {1u, 2u, 3u})
        for (const std::size_t d : {1u, 2u, 4u})
            for (const std::size_t m : {1u, 3u, 5u}) {
                const np_tensor a = tensor(random_array({n, d}, 1)), b = tensor(random_array({d, m}, 2));
                const Array c = product(a, b);
                INFO("N = " << n << ", D = " << d << ", M = " << m);
                CHECK_CALL(matmul(a, b), IsCloseTo(c));
                CHECK_CALL(matmul(transposed(a), b, {.transpose_a = true}), IsCloseTo(c));
                CHECK_CALL(matmul(a, transposed(b), {.transpose_b = true}), IsCloseTo(c));
                CHECK_CALL(matmul(transposed(a), transposed(b), {.transpose_a = true, .transpose_b = true}),
                           IsCloseTo(c));
            }
}

TEST_CASE("Larger matrices, of sizes that no block of BLAS divides", "[2.6]") {
    const np_tensor a = tensor(random_array({37, 129}, 3)), b = tensor(random_array({129, 65}, 4));
    CHECK_CALL(matmul(a, b), IsCloseTo(product(a, b)));
}

TEST_CASE("All 16 digits of a double are kept in a product", "[2.6]") {
    INFO("is there a float on the way? It keeps 7 digits");
    CHECK_CALL(matmul(np_tensor({1, 2}, {1, 1}), np_tensor({2, 1}, {1, 1e-12})),
               IsCloseTo(column({1 + 1e-12}), 1e-14, 0));
    CHECK_CALL(matmul(np_tensor({1, 1}, {1.0 / 3}), np_tensor({1, 1}, {1.0 / 7})),
               IsCloseTo(column({1.0 / 21}), 1e-14, 0));
}

TEST_CASE("A sum over no terms is 0, also after an earlier product of the same shape", "[2.6]") {
    const np_tensor a({2, 2}, {1, 2, 3, 4});
    matmul(a, a);
    INFO("a product of (2, 2) and (2, 2), then one of (2, 0) and (0, 2): all zeros. Is something static?");
    CHECK_CALL(matmul(np_tensor({2, 0}), np_tensor({0, 2})), IsCloseTo({{0, 0}, {0, 0}}));
}

TEST_CASE("An array may be multiplied by itself, and is not changed", "[2.6]") {
    const np_tensor a({2, 3}, {1, 2, 3, 4, 5, 6});
    CHECK_CALL(matmul(a, a, {.transpose_b = true}), IsCloseTo({{14, 32}, {32, 77}}));
    CHECK_THAT(a, IsCloseTo({{1, 2, 3}, {4, 5, 6}}));
}

TEST_CASE("Where N, D or M is 0, the product is empty or all zeros", "[2.6]") {
    CHECK_CALL(matmul(np_tensor({0, 3}), np_tensor({3, 2})), IsCloseTo(no_elements({0, 2})));
    CHECK_CALL(matmul(np_tensor({2, 3}), np_tensor({3, 0})), IsCloseTo(no_elements({2, 0})));
    INFO("a sum over no terms at all is 0");
    CHECK_CALL(matmul(np_tensor({2, 0}), np_tensor({0, 3})), IsCloseTo({{0, 0, 0}, {0, 0, 0}}));
    CHECK_CALL(matmul(np_tensor({0, 2}), np_tensor({0, 3}), {.transpose_a = true}),
               IsCloseTo({{0, 0, 0}, {0, 0, 0}}));
}

TEST_CASE("Inner lengths that differ are an error that names both shapes", "[2.6]") {
    const np_tensor a({2, 3}), b({4, 5});
    CHECK_THROWS_MATCHES(matmul(a, b), shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{4, 5}));
    INFO("if an operand is transposed, its other axis must fit");
    CHECK_THROWS_MATCHES(matmul(a, np_tensor({3, 5}), {.transpose_a = true}), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3, 5}));
    CHECK_THROWS_MATCHES(matmul(a, np_tensor({3, 5}), {.transpose_b = true}), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{3, 5}));
    CHECK_THROWS_MATCHES(matmul(a, np_tensor({0, 5})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{0, 5}));
}

TEST_CASE("Only arrays with two axes have a matrix product", "[2.6]") {
    const np_tensor a({2, 3});
    CHECK_THROWS_MATCHES(matmul(a, np_tensor({3})), shape_error, MessageNames(wb::Shape{2, 3}, wb::Shape{3}));
    CHECK_THROWS_MATCHES(matmul(np_tensor({2}), a), shape_error, MessageNames(wb::Shape{2}, wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(matmul(np_tensor::scalar(2), a), shape_error,
                         MessageNames(wb::Shape{}, wb::Shape{2, 3}));
    CHECK_THROWS_MATCHES(matmul(np_tensor({1, 2, 3}), np_tensor({3, 2})), shape_error,
                         MessageNames(wb::Shape{1, 2, 3}, wb::Shape{3, 2}));
}

TEST_CASE("For single numbers it is the product rule", "[2.7]") {
    const np_tensor dc({1, 1}, {2}), a({1, 1}, {3}), b({1, 1}, {5});
    INFO("dc = 2, a = 3, b = 5: da = dc b belongs to a, db = a dc belongs to b");
    const auto [da, db] = matmul_backward(dc, a, b);
    CHECK_THAT(da, IsCloseTo(column({10})));
    CHECK_THAT(db, IsCloseTo(column({6})));
}

TEST_CASE("The gradients of a small product, by hand", "[2.7]") {
    // c = (a0 b00 + a1 b10, a0 b01 + a1 b11), and dc = (1, 10).
    const np_tensor dc({1, 2}, {1, 10}), a({1, 2}, {2, 3}), b({2, 2}, {4, 5, 6, 7});
    const auto [da, db] = matmul_backward(dc, a, b);
    CHECK_THAT(da, IsCloseTo({{4 + 50, 6 + 70}}));
    CHECK_THAT(db, IsCloseTo({{2, 20}, {3, 30}}));
}

TEST_CASE("The gradients of a product are those that NumPy gives", "[2.7]") {
    const auto [da, db] = matmul_backward(tensor(numpy("dc")), tensor(numpy("p")), tensor(numpy("q")));
    CHECK_THAT(da, IsCloseTo(numpy("dp")));
    CHECK_THAT(db, IsCloseTo(numpy("dq")));
}

TEST_CASE("The gradients of a product agree with numerical derivatives", "[2.7]") {
    np_tensor a = tensor(random_array({3, 4}, 5)), b = tensor(random_array({4, 2}, 6));
    const Array dc = random_array({3, 2}, 7);
    const auto [da, db] = matmul_backward(tensor(dc), a, b);
    CHECK_THAT(check_gradients({.forward = [&] { return product(a, b); },
                                .upstream = dc,
                                .inputs = {gradient_of("a", a, da), gradient_of("b", b, db)}}),
               AllAgree());
}

TEST_CASE("Gradients of square factors are not mixed up or transposed", "[2.7]") {
    const np_tensor dc({2, 2}, {1, 0, 0, 0}), a({2, 2}, {1, 2, 3, 4}), b({2, 2}, {5, 6, 7, 8});
    INFO("da = dc b^T and db = a^T dc: it is b that is transposed in da, and a in db");
    const auto [da, db] = matmul_backward(dc, a, b);
    CHECK_THAT(da, IsCloseTo({{5, 7}, {0, 0}}));
    CHECK_THAT(db, IsCloseTo({{1, 0}, {2, 0}}));
}

TEST_CASE("Axes of length 1 and of length 0 have their gradients", "[2.7]") {
    const auto inner =
        matmul_backward(np_tensor({1, 1}, {2}), np_tensor({1, 3}, {1, 2, 3}), np_tensor({3, 1}, {4, 5, 6}));
    CHECK_THAT(inner.da, IsCloseTo({{8, 10, 12}}));
    CHECK_THAT(inner.db, IsCloseTo(column({2, 4, 6})));
    const auto outer = matmul_backward(np_tensor({2, 3}, {1, 2, 3, 4, 5, 6}), np_tensor({2, 1}, {1, 10}),
                                       np_tensor({1, 3}, {1, 0, 2}));
    CHECK_THAT(outer.da, IsCloseTo(column({7, 16})));
    CHECK_THAT(outer.db, IsCloseTo({{41, 52, 63}}));
    const auto no_samples = matmul_backward(np_tensor({0, 2}), np_tensor({0, 3}), np_tensor({3, 2}));
    CHECK_THAT(no_samples.da, IsCloseTo(no_elements({0, 3})));
    CHECK_THAT(no_samples.db, IsCloseTo({{0, 0}, {0, 0}, {0, 0}}));
}

TEST_CASE("Three shapes that do not fit are an error", "[2.7]") {
    const np_tensor a({2, 3}), b({3, 4});
    CHECK_THROWS_MATCHES(matmul_backward(np_tensor({5, 4}), a, b), shape_error,
                         MessageNames(wb::Shape{5, 4}));
    CHECK_THROWS_MATCHES(matmul_backward(np_tensor({2, 5}), a, b), shape_error,
                         MessageNames(wb::Shape{2, 5}));
    CHECK_THROWS_MATCHES(matmul_backward(np_tensor({2}), a, b), shape_error, MessageNames(wb::Shape{2}));
    INFO("dc has the shape (rows of a, columns of b), but a and b have no product");
    CHECK_THROWS_MATCHES(matmul_backward(np_tensor({2, 4}), a, np_tensor({5, 4})), shape_error,
                         MessageNames(wb::Shape{2, 3}, wb::Shape{5, 4}));
    CHECK_THROWS_MATCHES(matmul_backward(np_tensor({2, 4}), np_tensor({2}), b), shape_error,
                         MessageNames(wb::Shape{2}, wb::Shape{3, 4}));
}
