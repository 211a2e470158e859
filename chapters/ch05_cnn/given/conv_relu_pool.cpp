#include "ch05_cnn/given/conv_relu_pool.hpp"

#include <cblas.h>

#include <algorithm>
#include <future>
#include <stdexcept>
#include <string>
#include <utility>

#include "ch05_cnn/given/conv_sizes.hpp"

using wb::real;

namespace {

/// The winner of a square in which no score is positive: ReLU lets nothing pass, in either direction.
constexpr int none = 4;

/// Numbers are copied in blocks of this many. The last block of a row may write too much, which the next row
/// overwrites. So each buffer is longer than its contents by one block.
constexpr std::size_t block = 8;

/// All lengths of this layer. Pixels are rows, and channels run fastest: scores are (H' W', M), and a patch
/// is (F, F, C).
struct Sizes : wb::ConvSizes {
    std::size_t M;             ///< filters
    std::size_t H_pad, W_pad;  ///< of an image in its frame
    std::size_t H_sq, W_sq;    ///< squares of 2 x 2, down and across
    std::size_t places() const { return H_out * W_out; }
    std::size_t patch() const { return F * F * C; }
    std::size_t squares() const { return H_sq * W_sq; }
};

Sizes sizes_of(const wb::Shape& x, const wb::Shape& weight, std::size_t padding) {
    const wb::ConvSizes conv = wb::conv_sizes("ConvReLUPool2d", x, weight, padding);
    if (conv.H_out < 2 || conv.W_out < 2)
        throw wb::shape_error("ConvReLUPool2d", x, "the convolution leaves no room for a square of 2 x 2");
    return {conv, weight[0], conv.H + 2 * padding, conv.W + 2 * padding, conv.H_out / 2, conv.W_out / 2};
}

/// C = beta C + op(A) op(B) on blocks of numbers that belong to no np_tensor: the call of BLAS that matmul()
/// makes. op(A) is (rows, inner), op(B) is (inner, cols).
struct Gemm {
    std::size_t rows, cols, inner;
    bool transpose_a = false, transpose_b = false;

    void operator()(const float* a, const float* b, float beta, float* c) const {
        cblas_sgemm(CblasRowMajor, op(transpose_a), op(transpose_b), length(rows), length(cols),
                    length(inner), 1, a, length(transpose_a ? rows : inner), b,
                    length(transpose_b ? inner : cols), beta, c, length(cols));
    }
    void operator()(const double* a, const double* b, double beta, double* c) const {
        cblas_dgemm(CblasRowMajor, op(transpose_a), op(transpose_b), length(rows), length(cols),
                    length(inner), 1, a, length(transpose_a ? rows : inner), b,
                    length(transpose_b ? inner : cols), beta, c, length(cols));
    }

private:
    static CBLAS_TRANSPOSE op(bool transposed) { return transposed ? CblasTrans : CblasNoTrans; }
    static blasint length(std::size_t n) { return static_cast<blasint>(n); }
};

// The two passes over the scores. "omp simd" tells the compiler that the filters do not depend on each other,
// so that it may compute eight or sixteen at a time. For this, a winner is as wide as a float.

/// One square, all M filters: bias, ReLU and maximum.
/// \param s0, s1, s2, s3  the scores of its four places, in reading order
void pool_square(const real* s0, const real* s1, const real* s2, const real* s3, const real* bias,
                 std::size_t M, real* y, std::int32_t* winner) {
#pragma omp simd
    for (std::size_t m = 0; m < M; ++m) {
        const real b = bias[m];
        const real scores[] = {s0[m] + b, s1[m] + b, s2[m] + b, s3[m] + b};
        real best = 0;
        std::int32_t who = none;
        for (int i = 0; i < 4; ++i) {
            who = scores[i] > best ? i : who;
            best = scores[i] > best ? scores[i] : best;
        }
        y[m] = best;
        winner[m] = who;
    }
}

/// The way back: the winner gets the gradient, the others nothing. The bias was added to every winner, so its
/// gradient is their sum.
void unpool_square(const real* dy, const std::int32_t* winner, std::size_t M, real* ds0, real* ds1, real* ds2,
                   real* ds3, real* dbias) {
#pragma omp simd
    for (std::size_t m = 0; m < M; ++m) {
        const real d = dy[m];
        const std::int32_t who = winner[m];
        ds0[m] = who == 0 ? d : real{0};
        ds1[m] = who == 1 ? d : real{0};
        ds2[m] = who == 2 ? d : real{0};
        ds3[m] = who == 3 ? d : real{0};
        dbias[m] += who == none ? real{0} : d;
    }
}

/// Calls work(worker, begin, end) for consecutive parts of 0 ... count - 1, each on a thread of its own.
template <class Worker, class Work>
void share(std::vector<Worker>& workers, std::size_t count, const Work& work) {
    const std::size_t shares = workers.size();
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < shares; ++i)
        others.push_back(std::async(std::launch::async, [&workers, &work, i, count, shares] {
            work(workers[i], i * count / shares, (i + 1) * count / shares);
        }));
    work(workers[0], 0, count / shares);
    for (std::future<void>& other : others) other.get();  // what it threw is thrown here
}

}  // namespace

