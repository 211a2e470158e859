/// \file
/// The report as a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/report/results.hpp"

namespace wb::cli {

/// `text` for a place in HTML: & < > " ' as entities.
std::string html(std::string_view text);

/// The bytes in base64 (RFC 4648), for data: addresses.
std::string base64(std::string_view bytes);

/// A page that needs nothing else: no network, no script, no other file.
///
/// \param labs   what there is to show, in order
/// \param made   when the page was made: "2026-03-01 14:05:09"
/// \param since  results of before this time are called those of an earlier run; empty for none
std::string report_page(const std::vector<LabResults>& labs, const std::string& made,
                        const std::string& since = {});

}  // namespace wb::cli
