/// \file
/// Which places of a layer's maps speak for a class.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include "ch03_mlp/sequential.hpp"

namespace wb {

/// The position of a layer, counted from 0. Given.
/// \throws std::invalid_argument if there is none of that name; the message lists those that there are
inline std::size_t position_of_layer(const Sequential& model, const std::string& layer) {
    std::string names;
    for (std::size_t i = 0; i < model.size(); ++i) {
        if (model.name(i) == layer) return i;
        names += (i == 0 ? "" : ", ") + model.name(i);
    }
    throw std::invalid_argument("there is no layer \"" + layer + "\", only " +
                                (names.empty() ? "a network without layers" : names));
}

/// Exercise 7.7. Grad-CAM: the maps A that come out of a layer, weighed by how much each of them speaks for
/// the class, and added up; what speaks against it is dropped.
/// \f[ \alpha_{nc} = \frac{1}{HW} \sum_{hw} \frac{\partial z_{nk}}{\partial A_{nchw}}, \qquad
///     s_{nhw} = \max\Bigl(0, \sum_c \alpha_{nc} A_{nchw}\Bigr) \f]
/// H and W are those of the maps, not of the image: the deeper the layer, the coarser the picture.
///
/// The network is cut in two behind the layer: forward through all layers, keeping A; backward from the
/// scores to the cut, and no further. The model is switched to eval mode, and stays there; the gradients of
/// its parameters are zero afterwards.
/// \param model    takes x and returns scores (N, K)
/// \param x        (N, C', H', W')
/// \param classes  k, (N), each below K
/// \param layer    its name; after a convolution and its ReLU, such as "relu2", best the last one
/// \return (N, H, W); none is negative
/// \throws std::invalid_argument if there is no such layer: see position_of_layer()
/// \throws shape_error if what comes out of the layer is no batch of maps, (N, C, H, W)
/// \throws what check_classes() throws
///
/// Source: R. Selvaraju and others, *Grad-CAM: visual explanations from deep networks via gradient-based
/// localization* (2017).
np_tensor grad_cam(Sequential& model, const np_tensor& x, const Indices& classes, const std::string& layer);

}  // namespace wb
