#include "ch01_data/idx_files.hpp"

#include <algorithm>
#include <array>

#include "common/data/datasets.hpp"
#include "common/io/gzip.hpp"
#include "tests/ch01_data/idx_file.hpp"
#include "tests/common/as_ordinary_user.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using ch01::ByteVector;
using ch01::counting;
using ch01::idx_bytes;
using ch01::idx_header;
using ch01::write;

namespace {

std::filesystem::path write_text(const std::filesystem::path& path, std::string_view text) {
    return write(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

/// Bytes are whole numbers: they are compared exactly.
CloseToMatcher IsExactly(const ByteVector& bytes) {
    return IsCloseTo(Array(bytes), 0, 0);
}

std::filesystem::path write_gzip(const std::filesystem::path& path, const ByteVector& bytes) {
    return write(path, wb::gzip_compress(bytes));
}

}  // namespace

// Exercise 1.3
// -------------------------------------------------------------------------------------------------

TEST_CASE("two images of 3 x 4 are read from a gzipped file", "[1.3]") {
    const TemporaryFolder folder;
    const auto file = write_gzip(folder / "train-images-idx3-ubyte.gz", idx_bytes({2, 3, 4}, counting(24)));
    const wb::Images images = wb::load_images(file);
    CHECK(images.count == 2);
    CHECK(images.rows == 3);
    CHECK(images.cols == 4);
    INFO("The pixels are all that follows the header, which has 16 bytes here.");
    REQUIRE_THAT(Array(images.pixels), IsExactly(counting(24)));
    // The first pixel of the second image, and the last.
    CHECK(images.image(1).front() == 12);
    CHECK(images.image(1).back() == 23);
}

TEST_CASE("the same file without gzip is read as well", "[1.3]") {
    const TemporaryFolder folder;
    // Some browsers unpack a download and keep the name: the content decides, not the name.
    const std::string name = GENERATE("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz");
    const wb::Images images = wb::load_images(write(folder / name, idx_bytes({2, 3, 4}, counting(24))));
    CHECK(images.count == 2);
    CHECK(images.rows == 3);
    CHECK(images.cols == 4);
    CHECK_THAT(Array(images.pixels), IsExactly(counting(24)));
}

TEST_CASE("a file that holds no images is not an error", "[1.3]") {
    const TemporaryFolder folder;
    const wb::Images images = wb::load_images(write(folder / "none", idx_header({0, 28, 28})));
    CHECK(images.count == 0);
    CHECK(images.rows == 28);
    CHECK(images.cols == 28);
    CHECK(images.pixels.empty());
}

TEST_CASE("images without rows are not an error either", "[1.3]") {
    const TemporaryFolder folder;
    const wb::Images images = wb::load_images(write(folder / "flat", idx_header({3, 0, 28})));
    INFO(
        "shape (3, 0, 28): three images without a single pixel. The count is in the header, not in the "
        "pixels.");
    CHECK(images.count == 3);
    CHECK(images.rows == 0);
    CHECK(images.cols == 28);
    CHECK(images.pixels.empty());
}

TEST_CASE("nothing of an earlier file is left", "[1.3]") {
    const TemporaryFolder folder;
    wb::load_images(write(folder / "first", idx_bytes({2, 3, 4}, counting(24))));
    const wb::Images images = wb::load_images(write(folder / "second", idx_bytes({1, 2, 2}, {9, 8, 7, 6})));
    INFO("an image of 2 x 2, read after two of 3 x 4: is something static that keeps the first?");
    CHECK(images.count == 1);
    CHECK_THAT(Array(images.pixels), IsExactly({9, 8, 7, 6}));
}

TEST_CASE("a file of labels in place of images is recognized by its axes", "[1.3]") {
    const TemporaryFolder folder;
    const auto labels = write_gzip(folder / "set.gz", idx_bytes({5}, counting(5)));
    INFO(
        "The file has one axis: it holds labels. The hint must say so, with the word \"label\" or "
        "\"labels\".");
    CHECK_THROWS_MATCHES(wb::load_images(labels), wb::data_error,
                         IsDataError("number of axes", labels, "label"));
    for (const wb::Shape& shape : {wb::Shape{}, wb::Shape{1, 1}, wb::Shape{1, 1, 1, 1}}) {
        INFO("shape " << wb::to_string(shape));
        const auto file = write(folder / "axes", idx_bytes(shape, {1}));
        CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("number of axes", file));
    }
}

TEST_CASE("every fault in the header of an image file is an error that names the file", "[1.3]") {
    const TemporaryFolder folder;
    const auto refuses = [&](const ByteVector& bytes, const std::string& field) {
        const auto file = write_gzip(folder / "images.gz", bytes);
        CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError(field, file));
    };
    refuses(idx_bytes({2, 3, 4}, counting(23)), "payload");
    refuses(idx_bytes({2, 3, 4}, counting(25)), "payload");
    refuses({0, 0, 8, 3, 0, 0, 0, 2}, "header");
    refuses({}, "header");
    ByteVector of_floats = idx_bytes({2, 3, 4}, counting(24));
    of_floats[2] = 13;
    refuses(of_floats, "magic number");
    // Nothing is allocated on the header's word: this one promises 2^96 bytes.
    refuses(idx_bytes({4294967295, 4294967295, 4294967295}, counting(10)), "payload");
    refuses(idx_bytes({4294967295, 28, 28}, counting(784)), "payload");
}

