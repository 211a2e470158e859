// Test images, enlarged and put anywhere on a canvas, are sent to the page's server as the page would send
// them, and must be read with at most one point less accuracy than the originals, which the network reads
// directly.
//
//     read_over_http CHECKPOINT DATA COUNT
//
// The exit code is 77, "skipped", where the checkpoint or the data set is not there.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "ch03_mlp/evaluate.hpp"
#include "ch08_draw/given/draw_service.hpp"
#include "ch08_draw/given/paste.hpp"
#include "common/data/datasets.hpp"
#include "common/errors/data_error.hpp"
#include "common/lab/runtime.hpp"
#include "common/web/server.hpp"
#include "tests/common/raw_client.hpp"

namespace {

using nlohmann::json;

constexpr double most_lost = 0.01;
constexpr std::uint32_t seed = 1;

/// A server of drawings, as ./workbook draw starts it, with a client.
class Page {
public:
    explicit Page(const std::filesystem::path& checkpoint) : service_(setup(checkpoint)) {
        server_.post("/api/read", [this](const json& request) { return service_.read(request); });
        port_ = server_.bind();
        thread_ = std::thread([this] { server_.run(); });
    }
    ~Page() {
        server_.stop();
        thread_.join();
    }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    /// What it reads on a canvas; 10 for nothing.
    std::size_t read(const wb::np_tensor& canvas) const {
        const json request{
            {"image",
             {{"rows", canvas.dim(0)}, {"cols", canvas.dim(1)}, {"ink", wb::as_bytes(canvas).pixels}}}};
        const std::string body = request.dump();
        const std::string answer = RawClient(port_).ask(
            "POST /api/read HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body);
        if (status_of(answer) != 200) throw std::runtime_error("the server refused an image: " + answer);
        const json read = json::parse(body_of(answer));
        return read.at("empty") ? 10 : read.at("digit").get<std::size_t>();
    }

private:
    static wb::DrawService::Setup setup(const std::filesystem::path& checkpoint) {
        wb::DrawService::Setup setup;
        setup.network = wb::load_network(checkpoint);
        return setup;
    }

    wb::DrawService service_;
    wb::web::Server server_;
    int port_ = 0;
    std::thread thread_;
};

/// The share that is read right, each pasted somewhere.
double read_pasted(const Page& page, const wb::DataSet& test) {
    wb::Rng rng(seed);
    std::size_t right = 0;
    for (std::size_t n = 0; n < test.labels.size(); ++n)
        if (page.read(wb::paste(test.images, n, rng).canvas) == test.labels[n]) ++right;
    return static_cast<double>(right) / static_cast<double>(test.labels.size());
}

wb::DataSet first(wb::DataSet set, std::size_t count) {
    count = std::min(count, set.labels.size());
    set.labels.resize(count);
    set.images.count = count;
    set.images.pixels.resize(count * set.images.rows * set.images.cols);
    return set;
}

/// The same digits in a mirror, which the network was never trained on.
wb::DataSet mirrored(wb::DataSet set) {
    for (auto row = set.images.pixels.begin(); row != set.images.pixels.end();) {
        const auto end = row + static_cast<std::ptrdiff_t>(set.images.cols);
        std::reverse(row, end);
        row = end;
    }
    return set;
}

int compare(const std::filesystem::path& checkpoint, const std::string& data, std::size_t count) {
    const wb::DatasetFiles files = wb::find_dataset(data);
    const wb::DataSet test = first(wb::load_data_set(files.test_images, files.test_labels), count);
    const wb::NetworkFromFile network = wb::load_network(checkpoint);
    const double originals = wb::evaluate(*network.model, network.prepare(test.images), test.labels).accuracy;

    const Page page(checkpoint);
    const auto start = std::chrono::steady_clock::now();
    const double pasted = read_pasted(page, test);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    fmt::print(
        "{} on {} test images of {}: {:.2f}% of the originals; pasted anywhere, sent to the page's server: "
        "{:.2f}%\n"
        "{:+.2f} points; at most {:.0f} may be lost. {:.1f} ms a request.\n",
        network.name, test.labels.size(), data, 100 * originals, 100 * pasted, 100 * (pasted - originals),
        100 * most_lost, 1000 * time.count() / static_cast<double>(test.labels.size()));
    if (originals < 0.9) throw std::runtime_error("a network that reads so little proves nothing");
    if (originals - pasted > most_lost) throw std::runtime_error("TOO MUCH is lost on the way");

    // The control: digits that the network cannot read are noticed.
    const double strange = read_pasted(page, mirrored(first(test, 300)));
    fmt::print("In a mirror it reads {:.0f}% of the first 300, as it must be: far less.\n", 100 * strange);
    if (strange > 0.7) throw std::runtime_error("mirrored digits are read as well: is anything read at all?");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "usage: read_over_http CHECKPOINT DATA COUNT\n");
        return 2;
    }
    if (!std::filesystem::exists(argv[1])) {
        fmt::print("SKIPPED: there is no {}, so no network to ask.\n", argv[1]);
        return 77;
    }
    try {
        wb::find_dataset(argv[2]);
    } catch (const wb::data_error& missing) {
        fmt::print("SKIPPED: {}\n", missing.what());
        return 77;
    }
    try {
        wb::prepare_to_train();
        return compare(argv[1], argv[2], std::stoul(argv[3]));
    } catch (const std::exception& error) {
        fmt::print(stderr, "WRONG: {}\n", error.what());
        return 1;
    }
}
