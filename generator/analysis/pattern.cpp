#include "generator/analysis/pattern.h"

#include <algorithm>

#include "generator/characters.h"

namespace bobgen {

/// Reads a pattern as a tree, then makes the states from its end to its start, so that each knows where it leads.
class PatternBuilder {
public:
    explicit PatternBuilder(std::string_view from) : from_(from) {}

    std::optional<Pattern> build() {
        const std::size_t root = alternatives(0);
        if (at_ < from_.size()) failed_ = true;
        if (failed_) return {};
        ways_.push_back({});
        const std::uint16_t first = states(root, Pattern::accepts);
        if (failed_) return {};
        make_states(first);
        if (failed_) return {};
        const auto readers =
            std::count_if(ways_.begin() + 1, ways_.end(), [](const Way& one) { return one.bytes != goes_on; });
        made_.is_one_set_ = readers == 1 && made_.sets_.size() == 1 && made_.following_.size() == 2;
        return std::move(made_);
    }

private:
    static constexpr unsigned unlimited = ~0U;
    static constexpr std::uint16_t goes_on = 0xffff;
    static constexpr unsigned deepest = 50;
    static constexpr std::size_t most_states = 4'000;

    struct Node {
        enum class Kind : std::uint8_t { bytes, sequence, choice, repeated };
        Kind kind;
        std::uint16_t set = 0;
        unsigned least = 0;
        unsigned most = 0;
        std::vector<std::size_t> parts = {};
    };

    /// A step of the machine as it is made: it reads one byte of a set, or goes two ways without reading.
    struct Way {
        std::uint16_t bytes = goes_on;
        std::uint16_t next = Pattern::accepts;
        std::uint16_t other = Pattern::accepts;
    };

    bool at_end() const { return at_ >= from_.size(); }
    char peek() const { return at_end() ? '\0' : from_[at_]; }
    bool take(char one) {
        if (at_end() || from_[at_] != one) return false;
        ++at_;
        return true;
    }

    std::size_t add(Node node) {
        nodes_.push_back(std::move(node));
        return nodes_.size() - 1;
    }

    std::size_t alternatives(unsigned depth) {
        if (depth > deepest) failed_ = true;
        Node choice{.kind = Node::Kind::choice};
        do choice.parts.push_back(sequence(depth));
        while (!failed_ && take('|'));
        return choice.parts.size() == 1 ? choice.parts.front() : add(std::move(choice));
    }

    std::size_t sequence(unsigned depth) {
        Node made{.kind = Node::Kind::sequence};
        while (!failed_ && !at_end() && peek() != '|' && peek() != ')') made.parts.push_back(repeated(atom(depth)));
        return made.parts.size() == 1 ? made.parts.front() : add(std::move(made));
    }

    std::size_t atom(unsigned depth) {
        const char one = from_[at_++];
        switch (one) {
            case '(': {
                const std::size_t inner = alternatives(depth + 1);
                if (!take(')')) failed_ = true;
                return inner;
            }
            case '[':
                return bracket();
            case '.':
                return of_bytes(Pattern::Bytes().set());
            case '*':
            case '+':
            case '?':
            case '{':
            case '}':
            case '^':
            case '$':
                failed_ = true;
                return 0;
            case '\\':
                return of_bytes(Pattern::Bytes().set(escaped()));
            default:
                return of_bytes(Pattern::Bytes().set(static_cast<unsigned char>(one)));
        }
    }

    /// After the backslash. A letter would be a class or an assertion, which the data does not have.
    unsigned char escaped() {
        const char one = at_end() ? 'z' : from_[at_++];
        if (one != 'x') {
            if (is_letter(one) || is_digit(one)) failed_ = true;
            return static_cast<unsigned char>(one);
        }
        unsigned code = 0;
        for (int i = 0; i < 2; ++i) {
            const char digit = to_lower(at_end() ? 'z' : from_[at_++]);
            if (is_digit(digit))
                code = code * 16 + static_cast<unsigned>(digit - '0');
            else if (digit >= 'a' && digit <= 'f')
                code = code * 16 + static_cast<unsigned>(digit - 'a') + 10;
            else
                failed_ = true;
        }
        return static_cast<unsigned char>(code);
    }

    std::size_t bracket() {
        const bool inverted = take('^');
        Pattern::Bytes bytes;
        const auto one_byte = [&] {
            const char read = from_[at_++];
            if (read == '[') failed_ = true;  // a class by name, or a set in a set
            return read == '\\' ? escaped() : static_cast<unsigned char>(read);
        };
        while (!failed_ && !at_end() && peek() != ']') {
            const unsigned char low = one_byte();
            const bool is_range = peek() == '-' && at_ + 1 < from_.size() && from_[at_ + 1] != ']';
            unsigned char high = low;
            if (is_range) {
                ++at_;
                high = one_byte();
            }
            if (high < low) failed_ = true;
            for (unsigned byte = low; byte <= high; ++byte) bytes.set(byte);
        }
        if (!take(']')) failed_ = true;
        return of_bytes(inverted ? ~bytes : bytes);
    }

    std::size_t of_bytes(const Pattern::Bytes& bytes) {
        made_.sets_.push_back(bytes);
        return add({.kind = Node::Kind::bytes, .set = static_cast<std::uint16_t>(made_.sets_.size() - 1)});
    }

