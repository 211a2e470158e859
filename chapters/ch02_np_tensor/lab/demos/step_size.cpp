/// \file
/// Which step is best for a numerical derivative? The error for some steps h, of the derivative of e^x at 1,
/// which is e. The lesson shows what this program prints, and a test compares the two.

#include <cmath>
#include <cstdio>
#include <numbers>

namespace {

/// (f(x + h) - f(x - h)) / 2h
template <class Real>
double central(Real x, Real h) {
    const Real above = x + h, below = x - h;
    return static_cast<double>((std::exp(above) - std::exp(below)) / (2 * h));
}

/// (f(x + h) - f(x)) / h
double one_sided(double x, double h) {
    return (std::exp(x + h) - std::exp(x)) / h;
}

double error(double derivative) {
    return std::abs(derivative - std::numbers::e);
}

}  // namespace

int main() {
    std::printf("    h        one-sided    central    central, in float\n");
    for (int digits = 1; digits <= 11; digits += 2) {
        const double h = std::pow(10.0, -digits);
        std::printf("    1e-%02d    %.0e        %.0e      %.0e\n", digits, error(one_sided(1, h)),
                    error(central(1.0, h)), error(central(1.0f, static_cast<float>(h))));
    }
    return 0;
}
