/// \file
/// Four pitfalls of xtensor's lazy arrays: each is run in the wrong way and in the right way.
///
/// The lesson shows what this program prints, and a test compares the two. Every line of code in the output
/// is printed by the macro that runs it.

#include <array>
#include <cstdio>
#include <tuple>
#include <type_traits>
#include <vector>

#include "common/xtensor/xtensor_random.hpp"

namespace {

using xarray = xt::xarray<float>;

#define SHOW_AND_RUN(...)                 \
    std::printf("  " #__VA_ARGS__ ";\n"); \
    __VA_ARGS__

/// Prints the numbers of an array or of an expression, which this reads once.
template <class Numbers>
void print(const char* label, const Numbers& numbers) {
    std::printf("    %s:", label);
    for (const float value : numbers) std::printf(" %.4g", static_cast<double>(value));
    std::printf("\n");
}

const char* yes_or_no(bool answer) {
    return answer ? "yes" : "no";
}

/// Each number's share of the sum of its row.
///
/// The wrong line reads past the end of its array. So that this does no harm here, e is the beginning of a
/// longer block: what follows it in memory is known, and ours. Your program would read arbitrary numbers
/// there.
void a_sum_inside_an_expression() {
    std::vector<float> block = {1, 2, 3, 4, 5, 6};
    block.resize(100, 1000.0f);
    const std::array<std::size_t, 2> shape = {2, 3};
    const auto e = xt::adapt(block.data(), std::size_t{6}, xt::no_ownership(), shape);

    std::printf("1. A sum with keep_dims inside a larger expression. e is [[1 2 3] [4 5 6]].\n");
    SHOW_AND_RUN(const xarray wrong = e / xt::sum(e, {1}, xt::keep_dims));
    print("wrong", wrong);
    SHOW_AND_RUN(const xarray total = xt::sum(e, {1}, xt::keep_dims));
    SHOW_AND_RUN(const xarray right = e / total);
    print("right", right);
}

void auto_holds_a_recipe() {
    std::printf("\n2. auto holds a recipe, not numbers. x is [1 2 3].\n");
    xarray x = {1.0f, 2.0f, 3.0f};
    SHOW_AND_RUN(const auto lazy = 2.0f * x);
    SHOW_AND_RUN(const xarray eager = 2.0f * x);
    SHOW_AND_RUN(x(0) = 100.0f);
    print("lazy", lazy);
    print("eager", eager);
    // The operands of 2 * x, as the expression keeps them: the second is x.
    using Operands = std::decay_t<decltype(lazy.arguments())>;
    const bool keeps_a_reference = std::is_lvalue_reference_v<std::tuple_element_t<1, Operands>>;
    std::printf("    lazy keeps a reference to x: %s\n", yes_or_no(keeps_a_reference));
}

void random_numbers_are_drawn_when_read() {
    std::printf("\n3. A lazy random array draws again whenever it is read.\n");
    SHOW_AND_RUN(const auto lazy = xt::random::rand<float>({1000}));
    SHOW_AND_RUN(const xarray eager = xt::random::rand<float>({1000}));
    const auto same_twice = [](const auto& numbers) {
        const xarray first = numbers, second = numbers;
        return first == second;
    };
    std::printf("    lazy, read twice, is the same: %s\n", yes_or_no(same_twice(lazy)));
    std::printf("    eager, read twice, is the same: %s\n", yes_or_no(same_twice(eager)));
}

/// Whether `T a = {{1}, {2}};` compiles, and the same for a row.
template <class T>
concept MadeFromColumn = requires(void (&take)(T)) {
    take({{1.0f}, {2.0f}});
};
template <class T>
concept MadeFromRow = requires(void (&take)(T)) {
    take({{1.0f, 2.0f}});
};

void braces_are_numbers_or_a_shape() {
    std::printf("\n4. Braces are ambiguous.\n");
    SHOW_AND_RUN(const xarray numbers({2, 3}));
    std::printf("    dimensions %zu, elements %zu\n", numbers.dimension(), numbers.size());
    SHOW_AND_RUN(const xarray zeros = xt::zeros<float>({2, 3}));
    std::printf("    dimensions %zu, elements %zu\n", zeros.dimension(), zeros.size());
    std::printf("    xarray row = {{1.0f, 2.0f}} compiles: %s\n", yes_or_no(MadeFromRow<xarray>));
    std::printf("    xarray column = {{1.0f}, {2.0f}} compiles: %s\n", yes_or_no(MadeFromColumn<xarray>));
}

}  // namespace

int main() {
    a_sum_inside_an_expression();
    auto_holds_a_recipe();
    random_numbers_are_drawn_when_read();
    braces_are_numbers_or_a_shape();
    return 0;
}
