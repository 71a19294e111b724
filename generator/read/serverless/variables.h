/// The variables of a serverless.yml: what `${self:custom.table}` becomes.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "generator/read/serverless/syntax.h"
#include "generator/read/template.h"

namespace bobgen::serverless {

/// Looks up variables in the file, in other files, in the command line and in the environment.
///
/// A variable that is a whole string becomes the value itself, with its type and its places; inside a string it becomes
/// text. What only an account, another stack, a program or a plugin knows (`${ssm:…}`, `${cf:…}`, `${file(x.js)}`)
/// becomes `{{resolve:serverless:…}}`, which every rule treats as unknown. So does what cannot be resolved, after it
/// was reported.
class Variables {
public:
    /// All of them must outlive this object.
    Variables(const Value& document, const char* file, const Surroundings&, Report&);
    Variables(const Variables&) = delete;
    Variables& operator=(const Variables&) = delete;

    /// A part of the document with all its variables resolved.
    Value resolved(const Value&);

    /// `--stage`, or `provider.stage`, or "dev".
    const std::string& stage();

private:
    std::string stage_asked();  ///< the same, nothing hidden in it, to look something up by
    struct Found {
        enum class Kind : std::uint8_t { value, nothing, unknown };
        Kind kind = Kind::nothing;
        Value value;
        std::string why;  ///< what is missing: "`custom` has no `tabel`"
        std::string fix;
    };
    static Found known(Value value) { return {Found::Kind::value, std::move(value), {}, {}}; }
    static Found unknown() { return {Found::Kind::unknown, {}, {}, {}}; }
    static Found nothing(std::string why, std::string fix) {
        return {Found::Kind::nothing, {}, std::move(why), std::move(fix)};
    }

    struct Settled {
        Value value;
        bool done = false;
        bool secret = false;  ///< the environment has a part in it
    };
    /// Whether the environment has a part in what is made meanwhile.
    class Watch {
    public:
        explicit Watch(const Variables& of) : of_(of), before_(of.secrets_) {}
        bool secret() const { return of_.secrets_ != before_; }

    private:
        const Variables& of_;
        std::size_t before_;
    };
    /// While an address is spelt, values count as they are. What that reports may tell them, and is dropped.
    class Openly;
    friend class Openly;

    Value copied(const Value&);
    /// A value that a `NoEcho` hides.
    Value secret(Value);
    /// Notes that this is where the value of the text that is being resolved comes from.
    void uses(const Value&);
    void follow_aliases();
    /// No excerpt shows what this value is made of.
    void leave_out(const Value&);
    void leave_out(Place);
    Value repeated(const Value&);
    Value attribute(const Value& call);
    const Value& settled(const Value& text);
    Value resolved_text(const std::string& text, Place place);
    Value pieced(const Pieces&, Place place);
    Found found(const Piece&, Place place);
    Found found(const Source&, const Piece&, Place place);
    Found at(const Value& root, bool settled, std::string_view address, std::string_view what);
    Found given(std::string text, Place place);
    Found self(std::string_view address);
    Found option(std::string_view name);
    Found parameter(std::string_view name, Place place);
    Found environment(std::string_view name, Place place);
    Found side_file(std::string_view path, std::string_view shown, std::string_view address, Place place);
    Found truth(std::string_view text, Place place);
    Found looked_up(const Source&, std::string_view address, const Piece&, Place place);
    Found strange(const Source&, const Piece&, Place place);
    /// An address or a parameter as a string, nothing hidden in it; nothing when it is unknown.
    std::optional<std::string> spelt(const Pieces&, Place place);
    Value unknown_text(std::string_view written, Place place) const;
    void too_large(Place place);
    bool grows(std::size_t characters, Place place);

    const Value& document_;
    const char* file_;
    const Surroundings& surroundings_;
    Report* report_;
    Report dropped_;
    bool hiding_;
    bool inside_hidden_ = false;  ///< a `NoEcho` hides all that is being copied
    std::size_t secrets_ = 0;     ///< uses of values of the environment
    struct Stage {
        std::string name;
        bool known = false;
        bool secret = false;
    };
    Stage stages_[2];  ///< as it is, and hidden
    /// Each text with variables is resolved once, as it is and hidden; one that is being resolved knows that it needs
    /// itself.
    std::unordered_map<const Value*, Settled> settled_[2];
    std::vector<const Value*> open_;
    unsigned spelling_ = 0;  ///< what is looked up now tells where a value is, and is no part of it
    /// The places of the values in a text with variables, by its own.
    using Position = std::tuple<const char*, unsigned, unsigned>;
    std::map<Position, std::vector<Place>> used_;
    std::set<Position> left_out_;
    std::size_t aliases_ = 0;  ///< of those that were read, how many are in `used_`
    std::map<std::string, std::unique_ptr<Value>, std::less<>>
        files_;  ///< null: no such file, or unreadable and reported
    std::size_t values_ = 0;
    std::size_t characters_ = 0;
    unsigned depth_ = 0;
    unsigned links_ = 0;
    bool too_large_ = false;
};

}  // namespace bobgen::serverless
