/// The stage that is being emitted: its name, its configuration, and texts created at run time.
#pragma once

#include <string>
#include <string_view>

#include "bob/setting.h"

namespace bob {

/// Keeps a text created at run time until the program ends, so that declarations can refer to it:
/// `runtime("worker-" + std::to_string(shard))`.
RuntimeText runtime(std::string text);

namespace detail {
/// The source of a stage's configuration; the generator implements it with the stage's YAML file.
/// A value that is missing or has the wrong type is reported with the place that reads it, and an empty value is
/// returned, so that one run finds everything.
class Configuration {
public:
    virtual ~Configuration() = default;
    virtual std::string_view text(std::string_view path, Place asked) = 0;
    virtual std::int64_t integer(std::string_view path, Place asked) = 0;
    virtual double real(std::string_view path, Place asked) = 0;
    virtual bool boolean(std::string_view path, Place asked) = 0;
    virtual bool has(std::string_view path) = 0;
    /// A `key=value` argument of the command line; empty if not given.
    virtual std::string_view input(std::string_view key) = 0;
};
}  // namespace detail

class Stage {
public:
    Stage(std::string_view name, detail::Configuration& configuration) : name_(name), configuration_(&configuration) {}

    std::string_view name() const { return name_; }
    /// True if the stage has one of these names: `if (stage.is("dev", "prod"))`.
    template <class... Names>
    bool is(Names... names) const {
        return ((name_ == std::string_view(names)) || ...);
    }

    /// Whether real users depend on it: what its file says as `production: true` or `false`, else whether it is called
    /// `prod` or `production`. Such a stage hears of what is weak, and its data is protected from deletion.
    bool production(std::source_location at = std::source_location::current()) const {
        return configuration_->has("production") ? configuration_->boolean("production", at) : is("prod", "production");
    }

    /// The stage's value: `stage.get(daily_limit)` with `inline constexpr Config<int> daily_limit{"limits.daily"}`.
    template <class T>
    T get(Config<T> config, std::source_location at = std::source_location::current()) const {
        if constexpr (std::same_as<T, bool>)
            return configuration_->boolean(config.path.text, at);
        else if constexpr (std::integral<T>)
            return static_cast<T>(configuration_->integer(config.path.text, at));
        else if constexpr (std::floating_point<T>)
            return static_cast<T>(configuration_->real(config.path.text, at));
        else
            return T(configuration_->text(config.path.text, at));
    }
    /// Whether the stage's file contains the path, for parts of a stack that some stages omit.
    bool has(std::string_view path) const { return configuration_->has(path); }
    /// A `key=value` argument of the command line; empty if not given.
    std::string_view input(std::string_view key) const { return configuration_->input(key); }

private:
    std::string_view name_;
    detail::Configuration* configuration_;
};

}  // namespace bob