/// One thread's work on its share of the images, and the buffers for it.
class wb::ConvReLUPool2d::Worker {
public:
    /// Buffers for images of these sizes, and the weight as this layer needs it.
    void prepare(const Sizes& sizes, const np_tensor& layer_weight, const np_tensor& layer_bias) {
        s_ = sizes;
        bias_ = layer_bias.data();
        padded_.assign(s_.H_pad * s_.W_pad * s_.C + block, 0);  // the frame stays 0 from here on
        patches_.resize(s_.places() * s_.patch() + block);
        scores_.resize(s_.places() * s_.M);
        pooled_.resize(s_.squares() * s_.M);
        reorder(layer_weight.data());
    }

    /// One image forward. \param x (C, H, W) \param y (M, H' / 2, W' / 2) \param winners (H' / 2, W' / 2, M)
    void forward(const real* x, real* y, std::int32_t* winners) {
        make_patches(x);
        // scores = patches W, a row of M for each place of the filter
        Gemm{.rows = s_.places(), .cols = s_.M, .inner = s_.patch()}(patches_.data(), weight_.data(), 0,
                                                                     scores_.data());
        pool(winners);
        channels_first(y);
    }

    /// Before the first image of a batch is taken backward.
    void start_backward(bool needs_input_gradient) {
        needs_dx_ = needs_input_gradient;
        dweight_.assign(s_.patch() * s_.M, 0);
        dbias_.assign(s_.M, 0);
        dscores_.assign(s_.places() * s_.M, 0);  // a row or column that fills no square stays 0
        if (!needs_dx_) return;
        dpatches_.resize(patches_.size());
        dpadded_.resize(padded_.size());
    }

    /// One image backward. \param dx (C, H, W), written only if it is needed
    void backward(const real* x, const real* dy, const std::int32_t* winners, real* dx) {
        unpool(dy, winners);
        // dW += patches^T dscores. Making the patches again is faster than keeping those of all images.
        make_patches(x);
        Gemm{.rows = s_.patch(), .cols = s_.M, .inner = s_.places(), .transpose_a = true}(
            patches_.data(), dscores_.data(), 1, dweight_.data());
        if (!needs_dx_) return;
        // dpatches = dscores W^T, and each pixel gets the sum of all its copies.
        Gemm{.rows = s_.places(), .cols = s_.patch(), .inner = s_.M}(
            dscores_.data(), weight_transposed_.data(), 0, dpatches_.data());
        add_patches();
        take_out_of_frame(dx);
    }

