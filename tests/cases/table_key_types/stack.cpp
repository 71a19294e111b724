/// Each C++ type that a key may have, attributes under another name, and a table without an item type.
#include <bob/bob.h>

#include <cstddef>
#include <vector>

namespace table_key_types {

struct ClubId {
    std::string text;
};

}  // namespace table_key_types

template <>
inline constexpr bob::ScalarType bob::scalar_type<table_key_types::ClubId> = bob::ScalarType::string;

namespace table_key_types {

using bob::attribute;
using bob::key;

enum class Level { beginner, master };

struct Member {
    std::vector<std::byte> fingerprint;
    unsigned long number;
    double rating;
    Level level;
    ClubId club;
    std::string_view nickname;
    bob::Timestamp joined_at;
    bob::EpochSeconds expires_at;
    std::optional<int> sponsor;
    std::string family_name;
};

static constexpr bob::Table<Member> members{
    .name = "Members",
    .partition_key = key<&Member::fingerprint>,
    .sort_key = key<&Member::number>,
    .global_indexes =
        {
            {.name = "ByRating", .partition_key = key<&Member::level>, .sort_key = key<&Member::rating>},
            {.name = "ByClub", .partition_key = key<&Member::club>, .sort_key = key<&Member::nickname>},
            {.name = "ByDate", .partition_key = key<&Member::joined_at>, .sort_key = key<&Member::expires_at>},
            {.name = "BySponsor", .partition_key = key<&Member::sponsor>},
            {.name = "ByFamilyName", .partition_key = key<&Member::family_name>.named("familyName")},
        },
};

static constexpr bob::Table<> anything{
    .name = "Anything",
    .partition_key = attribute("PK"),
    .sort_key = attribute("SK", bob::ScalarType::number),
    .global_indexes = {{.name = "Inverted",
                        .partition_key = attribute("hash of the content", bob::ScalarType::binary),
                        .projection = {attribute("größe"), attribute("a b")}}},
};

bob::Stack stack(const bob::Stage&) { return {.name = "club", .resources = {members, anything}}; }

}  // namespace table_key_types
