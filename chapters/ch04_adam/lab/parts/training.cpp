#include "ch04_adam/lab/parts/training.hpp"

#include <filesystem>
#include <iostream>
#include <string>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/lab/parts/show.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/fit.hpp"
#include "ch04_adam/lab/parts/show.hpp"
#include "common/lab/lab.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/plot/text_curves.hpp"

void wb::save_and_read_back(Module& model, Module& copy, const std::filesystem::path& file,
                            const Samples& test, double accuracy) {
    save(model, file);
    load(copy, file);
    copy.eval();
    if (evaluate(copy, test.x, test.labels).accuracy != accuracy)
        throw std::logic_error(file.string() + " does not hold the network that was saved");
    std::cout << "Saved as " << file.string() << ", and read back: it reads the same digits.\n";
}

void wb::show_training(Module& model, const History& history, const std::string& name, const Samples& test,
                       const Images& images, const TrainingReadings& readings, Lab& lab) {
    const plot::LearningCurves curves = curves_of(history);
    std::cout << "\n" << plot::text_curves("loss", curves.loss) << "\n";
    lab.pictures.add({.name = "learning_curves_" + name,
                      .title = name + ", Adam: loss and accuracy",
                      .reading = readings.curves},
                     [&](const plot::Picture& picture) { plot::learning_curves(picture, curves); });
    const auto predictions = sample_predictions(model, test, images, 16, 8);
    lab.pictures.add({.name = "predictions_" + name,
                      .title = name + ", Adam: test images, and what it says",
                      .reading = readings.predictions},
                     [&](const plot::Picture& picture) { plot::prediction_gallery(picture, predictions); });
}
