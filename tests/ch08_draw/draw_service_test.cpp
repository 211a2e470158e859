#include "ch08_draw/given/draw_service.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "ch04_adam/checkpoint.hpp"
#include "ch04_adam/given/dense.hpp"
#include "ch04_adam/given/recipe.hpp"
#include "ch05_cnn/given/recipe.hpp"
#include "common/web/request_error.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/common/thrown_by.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

/// A service around an untrained network.
class Service {
public:
    explicit Service(const char* kind)
        : service_({.network = network(kind),
                    .notes = {},
                    .flavor = "reference",
                    .checkpoint = "net.npz",
                    .temperature = 2,
                    .results = folder / "results"}) {}
    wb::DrawService* operator->() { return &service_; }

    TemporaryFolder folder;

private:
    wb::NetworkFromFile network(const std::string& kind) {
        wb::Rng rng(3);
        const auto model = kind == "cnn28"   ? wb::cnn28_recipe().make(rng)
                           : kind == "cnn16" ? wb::cnn16_recipe().make(rng)
                                             : wb::small_recipe().make(rng);
        wb::save(*model, folder / "net.npz");
        return wb::load_network(folder / "net.npz");
    }

    wb::DrawService service_;
};

/// A seven.
json seven() {
    return json::parse(R"({"strokes": [{"points": [[80, 60], [200, 60], [130, 220]], "width": 20}],
                           "rows": 280, "cols": 280})");
}

}  // namespace

TEST_CASE("every network's answer to a drawing is complete") {
    for (const char* kind : {"cnn28", "cnn16", "dense"}) {
        INFO(kind);
        Service service(kind);
        json asked = seven();
        asked["saliency"] = asked["activations"] = true;
        const json answer = service->read(asked);
        CHECK(answer.at("empty") == false);
        const auto probabilities = answer.at("probabilities").get<std::vector<double>>();
        REQUIRE(probabilities.size() == 10);
        double sum = 0;
        for (const double p : probabilities) sum += p;
        CHECK(std::abs(sum - 1) < 1e-6);
        const auto digit = answer.at("digit").get<std::size_t>();
        for (const double p : probabilities) CHECK(p <= probabilities.at(digit));

        CHECK(answer.at("seen").at("ink").size() == 784);
        // 160 + 20 pixels of ink become 20: each is 9 wide.
        CHECK(std::abs(answer.at("placement").at("scale").get<double>() - 9) < 0.1);

        const auto map = answer.at("saliency").at("values").get<std::vector<double>>();
        REQUIRE(map.size() == 784);
        double largest = 0;
        for (const double value : map) largest = std::max(largest, std::abs(value));
        CHECK(largest == 1);

        const json& layers = answer.at("activations");
        if (std::string(kind) == "dense") {
            CHECK(layers.empty());
        } else {
            REQUIRE(layers.size() == 4);  // relu1, pool1, relu2, pool2
            for (const json& layer : layers) {
                const auto size = layer.at("channels").get<std::size_t>() *
                                  layer.at("rows").get<std::size_t>() * layer.at("cols").get<std::size_t>();
                CHECK(layer.at("values").size() == size);
            }
        }
    }
}

TEST_CASE("only what is asked for is answered") {
    Service service("dense");
    const json answer = service->read(seven());
    CHECK(!answer.contains("saliency"));
    CHECK(!answer.contains("activations"));
}

TEST_CASE("an empty drawing is reported as empty, and nothing more") {
    Service service("dense");
    json empty = seven();
    empty["strokes"] = json::array();
    CHECK(service->read(empty) == json{{"empty", true}});
    empty["strokes"] = {{{"points", {{-500, -500}}}, {"width", 5}}};
    CHECK(service->read(empty) == json{{"empty", true}});
}

TEST_CASE("the temperature is that of the request, or else that of the service") {
    Service service("dense");
    const auto surest = [&](std::optional<double> temperature) {
        json asked = seven();
        if (temperature) asked["temperature"] = *temperature;
        const json answer = service->read(asked);
        return answer.at("probabilities").at(answer.at("digit").get<std::size_t>()).get<double>();
    };
    CHECK(surest(2.0) == surest(std::nullopt));
    CHECK(surest(0.5) > surest(2.0));
}

