/// \file
/// The data sets, as one asks for them on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"

namespace wb::cli {

struct DataSet {
    std::string name;
    std::string about;
    bool fetched;  ///< data/fetch.sh can get it; otherwise it belongs to the checkout
};

const std::vector<DataSet>& data_sets();
/// \throws Failure naming all of them, and the nearest
const DataSet& data_set(const std::string& name);

/// The folder that the labs would read it from (see common/data/datasets.hpp), if it is complete somewhere.
std::optional<fs::path> find_data_set(const Workspace& workspace, const DataSet& set);

}  // namespace wb::cli
