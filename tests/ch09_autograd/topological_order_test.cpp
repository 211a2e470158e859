#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <vector>

#include "ch09_autograd/tape.hpp"
#include "tests/ch09_autograd/small_graphs.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::topological_order;
using wb::Variable;

namespace {

using Variables = std::vector<Variable>;

/// Where a node is in an order; the length of the order if it is not there.
std::size_t place_of(const Variable& variable, const Variables& order) {
    const auto found = std::ranges::find(order, variable.id(), &Variable::id);
    return static_cast<std::size_t>(found - order.begin());
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    return all.empty() ? "nothing" : all;
}

/// What is wrong with an order; empty if nothing is. A graph has many right orders, so this asks for the
/// properties alone.
/// \param nodes  all that must be there; their names are for the message. The last one is `last`
std::string fault_of(const Variables& order, const std::vector<std::pair<std::string, Variable>>& nodes) {
    const auto name_of = [&nodes](const Variable& variable) {
        for (const auto& [name, node] : nodes)
            if (node.id() == variable.id()) return name;
        return variable.described();
    };
    std::vector<std::string> names;
    for (const Variable& variable : order) names.push_back(name_of(variable));
    const std::string yours = "\nYour order: " + joined(names);

    for (const auto& [name, node] : nodes) {
        const auto times = std::ranges::count(order, node.id(), &Variable::id);
        if (times == 0) return name + " is missing: it requires a gradient" + yours;
        if (times > 1)
            return name + " appears " + std::to_string(times) +
                   " times: each node appears once, however often it was used" + yours;
    }
    for (const Variable& variable : order)
        if (!variable.requires_grad())
            return name_of(variable) + " requires no gradient, and does not belong to the order" + yours;
    if (order.size() != nodes.size())
        return "it has " + std::to_string(order.size()) + " nodes; right are " +
               std::to_string(nodes.size()) + yours;
    for (const Variable& variable : order)
        for (const Variable& parent : variable.parents())
            if (parent.requires_grad() && place_of(parent, order) > place_of(variable, order))
                return name_of(variable) + " comes before " + name_of(parent) +
                       ", of which it was computed: parents come first" + yours;
    return "";
}

/// See IsOrderOf().
class OrderMatcher : public ExplainingMatcher<Variables> {
public:
    explicit OrderMatcher(std::vector<std::pair<std::string, Variable>> nodes) : nodes_(std::move(nodes)) {}

private:
    std::string explain(const Variables& order) const override { return fault_of(order, nodes_); }

    std::vector<std::pair<std::string, Variable>> nodes_;
};

/// `CHECK_THAT(topological_order(d), IsOrderOf({{"a", a}, {"d", d}}))`: exactly these, parents first.
OrderMatcher IsOrderOf(std::vector<std::pair<std::string, Variable>> nodes) {
    return OrderMatcher(std::move(nodes));
}

/// Whether each is computed from the one before it, and the first is this leaf.
bool is_chain(const Variables& order, const Variable& leaf) {
    if (order.empty() || order.front().id() != leaf.id()) return false;
    for (std::size_t i = 1; i < order.size(); ++i)
        if (order[i].parents().empty() || order[i].parents()[0].id() != order[i - 1].id()) return false;
    return true;
}

}  // namespace

TEST_CASE("a chain comes from the leaf to the end", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable b = scaled(a, 2), c = scaled(b, 3), d = scaled(c, 4);
    INFO("b from a, c from b, d from c: the only order is a, b, c, d");
    CHECK_THAT(topological_order(d), IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"d", d}}));
}

TEST_CASE("a second call gives the whole order again, and another graph its own", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable b = scaled(a, 2), c = scaled(b, 3), d = added(a, c);
    topological_order(d);
    INFO("nothing is remembered from the call before");
    CHECK_THAT(topological_order(d), IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"d", d}}));
    CHECK_THAT(topological_order(c), IsOrderOf({{"a", a}, {"b", b}, {"c", c}}));
    INFO("the history itself stays as it is");
    CHECK(d.parents().size() == 2);
    CHECK(b.parents().size() == 1);
}

TEST_CASE("c = a + b, d = c a: each after all that it was computed from", "[9.3]") {
    const Variable a = parameter("a", {1}), b = parameter("b", {2});
    const Variable c = added(a, b);
    const Variable d = multiplied(c, a), e = multiplied(a, c);
    CHECK_THAT(topological_order(d), IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"d", d}}));
    INFO("the same with the operands exchanged: e = a c");
    CHECK_THAT(topological_order(e), IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"e", e}}));
}

TEST_CASE("the Variable itself comes last", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable b = scaled(a, 2);
    const Variable unrelated = scaled(b, 5);  // a child of b, but last was not computed from it
    const Variable last = added(a, b);
    const Variables order = topological_order(last);
    INFO("b = 2 a, last = a + b; and there is 5 b, of which last was not computed");
    REQUIRE(!order.empty());
    CHECK(order.back().id() == last.id());
    CHECK_THAT(order, IsOrderOf({{"a", a}, {"b", b}, {"last", last}}));
}

TEST_CASE("a leaf alone is its own order", "[9.3]") {
    const Variable a = parameter("a", {1});
    CHECK_THAT(topological_order(a), IsOrderOf({{"a", a}}));
}

