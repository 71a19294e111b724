#include "use_cases/cpf.h"

#include <gtest/gtest.h>

namespace outsmart {
namespace {

TEST(Cpf, IsReadAsPeopleWriteIt) {
    for (const auto& [text, digits] : {std::pair{"390.533.447-05", "39053344705"},
                                       {"39053344705", "39053344705"},
                                       {"529.982.247-25", "52998224725"},
                                       {"00000000191", "00000000191"},
                                       {"123.456.789-09", "12345678909"}}) {
        const auto cpf = Cpf::parse(text);
        ASSERT_TRUE(cpf) << text;
        EXPECT_EQ(cpf->digits(), digits);
    }
}

TEST(Cpf, WithADigitChangedIsNone) {
    const std::string right = "52998224725";
    for (std::size_t i = 0; i < right.size(); ++i)
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string changed = right;
            changed[i] = digit;
            EXPECT_EQ(Cpf::parse(changed).has_value(), changed == right) << changed;
        }
}

TEST(Cpf, OfAnotherFormIsNone) {
    for (const char* text :
         {"", "5299822472", "529982247250", "529.982.24725", "529982247-25", "529-982-247.25", "529.982.247-2x",
          "52998 24725", " 52998224725", "52998224725\n", "+2998224725", "５２９９８２２４７２５", ".............."})
        EXPECT_FALSE(Cpf::parse(text)) << text;
}

TEST(Cpf, OfOneDigitElevenTimesIsNobodys) {
    for (char digit = '0'; digit <= '9'; ++digit) EXPECT_FALSE(Cpf::parse(std::string(11, digit))) << digit;
}

}  // namespace
}  // namespace outsmart