    /// Adds this worker's share to the gradients. \param dweight (M, C, F, F) \param dbias (M)
    void collect(np_tensor& dweight, np_tensor& dbias) const {
        for_each_weight([&](std::size_t m, std::size_t place, std::size_t given) {
            dweight.data()[given] += dweight_[place * s_.M + m];
        });
        for (std::size_t m = 0; m < s_.M; ++m) dbias.data()[m] += dbias_[m];
    }

private:
    /// For each weight: its filter m, its place in a patch (F, F, C), and its place in (M, C, F, F).
    template <class Visit>
    void for_each_weight(const Visit& visit) const {
        std::size_t given = 0;
        for (std::size_t m = 0; m < s_.M; ++m)
            for (std::size_t c = 0; c < s_.C; ++c)
                for (std::size_t uv = 0; uv < s_.F * s_.F; ++uv) visit(m, uv * s_.C + c, given++);
    }

    /// The weight as (F, F, C, M), and as (M, F, F, C).
    void reorder(const real* layer_weight) {
        weight_.resize(s_.patch() * s_.M);
        weight_transposed_.resize(s_.patch() * s_.M);
        for_each_weight([&](std::size_t m, std::size_t place, std::size_t given) {
            weight_[place * s_.M + m] = weight_transposed_[m * s_.patch() + place] = layer_weight[given];
        });
    }

    /// Puts an image into its frame, channels last, and copies what the filter sees from each place.
    void make_patches(const real* x) {
        for (std::size_t c = 0; c < s_.C; ++c)
            for (std::size_t h = 0; h < s_.H; ++h) {
                real* to = &padded_[((h + s_.P) * s_.W_pad + s_.P) * s_.C + c];
                for (std::size_t w = 0; w < s_.W; ++w) to[w * s_.C] = *x++;
            }
        const std::size_t row = s_.F * s_.C;
        real* to = patches_.data();
        for (std::size_t h = 0; h < s_.H_out; ++h)
            for (std::size_t w = 0; w < s_.W_out; ++w)
                for (std::size_t u = 0; u < s_.F; ++u, to += row) {
                    const real* from = &padded_[((h + u) * s_.W_pad + w) * s_.C];
                    for (std::size_t i = 0; i < row; i += block) std::copy_n(from + i, block, to + i);
                }
    }

    /// The way back: adds the gradient of each number of each patch where it was copied from.
    void add_patches() {
        std::ranges::fill(dpadded_, real{0});
        const std::size_t row = s_.F * s_.C;
        const real* from = dpatches_.data();
        for (std::size_t h = 0; h < s_.H_out; ++h)
            for (std::size_t w = 0; w < s_.W_out; ++w)
                for (std::size_t u = 0; u < s_.F; ++u, from += row) {
                    real* to = &dpadded_[((h + u) * s_.W_pad + w) * s_.C];
                    for (std::size_t i = 0; i < row; ++i) to[i] += from[i];
                }
    }

    void take_out_of_frame(real* dx) const {
        for (std::size_t c = 0; c < s_.C; ++c)
            for (std::size_t h = 0; h < s_.H; ++h) {
                const real* from = &dpadded_[((h + s_.P) * s_.W_pad + s_.P) * s_.C + c];
                for (std::size_t w = 0; w < s_.W; ++w) *dx++ = from[w * s_.C];
            }
    }

    /// Calls visit(square, place of its first score), in reading order.
    template <class Visit>
    void for_each_square(const Visit& visit) const {
        for (std::size_t h = 0; h < s_.H_sq; ++h)
            for (std::size_t w = 0; w < s_.W_sq; ++w) visit(h * s_.W_sq + w, 2 * h * s_.W_out + 2 * w);
    }

    /// Bias, ReLU and pooling in one pass over the scores.
    void pool(std::int32_t* winners) {
        for_each_square([&](std::size_t square, std::size_t place) {
            const real* top = &scores_[place * s_.M];
            const real* bottom = top + s_.W_out * s_.M;
            pool_square(top, top + s_.M, bottom, bottom + s_.M, bias_, s_.M, &pooled_[square * s_.M],
                        &winners[square * s_.M]);
        });
    }

    void channels_first(real* y) const {
        for (std::size_t m = 0; m < s_.M; ++m)
            for (std::size_t square = 0; square < s_.squares(); ++square) *y++ = pooled_[square * s_.M + m];
    }