TEST_CASE("of a Variable that requires no gradient, the order is empty", "[9.3]") {
    const Variable x = data("x", {1});
    INFO("a leaf without requires_grad, and a result of it");
    CHECK(topological_order(x).empty());
    CHECK(topological_order(scaled(x, 2)).empty());
}

TEST_CASE("a node that was used several times appears once", "[9.3]") {
    const Variable a = parameter("a", {1}), w = parameter("w", {2});
    const Variable b = added(a, a);
    INFO("b = a + a");
    CHECK_THAT(topological_order(b), IsOrderOf({{"a", a}, {"b", b}}));

    const Variable c = multiplied(b, w), d = multiplied(added(c, w), w);
    INFO("c = b w, d = (c + w) w: w is used three times");
    CHECK_THAT(
        topological_order(d),
        IsOrderOf({{"a", a}, {"b", b}, {"w", w}, {"c", c}, {"c + w", d.parents()[0]}, {"(c + w) w", d}}));
}

TEST_CASE("a diamond: both ways come before the place where they meet", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable b = scaled(a, 2);
    const Variable left = scaled(b, 3), right = scaled(b, 4);
    const Variable meet = added(left, right);
    CHECK_THAT(topological_order(meet),
               IsOrderOf({{"a", a}, {"b", b}, {"left", left}, {"right", right}, {"meet", meet}}));
}

TEST_CASE("ways of different lengths: a node waits for the longest way", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable b = scaled(a, 2), c = scaled(b, 3), d = scaled(c, 4);
    const Variable e = added(added(a, d), added(d, b));
    const Variable f = added(e.parents()[1], e);  // d + b was used before, by e
    INFO("b, c, d are a chain from a; e = (a + d) + (d + b), f = (d + b) + e");
    CHECK_THAT(topological_order(f), IsOrderOf({{"a", a},
                                                {"b", b},
                                                {"c", c},
                                                {"d", d},
                                                {"a + d", e.parents()[0]},
                                                {"d + b", e.parents()[1]},
                                                {"e", e},
                                                {"f", f}}));
    INFO("a skip connection, as in a residual block: y = d + a, and y = a + d");
    const Variable skip = added(d, a), exchanged = added(a, d);
    CHECK_THAT(topological_order(skip), IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"d", d}, {"y", skip}}));
    CHECK_THAT(topological_order(exchanged),
               IsOrderOf({{"a", a}, {"b", b}, {"c", c}, {"d", d}, {"y", exchanged}}));
}

TEST_CASE("what requires no gradient is left out", "[9.3]") {
    const Variable x = data("x", {1}), w = parameter("w", {2});
    const Variable prepared = scaled(x, 2);  // of data alone: a leaf
    const Variable y = multiplied(prepared, w);
    const Variable z = added(x, y);
    INFO("z = x + (2 x) w: x and 2 x are data, only w requires a gradient");
    CHECK_THAT(topological_order(z), IsOrderOf({{"w", w}, {"y", y}, {"z", z}}));
}

TEST_CASE("random graphs: each node once, parents first", "[9.3]") {
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U}) {
        // Numbers between 0.25 and 1 in size choose the operands.
        const Array random = random_array({24, 2}, seed);
        std::vector<std::pair<std::string, Variable>> nodes{{"node 0", parameter("leaf", {1})},
                                                            {"node 1", parameter("leaf", {2})}};
        const auto operand = [&nodes](double number) {
            const double share = (std::abs(number) - 0.25) / 0.75;
            return nodes[std::min(nodes.size() - 1,
                                  static_cast<std::size_t>(share * static_cast<double>(nodes.size())))]
                .second;
        };
        for (std::size_t i = 0; i < 24; ++i)
            nodes.emplace_back("node " + std::to_string(nodes.size()),
                               added(operand(random.values()[2 * i]), operand(random.values()[2 * i + 1])));
        // The last one must have been computed from all.
        Variable all = nodes.front().second;
        std::vector<std::pair<std::string, Variable>> sums;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            all = added(nodes[i].second, all);
            sums.emplace_back("sum " + std::to_string(i), all);
        }
        nodes.insert(nodes.end(), sums.begin(), sums.end());
        INFO("24 sums of two nodes each, chosen with seed " << seed << ", and the sum of all of them");
        CHECK_THAT(topological_order(all), IsOrderOf(nodes));
    }
}

TEST_CASE("no node is visited again: 24 times x = x + x takes no time", "[9.3]") {
    const Variable a = parameter("a", {1});
    const Variable few = doubled(a, 3);
    REQUIRE(topological_order(few).size() == 4);
    const Variable last = doubled(a, 24);
    const std::clock_t start = std::clock();
    const std::size_t count = topological_order(last).size();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    CHECK(count == 25);
    INFO(
        "16,777,216 ways lead from the last node to a, through only 25 nodes. Has a node been seen before "
        "its "
        "parents are looked for? Then leave it. Seconds that it took:");
    CHECK(seconds < 0.05);
}

TEST_CASE("no recursion: a chain of 300,000 operations does not overflow the stack", "[9.3]") {
    // Three times what the contract promises: a small function that calls itself may need only 60 bytes a
    // call.
    const Variable a = parameter("a", {1});
    INFO(
        "a chain of 300,000 operations. Does a function call itself for each parent? Keep the way on a "
        "std::vector");
    const Variables order = topological_order(chain(a, 300'000));
    REQUIRE(order.size() == 300'001);
    CHECK(is_chain(order, a));
}
