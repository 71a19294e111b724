#include "generator/characters.h"
#include "generator/model.h"

namespace bobgen::naming {

namespace {

void capitalise(std::string& text) {
    if (!text.empty()) text[0] = to_upper(text[0]);
}

std::string with_ending(std::string id, std::string_view ending) {
    if (!id.ends_with(ending)) id += ending;
    return id;
}

/// One segment of a path. Its letters lose their case, as in the Serverless Framework's ids.
std::string of_segment(std::string_view segment) {
    std::string made;
    for (char c : segment) {
        if (c == '-')
            made += "Dash";
        else if (c == '}')
            made += "Var";
        else if (bob::names::is_alphanumeric(c))
            made += to_lower(c);
    }
    capitalise(made);
    return made;
}

}  // namespace

std::string of_function(std::string_view name) {
    std::string made;
    for (char c : name) {
        if (c == '-')
            made += "Dash";
        else if (c == '_')
            made += "Underscore";
        else
            made += c;
    }
    capitalise(made);
    return made;
}

std::string of_socket_route(std::string_view route) {
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string made;
    for (const char c : route) {
        if (c == '$')
            made += 'S';
        else if (c == '/')
            made += "Slash";
        else if (c == '-')
            made += "Dash";
        else if (c == '_')
            made += "Underscore";
        else if (c == '.')
            made += "Period";
        else if (bob::names::is_alphanumeric(c))
            made += c;
        else {
            const auto byte = static_cast<unsigned char>(c);
            made.append("X").append(1, hexadecimal[byte >> 4U]).append(1, hexadecimal[byte & 15U]);
        }
    }
    return made;
}

std::string alias_of(std::string_view function) { return of_function(function) + "LambdaAlias"; }

std::string code_hash_of(std::string_view function) { return of_function(function) + "CodeSha256"; }

std::string of_object(std::string_view name) {
    std::string made;
    for (char c : name)
        if (bob::names::is_alphanumeric(c)) made += c;
    capitalise(made);
    return made;
}

std::string of_path(std::string_view path) {
    std::string made;
    std::size_t begin = 0;
    while (begin < path.size()) {
        std::size_t end = path.find('/', begin);
        if (end == std::string_view::npos) end = path.size();
        made += of_segment(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return made;
}

std::string_view verb(bob::Method method) {
    switch (method) {
        case bob::Method::any:
            return "ANY";
        case bob::Method::get:
            return "GET";
        case bob::Method::post:
            return "POST";
        case bob::Method::put:
            return "PUT";
        case bob::Method::patch:
            return "PATCH";
        case bob::Method::delete_:
            return "DELETE";
        case bob::Method::head:
            return "HEAD";
        case bob::Method::options:
            return "OPTIONS";
    }
    return {};
}

std::string of_method(bob::Method method) {
    std::string made(verb(method));
    for (std::size_t i = 1; i < made.size(); ++i) made[i] = to_lower(made[i]);
    return made;
}

std::string logical_id(bob::Kind kind, std::string_view name, std::string_view given) {
    if (!given.empty()) return std::string(given);
    const bob::KindInfo& info = bob::info(kind);
    std::string begins(info.begins);
    switch (info.form) {
        case bob::IdForm::verbatim:
            return std::string(name);
        case bob::IdForm::fixed:
            return begins;
        case bob::IdForm::object:
            return with_ending(begins + of_object(name), info.ends);
        case bob::IdForm::function:
            return begins + of_function(name) + std::string(info.ends);
    }
    return {};
}

}  // namespace bobgen::naming
