#include "common/npz/npz.hpp"

#include <zip.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/errors/data_error.hpp"
#include "common/io/atomic_write.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".npy";
constexpr std::size_t frame = std::size_t{1}
                              << 20U;       // more than a zip archive needs besides its entries' bytes
constexpr zip_int64_t most_entries = 1000;  // the largest network of the workbook has 14 parameters

[[noreturn]] void refuse(const fs::path& file, const std::string& field, const std::string& expected,
                         const std::string& found) {
    throw wb::data_error(file.string(), field, expected, found, "Make the file again, or get another copy.");
}

/// zip_discard closes an archive and forgets all changes.
struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Entry = std::unique_ptr<zip_file_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

Archive open_archive(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        throw wb::data_error(file.string(), "file", "a .npz file",
                             fs::exists(file, error) ? "no ordinary file" : "nothing of that name",
                             "Check the name.");
    int code = 0;
    Archive archive(zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (archive) return archive;
    zip_error_t reason;
    zip_error_init_with_code(&reason, code);
    const std::string words = zip_error_strerror(&reason);
    zip_error_fini(&reason);
    refuse(file, "zip archive", "a whole, undamaged one", words);
}

/// The bytes of one entry. Reading to the end makes libzip compare the CRC.
std::string read_entry(zip_t* archive, zip_uint64_t index, const fs::path& file, const std::string& field,
                       std::size_t size) {
    const auto damaged = [&](const char* words) { refuse(file, field, "undamaged content", words); };
    const Entry entry(zip_fopen_index(archive, index, 0));
    if (!entry) damaged(zip_strerror(archive));
    std::string bytes(size, '\0');
    std::size_t received = 0;
    while (received < size) {
        const zip_int64_t step = zip_fread(entry.get(), bytes.data() + received, size - received);
        if (step < 0) damaged(zip_file_strerror(entry.get()));
        if (step == 0) damaged("its end too early");
        received += static_cast<std::size_t>(step);
    }
    char surplus = 0;
    const zip_int64_t rest = zip_fread(entry.get(), &surplus, 1);
    if (rest < 0) damaged(zip_file_strerror(entry.get()));
    if (rest > 0) damaged("more bytes than it says");
    return bytes;
}

/// "(2, 0)": where element number `at` of an array is.
std::string index_text(const wb::Shape& shape, std::size_t at) {
    wb::Shape index(shape.size());
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        index[axis] = at % shape[axis];
        at /= shape[axis];
    }
    return wb::to_string(index);
}

/// A single number that is none, or too large for float, spoils all that a network computes.
void require_numbers(const wb::NpyArray& array, const fs::path& file, const std::string& field) {
    constexpr auto largest = static_cast<double>(std::numeric_limits<float>::max());
    const auto bad = std::ranges::find_if(array.values, [](double x) { return !(std::abs(x) <= largest); });
    if (bad == array.values.end()) return;
    std::ostringstream found;
    found << *bad << " at " << index_text(array.shape, static_cast<std::size_t>(bad - array.values.begin()));
    throw wb::data_error(file.string(), field, "numbers that a float can hold, up to 3.4e38", found.str(),
                         "Did the training diverge? Train again, with a smaller learning rate.");
}

/// What libzip refuses for no other reason than that there is no memory left.
void require(bool done) {
    if (!done) throw std::bad_alloc();
}

/// A zip archive in memory.
class NewArchive {
public:
    NewArchive() : source_(zip_source_buffer_create(nullptr, 0, 0, nullptr)) {
        require(source_ != nullptr);
        archive_.reset(zip_open_from_source(source_.get(), ZIP_TRUNCATE, nullptr));
        require(archive_ != nullptr);
        zip_source_keep(source_.get());  // the archive gives up its own share of it
    }

    /// \param bytes  must outlive the archive
    void add(const std::string& name, const std::string& bytes) {
        Source content(zip_source_buffer(archive_.get(), bytes.data(), bytes.size(), 0));
        require(content != nullptr);
        const zip_int64_t index = zip_file_add(archive_.get(), name.c_str(), content.get(), ZIP_FL_ENC_UTF_8);
        require(index >= 0);
        (void)content.release();  // now the archive's
        // As NumPy does: as it is, and of the first day that a zip file can name. The time of day is no
        // content.
        const auto at = static_cast<zip_uint64_t>(index);
        require(zip_set_file_compression(archive_.get(), at, ZIP_CM_STORE, 0) == 0);
        constexpr zip_uint16_t first_of_january_1980 = (1U << 5U) | 1U;
        require(zip_file_set_dostime(archive_.get(), at, 0, first_of_january_1980, 0) == 0);
    }

    /// The whole archive. Nothing can be added any more.
    std::vector<std::uint8_t> finish() {
        require(zip_close(archive_.get()) == 0);
        (void)archive_.release();
        zip_stat_t stat;
        require(zip_source_stat(source_.get(), &stat) == 0 && zip_source_open(source_.get()) == 0);
        std::vector<std::uint8_t> bytes(stat.size);
        require(zip_source_read(source_.get(), bytes.data(), bytes.size()) ==
                static_cast<zip_int64_t>(bytes.size()));
        zip_source_close(source_.get());
        return bytes;
    }

private:
    Source source_;
    Archive archive_;
};

}  // namespace

wb::NpzArrays wb::read_npz(const std::filesystem::path& file, std::size_t limit) {
    std::error_code unknown;
    if (const auto size = fs::file_size(file, unknown); !unknown && size > limit + frame)
        refuse(file, "size", "at most " + std::to_string(limit + frame) + " bytes", std::to_string(size));
    const Archive archive = open_archive(file);
    NpzArrays arrays;
    std::size_t left = limit;
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > most_entries)
        refuse(file, "entries", "at most " + std::to_string(most_entries), std::to_string(count));
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0 ||
            (stat.valid & ZIP_STAT_SIZE) == 0)
            refuse(file, "entry number " + std::to_string(i), "a name and a size", "none");
        std::string name = stat.name;
        const std::string field = "entry " + name;
        if (!name.ends_with(ending)) refuse(file, field, "a name that ends with .npy", "another one");
        name.resize(name.size() - ending.size());
        if (arrays.contains(name)) refuse(file, field, "one entry of this name", "another one");
        if (stat.size > left)
            refuse(file, field, "at most " + std::to_string(limit) + " bytes in all arrays", "more");
        left -= stat.size;
        try {
            NpyArray array = parse_npy(read_entry(archive.get(), index, file, field, stat.size));
            require_numbers(array, file, field);
            arrays.emplace(name, std::move(array));
        } catch (const NpyDefect& defect) {
            refuse(file, field, defect.expected, defect.found);
        }
    }
    return arrays;
}

void wb::write_npz(const std::filesystem::path& file, const NpzArrays& arrays, Precision precision) {
    if (arrays.empty())
        throw std::invalid_argument("write_npz: no arrays, and libzip makes no empty archives");
    std::vector<std::string> contents;  // libzip reads them when the archive is finished
    contents.reserve(arrays.size());
    NewArchive archive;
    for (const auto& [name, array] : arrays) {
        contents.push_back(format_npy(array, precision));
        archive.add(name + std::string(ending), contents.back());
    }
    write_file_atomically(file, archive.finish());
}
