#include "tests/docs/html.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <sstream>
#include <stdexcept>

namespace {

std::string taken(xmlChar* text) {
    if (text == nullptr) return {};
    std::string result(reinterpret_cast<const char*>(text));
    xmlFree(text);
    return result;
}

const xmlChar* bytes(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

}  // namespace

wb::site::Document wb::site::read_html(const std::filesystem::path& file) {
    // libxml2 knows no element younger than HTML 4; its complaints of those are none of ours.
    Document page(
        htmlReadFile(file.c_str(), "utf-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
        xmlFreeDoc);
    if (!page || xmlDocGetRootElement(page.get()) == nullptr)
        throw std::runtime_error(file.string() + " cannot be read, or is empty");
    return page;
}

wb::site::Document wb::site::read_xml(const std::filesystem::path& file) {
    return {xmlReadFile(file.c_str(), nullptr, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET),
            xmlFreeDoc};
}

std::string wb::site::name_of(const xmlNode& node) {
    return node.type == XML_ELEMENT_NODE ? reinterpret_cast<const char*>(node.name) : "";
}

std::string wb::site::attribute(const xmlNode& node, const char* name) {
    return taken(xmlGetProp(&node, bytes(name)));
}

bool wb::site::has_attribute(const xmlNode& node, const char* name) {
    return xmlHasProp(&node, bytes(name)) != nullptr;
}

bool wb::site::has_class(const xmlNode& node, const std::string& name) {
    std::istringstream classes(attribute(node, "class"));
    for (std::string one; classes >> one;) {
        if (one == name) return true;
    }
    return false;
}

void wb::site::walk(const xmlNode* node, const std::function<bool(const xmlNode&)>& visit) {
    for (; node != nullptr; node = node->next) {
        if (visit(*node)) walk(node->children, visit);
    }
}

std::string wb::site::text_of(const xmlNode& node) {
    return taken(xmlNodeGetContent(&node));
}
