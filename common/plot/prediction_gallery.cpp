#include "common/plot/prediction_gallery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "common/plot/canvas.hpp"
#include "common/plot/check_image.hpp"

namespace {

using namespace wb::plot;

constexpr std::size_t most_predictions = 40;

/// "87%"; near certainty with a decimal, and never rounded up to it.
std::string in_percent(double probability) {
    if (probability > 0.9995 && probability < 1) return ">99.9%";
    return fmt::format("{:.{}f}%", 100 * probability, probability >= 0.985 && probability < 1 ? 1 : 0);
}

void check_predictions(const Picture& picture, const std::vector<Prediction>& predictions) {
    if (predictions.empty() || predictions.size() > most_predictions)
        throw std::invalid_argument(fmt::format("prediction_gallery: {} images; it can show 1 to {}",
                                                predictions.size(), most_predictions));
    for (const Prediction& prediction : predictions) {
        check_image(prediction.image, "prediction_gallery");
        if (prediction.image.rows != predictions[0].image.rows ||
            prediction.image.cols != predictions[0].image.cols)
            throw std::invalid_argument("prediction_gallery: the images are of different sizes");
        if (!(prediction.probability >= 0 && prediction.probability <= 1))
            throw wb::plot_error(fmt::format(
                "No picture {}.png: {} is no probability. Do the network's outputs go through softmax?",
                picture.stem.string(), prediction.probability));
    }
}

/// Two lines that cross, over a corner: wrong, without a word and without color.
void cross(Canvas& canvas, Point center, double reach) {
    canvas.line({{center.x - 8, center.y}, {center.x + 8, center.y}}, 3.4 * reach, "#ffffff");
    for (const double sign : {-1.0, 1.0})
        canvas.line(
            {{center.x - reach, center.y - sign * reach}, {center.x + reach, center.y + sign * reach}}, 6,
            wrong_color);
}

}  // namespace

void wb::plot::prediction_gallery(const Picture& picture, const std::vector<Prediction>& predictions) {
    check_predictions(picture, predictions);
    const auto is_wrong = [](const Prediction& p) { return p.said != p.truth; };
    const bool any_wrong = std::ranges::any_of(predictions, is_wrong);

    // As many columns as make the images largest on the page.
    const auto rows_of = static_cast<double>(predictions[0].image.rows);
    const auto cols_of = static_cast<double>(predictions[0].image.cols);
    const auto count = static_cast<double>(predictions.size());
    const double caption = (any_wrong ? 2.5 : 1.4) * text_size, gap = 30, top = title_height + 50;
    const double room_x = Size{}.width - 2 * margin, room_y = Size{}.height - top;
    double columns = 1, scale = 0;
    for (double c = 1; c <= std::min(count, 10.0); ++c) {
        const double r = std::ceil(count / c);
        const double fits =
            std::floor(std::min((room_x / c - gap) / cols_of, (room_y / r - caption - gap) / rows_of));
        if (fits > scale) {
            columns = c;
            scale = fits;
        }
    }
    // Few images are not blown up to posters.
    scale = std::max(1.0, std::min(scale, std::floor(280 / std::max(rows_of, cols_of))));
    const double rows = std::ceil(count / columns);
    const double cell_width = std::min(room_x / columns, cols_of * scale + 140);
    const double cell_height = rows_of * scale + caption + gap;

    // One size for all captions: that in which the longest fits.
    const auto verdict = [](const Prediction& p) { return p.said + " (" + in_percent(p.probability) + ")"; };
    const auto truth = [](const Prediction& p) { return "is " + p.truth; };
    double size = text_size;
    for (const Prediction& p : predictions)
        for (const std::string& line : {verdict(p), truth(p)})
            size = std::min(size, fitting(line, size, cell_width - 8));

    Canvas canvas;
    canvas.text({margin, title_height},
                any_wrong
                    ? "Below each image: what the network says and how sure it is. Framed and crossed: wrong."
                    : "Below each image: what the network says and how sure it is.",
                {.size = small_size, .align = Align::left, .color = dark_gray});
    for (std::size_t n = 0; n < predictions.size(); ++n) {
        const Prediction& prediction = predictions[n];
        const double column = std::fmod(static_cast<double>(n), columns);
        const double row = std::floor(static_cast<double>(n) / columns);
        const Box box{std::round(margin + column * cell_width + (cell_width - cols_of * scale) / 2),
                      std::round(top + row * cell_height), cols_of * scale, rows_of * scale};
        canvas.image(box, prediction.image, Scale::ink, {0, 1});
        const double middle = box.x + box.width / 2, below = box.y + box.height;
        canvas.text({middle, below + 0.9 * text_size}, verdict(prediction), {.size = size});
        if (!is_wrong(prediction)) {
            canvas.frame(box, 1, light_gray);
            continue;
        }
        canvas.frame(box, 6, wrong_color);
        cross(canvas, {box.x + box.width, box.y}, 11);
        canvas.text({middle, below + 2 * text_size}, truth(prediction),
                    {.size = size, .color = "#a04000", .bold = true});
    }
    canvas.draw(picture,
                {.width = Size{}.width, .height = static_cast<std::size_t>(top + rows * cell_height)});
}