TEST_CASE("an image file that cannot be read is rejected, and the field says why", "[1.3]") {
    const TemporaryFolder folder;
    SECTION("it is missing") {
        const auto file = folder / "train-images-idx3-ubyte.gz";
        CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("file", file));
    }
    SECTION("it is a folder") {
        CHECK_THROWS_MATCHES(wb::load_images(folder.path()), wb::data_error,
                             IsDataError("file", folder.path()));
    }
    SECTION("it is a web page, saved under the wrong name") {
        const auto file = write_text(folder / "train-images-idx3-ubyte.gz", "<html>404 Not Found</html>");
        CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("first bytes", file));
    }
    SECTION("its download broke off") {
        ByteVector packed = wb::gzip_compress(idx_bytes({2, 3, 4}, counting(24)));
        packed.resize(packed.size() / 2);
        const auto file = write(folder / "train-images-idx3-ubyte.gz", packed);
        CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("gzip stream", file));
    }
    SECTION("it may not be read") {
        const auto file = write(folder / "secret", idx_bytes({2, 3, 4}, counting(24)));
        std::filesystem::permissions(file, std::filesystem::perms::none);
        std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
        if (AsOrdinaryUser::possible()) {
            const AsOrdinaryUser user;
            CHECK_THROWS_MATCHES(wb::load_images(file), wb::data_error, IsDataError("file", file));
        } else {
            CHECK(wb::load_images(file).count == 2);  // permissions do not bind this user
        }
    }
}

TEST_CASE("the digits of this project are 10,000 and 2,000 images of 28 x 28", "[1.3]") {
    const wb::DatasetFiles digits = wb::find_dataset("digits");
    for (const auto& [file, count] : {std::pair{digits.train_images, std::size_t{10000}},
                                      std::pair{digits.test_images, std::size_t{2000}}}) {
        const wb::Images images = wb::load_images(file);
        CHECK(images.count == count);
        CHECK(images.rows == 28);
        CHECK(images.cols == 28);
        REQUIRE(images.pixels.size() == count * 28 * 28);
        // No image is blank, and none is a smear: a misplaced start would leave both.
        const auto is_digit = [&](std::size_t n) {
            const auto image = images.image(n);
            const auto inked = std::ranges::count_if(image, [](std::uint8_t pixel) { return pixel > 127; });
            return inked > 10 && inked < 400 && image.front() == 0 && image.back() == 0;
        };
        std::size_t digits_seen = 0;
        for (std::size_t n = 0; n < count; ++n) digits_seen += is_digit(n) ? 1 : 0;
        CHECK(digits_seen == count);
    }
}

// Exercise 1.4
// -------------------------------------------------------------------------------------------------

TEST_CASE("labels are read, gzipped or not", "[1.4]") {
    const TemporaryFolder folder;
    const wb::Labels all = {5, 0, 4, 1, 9, 2, 1, 3, 8, 6, 7};
    INFO("11 labels, 9 among them; they follow a header of 8 bytes. (That of an image file has 16.)");
    CHECK_THAT(Array(wb::load_labels(write_gzip(folder / "labels.gz", idx_bytes({11}, all)))),
               IsExactly(all));
    CHECK_THAT(Array(wb::load_labels(write(folder / "labels", idx_bytes({11}, all)))), IsExactly(all));
    CHECK(wb::load_labels(write(folder / "none", idx_header({0}))).empty());
}

TEST_CASE("a label over 9 is rejected: the first of them, with its position and its value", "[1.4]") {
    const TemporaryFolder folder;
    const auto file = write_gzip(folder / "labels.gz", idx_bytes({3}, {5, 10, 4}));
    INFO("The labels are 5 10 4, counted from 0: label 1 is over 9.");
    REQUIRE_THROWS_MATCHES(wb::load_labels(file), wb::data_error, IsDataError("label 1", file, 10));
    const auto several = write_gzip(folder / "more.gz", idx_bytes({4}, {9, 0, 77, 255}));
    INFO("and 9 0 77 255: the first over 9 is label 2, although label 3 is larger");
    CHECK_THROWS_MATCHES(wb::load_labels(several), wb::data_error, IsDataError("label 2", several, 77));
    const auto last = write_gzip(folder / "last.gz", idx_bytes({3}, {1, 2, 10}));
    CHECK_THROWS_MATCHES(wb::load_labels(last), wb::data_error, IsDataError("label 2", last, 10));
}

