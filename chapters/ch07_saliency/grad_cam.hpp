/// \file
/// Which places of a layer's maps are evidence for a class.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include "ch03_mlp/sequential.hpp"

namespace wb {

/// The position of a layer, counted from 0. Given.
/// \throws std::invalid_argument if no layer has this name; the message gives it, and the names of all layers
inline std::size_t position_of_layer(const Sequential& model, const std::string& layer) {
    std::string names;
    for (std::size_t i = 0; i < model.size(); ++i) {
        if (model.name(i) == layer) return i;
        names += (i == 0 ? "" : ", ") + model.name(i);
    }
    throw std::invalid_argument("there is no layer \"" + layer + "\", only " +
                                (names.empty() ? "a network without layers" : names));
}

/// Exercise 7.7. Grad-CAM: the sum of the maps A of a layer, weighted by how much each of them is evidence
/// for the class; negative results become 0.
/// \f[ \alpha_{nc} = \frac{1}{HW} \sum_{hw} \frac{\partial z_{nk}}{\partial A_{nchw}}, \qquad
///     s_{nhw} = \max\Bigl(0, \sum_c \alpha_{nc} A_{nchw}\Bigr) \f]
/// H and W are those of the maps, not of the image: the deeper the layer, the coarser the picture.
///
/// The network is cut in two after the layer. Forward goes through all layers, and keeps A; backward goes
/// from the scores to the cut, and no further. The model is switched to eval mode, and stays there; the
/// gradients of its parameters are zero afterwards.
/// \param model    takes x and returns scores (N, K)
/// \param x        (N, C', H', W')
/// \param classes  k, (N), each below K
/// \param layer    its name; best the ReLU after the last convolution, such as "relu2"
/// \return (N, H, W); none is negative
/// \throws std::invalid_argument if there is no such layer: see position_of_layer()
/// \throws shape_error if the output of the layer is no batch of maps, (N, C, H, W); the message gives its shape
/// \throws what check_classes() throws
///
/// Source: R. Selvaraju and others, *Grad-CAM: visual explanations from deep networks via gradient-based
/// localization* (2017).
np_tensor grad_cam(Sequential& model, const np_tensor& x, const Indices& classes, const std::string& layer);

}  // namespace wb
