/// \file
/// HTML and SVG as a tree, by libxml2.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include <libxml/tree.h>

namespace wb::site {

/// A parsed file; the tree lives as long as this.
using Document = std::unique_ptr<xmlDoc, void (*)(xmlDoc*)>;

/// A page, read as a browser does: what is not well-formed is corrected.
/// \throws std::runtime_error if there is nothing to read
Document read_html(const std::filesystem::path& file);

/// A file that must be well-formed XML, such as an SVG picture; null if it is not.
Document read_xml(const std::filesystem::path& file);

/// The name of an element: "img"; "" for a text.
std::string name_of(const xmlNode& node);

/// An attribute of an element, or "".
std::string attribute(const xmlNode& node, const char* name);

/// Whether an element has this attribute, be it empty.
bool has_attribute(const xmlNode& node, const char* name);

/// Whether an element is of this class.
bool has_class(const xmlNode& node, const std::string& name);

/// Calls `visit` for every node of the tree, the outer before the inner, until it says not to go on inside.
void walk(const xmlNode* node, const std::function<bool(const xmlNode&)>& visit);

/// All text in and below a node.
std::string text_of(const xmlNode& node);

}  // namespace wb::site