TEST_CASE("a file of images in place of labels is recognized by its axes", "[1.4]") {
    const TemporaryFolder folder;
    // Its bytes would all pass as labels.
    const auto images = write_gzip(folder / "set.gz", idx_bytes({2, 2, 2}, counting(8)));
    INFO(
        "The file has three axes: it holds images. The hint must say so, with the word \"image\" or "
        "\"images\".");
    CHECK_THROWS_MATCHES(wb::load_labels(images), wb::data_error,
                         IsDataError("number of axes", images, "image"));
    const auto number = write(folder / "number", idx_bytes({}, {1}));
    CHECK_THROWS_MATCHES(wb::load_labels(number), wb::data_error, IsDataError("number of axes", number));
}

TEST_CASE("every fault in a label file is an error that names the file", "[1.4]") {
    const TemporaryFolder folder;
    const auto missing = folder / "train-labels-idx1-ubyte.gz";
    CHECK_THROWS_MATCHES(wb::load_labels(missing), wb::data_error, IsDataError("file", missing));
    const auto cut = write_gzip(folder / "cut.gz", idx_bytes({6}, counting(5)));
    CHECK_THROWS_MATCHES(wb::load_labels(cut), wb::data_error, IsDataError("payload", cut));
    const auto longer = write_gzip(folder / "long.gz", idx_bytes({4}, counting(5)));
    CHECK_THROWS_MATCHES(wb::load_labels(longer), wb::data_error, IsDataError("payload", longer));
    const auto page = write_text(folder / "page.gz", "<html>404 Not Found</html>");
    CHECK_THROWS_MATCHES(wb::load_labels(page), wb::data_error, IsDataError("first bytes", page));
    const auto absurd = write_gzip(folder / "absurd.gz", idx_bytes({4294967295}, counting(5)));
    CHECK_THROWS_MATCHES(wb::load_labels(absurd), wb::data_error, IsDataError("payload", absurd));
}

TEST_CASE("a data set is its images and its labels, in the same order", "[1.4]") {
    const TemporaryFolder folder;
    const auto images = write_gzip(folder / "images.gz", idx_bytes({3, 2, 2}, counting(12)));
    const auto labels = write_gzip(folder / "labels.gz", idx_bytes({3}, {5, 0, 4}));
    const wb::DataSet set = wb::load_data_set(images, labels);
    CHECK(set.images.count == 3);
    CHECK_THAT(Array(set.images.pixels), IsExactly(counting(12)));
    CHECK_THAT(Array(set.labels), IsExactly({5, 0, 4}));
}

TEST_CASE("more or fewer labels than images are rejected, and both numbers are named", "[1.4]") {
    const TemporaryFolder folder;
    const auto images = write_gzip(folder / "images.gz", idx_bytes({3, 2, 2}, counting(12)));
    const auto fewer = write_gzip(folder / "fewer.gz", idx_bytes({2}, counting(2)));
    const auto more = write_gzip(folder / "more.gz", idx_bytes({7}, counting(7)));
    INFO("There are 3 images. A network trained on the wrong labels learns nothing, and does not say why.");
    CHECK_THROWS_MATCHES(wb::load_data_set(images, fewer), wb::data_error,
                         IsDataError("number of labels", fewer, 3, 2));
    CHECK_THROWS_MATCHES(wb::load_data_set(images, more), wb::data_error,
                         IsDataError("number of labels", more, 3, 7));
}

TEST_CASE("the digits of this project come with their labels, each class equally often", "[1.4]") {
    const wb::DatasetFiles digits = wb::find_dataset("digits");
    const wb::DataSet train = wb::load_data_set(digits.train_images, digits.train_labels);
    const wb::DataSet test = wb::load_data_set(digits.test_images, digits.test_labels);
    REQUIRE(train.labels.size() == 10000);
    REQUIRE(test.labels.size() == 2000);
    for (int digit = 0; digit < 10; ++digit) {
        CHECK(std::ranges::count(train.labels, digit) == 1000);
        CHECK(std::ranges::count(test.labels, digit) == 200);
    }
}

TEST_CASE("sides over 255: each length takes four bytes of the header", "[1.3]") {
    const TemporaryFolder folder;
    INFO("shapes (1, 2, 300) and (1, 300, 2)");
    CHECK(wb::load_images(write(folder / "wide", idx_bytes({1, 2, 300}, counting(600)))).cols == 300);
    CHECK(wb::load_images(write(folder / "tall", idx_bytes({1, 300, 2}, counting(600)))).rows == 300);
}

TEST_CASE("a file that has changed is read again", "[1.3]") {
    const TemporaryFolder folder;
    wb::load_images(write(folder / "images", idx_bytes({1, 2, 3}, counting(6))));
    INFO("the same path, first with an image of 2 x 3, then with one of 3 x 2");
    CHECK(wb::load_images(write(folder / "images", idx_bytes({1, 3, 2}, counting(6)))).rows == 3);
}

TEST_CASE("a file of images is recognized by its axes before its bytes are taken for labels", "[1.4]") {
    const TemporaryFolder folder;
    const auto images = write(folder / "images", idx_bytes({2, 2, 2}, {0, 0, 253, 9, 0, 0, 0, 0}));
    INFO("its third byte is 253, which is no digit; but that is not what is wrong with the file");
    CHECK_THROWS_MATCHES(wb::load_labels(images), wb::data_error,
                         IsDataError("number of axes", images, "image"));
}
