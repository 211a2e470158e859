#include "ch04_adam/lab/parts/show.hpp"

#include <vector>

#include "ch03_mlp/lab/parts/show.hpp"
#include "ch04_adam/fit.hpp"
#include "common/plot/learning_curves.hpp"

wb::plot::LearningCurves wb::curves_of(const History& history) {
    std::vector<Score> training, validation;
    for (const EpochRecord& epoch : history) {
        training.push_back(epoch.train);
        validation.push_back(epoch.validation);
    }
    return curves_of(training, validation);
}