    std::size_t repeated(std::size_t inner) {
        for (;;) {
            Node made{.kind = Node::Kind::repeated, .parts = {inner}};
            if (take('*')) {
                made.most = unlimited;
            } else if (take('+')) {
                made.least = 1;
                made.most = unlimited;
            } else if (take('?')) {
                made.most = 1;
            } else if (take('{')) {
                made.least = number();
                made.most = made.least;
                if (take(',')) made.most = peek() == '}' ? unlimited : number();
                if (!take('}') || made.most < made.least) failed_ = true;
            } else {
                return inner;
            }
            if (failed_) return inner;
            inner = add(std::move(made));
        }
    }

    unsigned number() {
        unsigned made = 0;
        if (!is_digit(peek())) failed_ = true;
        while (is_digit(peek()) && made < most_states) made = made * 10 + static_cast<unsigned>(from_[at_++] - '0');
        return made;
    }

    std::uint16_t state(std::uint16_t bytes, std::uint16_t next, std::uint16_t other = Pattern::accepts) {
        if (ways_.size() >= most_states) failed_ = true;
        if (failed_) return Pattern::accepts;
        ways_.push_back({bytes, next, other});
        return static_cast<std::uint16_t>(ways_.size() - 1);
    }

    /// The first state of what the node reads before it goes on with `next`.
    std::uint16_t states(std::size_t node, std::uint16_t next) {
        if (failed_) return next;
        const Node& of = nodes_[node];
        switch (of.kind) {
            case Node::Kind::bytes:
                return state(of.set, next);
            case Node::Kind::sequence:
                for (auto part = of.parts.rbegin(); part != of.parts.rend(); ++part) next = states(*part, next);
                return next;
            case Node::Kind::choice: {
                std::uint16_t made = states(of.parts.back(), next);
                for (std::size_t i = of.parts.size() - 1; i-- > 0;)
                    made = state(goes_on, states(of.parts[i], next), made);
                return made;
            }
            case Node::Kind::repeated: {
                std::uint16_t made = next;
                if (of.most == unlimited) {
                    made = state(goes_on, next, next);
                    const std::uint16_t body = states(of.parts.front(), made);
                    if (!failed_) ways_[made].next = body;
                } else {
                    for (unsigned i = of.least; i < of.most && !failed_; ++i)
                        made = state(goes_on, states(of.parts.front(), made), next);
                }
                for (unsigned i = 0; i < of.least && !failed_; ++i) made = states(of.parts.front(), made);
                return made;
            }
        }
        return next;
    }

    /// Where reading goes on from here: without the steps that read nothing.
    void add_readers(std::uint16_t from, std::vector<std::uint16_t>& into) {
        constexpr std::size_t most = 100'000;
        ++round_;
        open_.push_back(from);
        while (!open_.empty()) {
            const std::uint16_t one = open_.back();
            open_.pop_back();
            if (seen_[one] == round_) continue;
            seen_[one] = round_;
            if (one != Pattern::accepts && ways_[one].bytes == goes_on) {
                open_.push_back(ways_[one].other);
                open_.push_back(ways_[one].next);
            } else {
                into.push_back(one);
            }
        }
        if (into.size() > most) failed_ = true;
    }

    void make_states(std::uint16_t first) {
        seen_.assign(ways_.size(), 0);
        add_readers(first, made_.first_);
        made_.states_.resize(ways_.size());
        for (std::size_t one = 1; one < ways_.size() && !failed_; ++one) {
            if (ways_[one].bytes == goes_on) continue;
            const auto begin = static_cast<std::uint32_t>(made_.following_.size());
            add_readers(ways_[one].next, made_.following_);
            made_.states_[one] = {ways_[one].bytes, begin, static_cast<std::uint32_t>(made_.following_.size())};
        }
    }

    std::string_view from_;
    std::vector<Way> ways_;
    std::vector<std::uint16_t> open_;
    std::vector<unsigned> seen_;
    unsigned round_ = 0;
    std::size_t at_ = 0;
    bool failed_ = false;
    std::vector<Node> nodes_;
    Pattern made_;
};

std::optional<Pattern> Pattern::compiled(std::string_view from) { return PatternBuilder(from).build(); }

bool Pattern::matches(std::string_view whole) const {
    if (is_one_set_ && !whole.empty())
        return std::all_of(whole.begin(), whole.end(),
                           [&](char byte) { return sets_[0].test(static_cast<unsigned char>(byte)); });
    // Each state is in a list once, however many ways lead to it: `seen` has the position at which it was added last.
    // Memory is kept for the next match.
    thread_local std::vector<std::uint16_t> here, after;
    thread_local std::vector<std::uint32_t> seen;
    here = first_;
    seen.assign(states_.size(), 0);
    std::uint32_t step = 0;
    for (const char byte : whole) {
        if (here.empty()) return false;
        ++step;
        after.clear();
        for (const std::uint16_t one : here) {
            const State& state = states_[one];
            if (one == accepts || !sets_[state.bytes].test(static_cast<unsigned char>(byte))) continue;
            for (std::uint32_t at = state.begin; at < state.end; ++at) {
                const std::uint16_t next = following_[at];
                if (seen[next] == step) continue;
                seen[next] = step;
                after.push_back(next);
            }
        }
        std::swap(here, after);
    }
    return std::find(here.begin(), here.end(), accepts) != here.end();
}

}  // namespace bobgen