TEST_CASE("many requests at a time get the same answers as alone") {
    Service service("cnn16");
    std::vector<json> drawings, alone(8), together(8);
    for (int i = 0; i < 8; ++i) {
        json drawing = seven();
        drawing["strokes"][0]["points"].push_back({30 * i, 250});
        drawing["saliency"] = true;
        drawings.push_back(drawing);
    }
    for (std::size_t i = 0; i < 8; ++i) alone[i] = service->read(drawings[i]);
    std::vector<std::thread> clients;
    for (std::size_t i = 0; i < 8; ++i)
        clients.emplace_back([&, i] { together[i] = service->read(drawings[i]); });
    for (std::thread& client : clients) client.join();
    CHECK(together == alone);
    CHECK(alone[0] != alone[1]);
}

TEST_CASE("a wrongly read drawing is saved as the network saw it, with its true digit") {
    Service service("dense");
    json drawing = seven();
    drawing["label"] = 7;
    const json answer = service->wrong(drawing);
    CHECK(answer.at("count") == 1);
    const auto folder = service.folder / "results/ch08";
    const wb::DataSet kept =
        wb::load_data_set(folder / "wrong-images-idx3-ubyte", folder / "wrong-labels-idx1-ubyte");
    CHECK(kept.labels == wb::Labels{7});
    CHECK(kept.images.pixels == service->read(drawing).at("seen").at("ink").get<std::vector<std::uint8_t>>());

    drawing["strokes"] = json::array();
    CHECK(thrown_by<wb::web::request_error>([&] { service->wrong(drawing); }).status() == 422);
    drawing = seven();
    CHECK_THAT(thrown_by<wb::web::request_error>([&] { service->wrong(drawing); }).what(),
               ContainsSubstring("\"label\" is missing"));
}

TEST_CASE("the best network that the labs have saved is used, and its notes are shown") {
    const TemporaryFolder results;
    CHECK(wb::best_checkpoint(results.path()) == std::nullopt);
    std::filesystem::create_directories(results / "ch04");
    std::filesystem::create_directories(results / "ch05");
    std::filesystem::create_directories(results / "ch09");
    const auto leave = [&](const std::string& file) {
        std::ofstream(results / file) << "x";
        return results / file;
    };
    for (const std::string file : {"ch04/784-20-10.npz", "ch04/784-128-128-128-10.npz", "ch09/cnn16.npz",
                                   "ch05/cnn16.npz", "ch05/cnn28.npz"})
        CHECK(wb::best_checkpoint(results.path()) == leave(file));

    const auto cnn28 = results / "ch05/cnn28.npz";
    CHECK(wb::training_notes(cnn28, "cnn28").data.empty());
    std::ofstream(results / "ch05/summary.json")
        << R"({"data": "mnist", "flavor": "student", "quick": true, "rows":
        [{"model": "cnn16, Adam", "metric": "test accuracy", "value": 0.98},
         {"model": "cnn28, Adam", "metric": "test accuracy", "value": 0.99}]})";
    const wb::TrainingNotes notes = wb::training_notes(cnn28, "cnn28");
    CHECK(notes.data == "mnist");
    CHECK(notes.flavor == "student");
    CHECK(notes.quick);
    CHECK(notes.accuracy == 0.99);
    CHECK(!wb::training_notes(cnn28, "784-20-10").accuracy);
    std::ofstream(results / "ch05/summary.json") << "{";
    CHECK(!wb::training_notes(cnn28, "cnn28").accuracy);
}

TEST_CASE("a network that returns NaN is an error, not a 0") {
    const TemporaryFolder folder;
    wb::Rng rng(3);
    const auto model = wb::small_recipe().make(rng);
    // Each is finite, but their sums are not.
    for (const auto& [name, tensor] : model->parameters())
        for (wb::real& value : tensor->values())
            value = static_cast<wb::real>(std::numeric_limits<float>::max());
    wb::save(*model, folder / "large.npz");
    wb::NetworkFromFile network = wb::load_network(folder / "large.npz");
    for (const auto& [name, tensor] : network.model->parameters())
        for (wb::real& value : tensor->values()) value = std::numeric_limits<wb::real>::max();
    wb::DrawService spoiled({.network = std::move(network),
                             .notes = {},
                             .flavor = "reference",
                             .checkpoint = "large.npz",
                             .temperature = 1,
                             .results = folder / "results"});
    CHECK_THROWS_WITH(spoiled.read(seven()),
                      ContainsSubstring("not numbers") && ContainsSubstring("./workbook lab 5"));
}