    /// The winner of each square gets its gradient, the three others nothing. Also sums the gradient of the
    /// bias.
    void unpool(const real* dy, const std::int32_t* winners) {
        real* dpooled = pooled_.data();  // channels last, in the buffer of forward
        for (std::size_t m = 0; m < s_.M; ++m)
            for (std::size_t square = 0; square < s_.squares(); ++square) dpooled[square * s_.M + m] = *dy++;
        for_each_square([&](std::size_t square, std::size_t place) {
            real* top = &dscores_[place * s_.M];
            real* bottom = top + s_.W_out * s_.M;
            unpool_square(&dpooled[square * s_.M], &winners[square * s_.M], s_.M, top, top + s_.M, bottom,
                          bottom + s_.M, dbias_.data());
        });
    }

    Sizes s_{};
    const real* bias_ = nullptr;
    bool needs_dx_ = true;
    std::vector<real> weight_;              ///< (F, F, C, M)
    std::vector<real> weight_transposed_;   ///< (M, F, F, C)
    std::vector<real> padded_, dpadded_;    ///< (H + 2P, W + 2P, C)
    std::vector<real> patches_, dpatches_;  ///< (H', W', F, F, C)
    std::vector<real> scores_, dscores_;    ///< (H', W', M)
    std::vector<real> pooled_;              ///< (H' / 2, W' / 2, M)
    std::vector<real> dweight_, dbias_;     ///< (F, F, C, M) and (M), of this worker's images
};

wb::ConvReLUPool2d::ConvReLUPool2d(const Conv2dOptions& options, Rng& rng, std::size_t threads)
    : padding_(options.padding), workers_(threads) {
    if (threads == 0) throw std::invalid_argument("ConvReLUPool2d: needs at least one thread");
    Conv2d drawn(options, rng);
    weight = std::move(drawn.weight);
    bias = std::move(drawn.bias);
}

wb::ConvReLUPool2d::~ConvReLUPool2d() = default;

wb::np_tensor wb::ConvReLUPool2d::forward(const np_tensor& x) {
    const Sizes s = sizes_of(x.shape(), weight.shape(), padding_);
    for (Worker& worker : workers_) worker.prepare(s, weight, bias);
    np_tensor y({s.N, s.M, s.H_sq, s.W_sq});
    const std::size_t image = s.C * s.H * s.W, result = s.M * s.squares();
    winners_.resize(s.N * result);
    share(workers_, s.N, [&](Worker& worker, std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            worker.forward(x.data() + n * image, y.data() + n * result, winners_.data() + n * result);
    });
    x_ = x;
    return y;
}

wb::np_tensor wb::ConvReLUPool2d::backward(const np_tensor& dy) {
    if (!x_) throw std::logic_error("ConvReLUPool2d: backward() needs a forward() before it");
    const Sizes s = sizes_of(x_->shape(), weight.shape(), padding_);
    const Shape y_shape{s.N, s.M, s.H_sq, s.W_sq};
    if (dy.shape() != y_shape)
        throw shape_error("ConvReLUPool2d.backward", dy.shape(), y_shape,
                          "the gradient has the shape of the output");
    np_tensor dx = needs_input_gradient() ? np_tensor(x_->shape()) : np_tensor();
    const std::size_t image = needs_input_gradient() ? s.C * s.H * s.W : 0, result = s.M * s.squares();
    share(workers_, s.N, [&](Worker& worker, std::size_t begin, std::size_t end) {
        worker.start_backward(needs_input_gradient());
        for (std::size_t n = begin; n < end; ++n)
            worker.backward(x_->data() + n * s.C * s.H * s.W, dy.data() + n * result,
                            winners_.data() + n * result, dx.data() + n * image);
    });
    np_tensor dweight(weight.shape()), dbias(bias.shape());
    for (const Worker& worker : workers_) worker.collect(dweight, dbias);
    weight.accumulate_grad(dweight);
    bias.accumulate_grad(dbias);
    return dx;
}
