#include "common/plot/text_confusion_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

std::string wb::plot::text_confusion_matrix(const ConfusionCounts& confusion) {
    const std::size_t K = confusion.names.size();
    if (K < 2 || K > 12)
        throw std::invalid_argument(fmt::format("text_confusion_matrix: {} classes; it can show 2 to 12", K));
    const std::vector<double> shares = row_shares(confusion);

    // Shades for mistakes: from 0.5% of the row, from 2%, from 5%, from 10%.
    const auto shade = [](double share) {
        return share >= 0.1 ? "█" : share >= 0.05 ? "▓" : share >= 0.02 ? "▒" : share >= 0.005 ? "░" : " ";
    };
    // Names as far as there is room for them.
    const auto shortened = [](const std::string& name, std::size_t width) {
        return fmt::format("{:>{}.{}}", name, width, width);
    };
    const std::size_t most = std::ranges::max(confusion.counts);
    const std::size_t digits = std::max<std::size_t>(3, std::to_string(most).size());
    // A cell, with its shade or brackets; and a blank more, where there is room for it.
    const std::size_t cell = 10 + K * (digits + 3) + 8 <= 80 ? digits + 3 : digits + 2;

    std::string text = fmt::format("{:12}what the network says\nwhat it is", "");
    for (const std::string& name : confusion.names) text += " " + shortened(name, cell - 1);
    text += "   right\n";
    for (std::size_t i = 0; i < K; ++i) {
        text += shortened(confusion.names[i], 10);
        bool empty = true;
        for (std::size_t j = 0; j < K; ++j) {
            const std::size_t count = confusion.counts[i * K + j];
            empty = empty && count == 0;
            if (i == j)
                text += fmt::format("{:>{}}", fmt::format("[{}]", count), cell);
            else if (count == 0)
                text += fmt::format(" {:>{}}", "·", cell - 1);
            else
                text += fmt::format(" {}{:>{}}", shade(shares[i * K + j]), count, cell - 2);
        }
        text += empty ? "       -\n" : fmt::format("{:>7.1f}%\n", 100 * shares[i * K + i]);
    }
    return text + "Shares of a row: ░ from 0.5%, ▒ from 2%, ▓ from 5%, █ from 10%\n";
}
