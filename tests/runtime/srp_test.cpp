// The arithmetic by RFC 5054's test vectors, and the signature by what AWS's own client computes of the same numbers.
// The whole exchange is in tests/handlers/cognito.test.mjs.

#include "srp.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include "crypto.h"
#include "text.h"

namespace {

using namespace bob::runtime;
using namespace std::chrono_literals;

std::string bytes_of(std::string_view digits) {
    std::string text, made;
    for (const char c : digits)
        if (c != ' ') text += c;
    for (std::size_t i = 0; i < text.size(); i += 2)
        made += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    return made;
}

// RFC 5054, appendix B.
const std::string N = bytes_of(
    "EEAF0AB9 ADB38DD6 9C33F80A FA8FC5E8 60726187 75FF3C0B 9EA2314C 9C256576 D674DF74 96EA81D3 383B4813 D692C6E0"
    "E0D5D8E2 50B98BE4 8E495C1D 6089DAD1 5DC7D7B4 6154D6B6 CE8EF4AD 69B15D49 82559B29 7BCF1885 C529F566 660E57EC"
    "68EDBC3C 05726CC0 2FD4CBF4 976EAA9A FD5138FE 8376435B 9FC61D2F C0EB06E3");
const std::string A = bytes_of(
    "61D5E490 F6F1B795 47B0704C 436F523D D0E560F0 C64115BB 72557EC4 4352E890 3211C046 92272D8B 2D1A5358 A2CF1B6E"
    "0BFCF99F 921530EC 8E393561 79EAE45E 42BA92AE ACED8251 71E1E8B9 AF6D9C03 E1327F44 BE087EF0 6530E69F 66615261"
    "EEF54073 CA11CF58 58F0EDFD FE15EFEA B349EF5D 76988A36 72FAC47B 0769447B");
const std::string B = bytes_of(
    "BD0C6151 2C692C0C B6D041FA 01BB152D 4916A1E7 7AF46AE1 05393011 BAF38964 DC46A067 0DD125B9 5A981652 236F99D9"
    "B681CBF8 7837EC99 6C6DA044 53728610 D0C6DDB5 8B318885 D7D82C7F 8DEB75CE 7BD4FBAA 37089E6F 9C6059F3 88838E7A"
    "00030B33 1EB76840 910440B1 B27AAEAE EB4012B7 D7665238 A8E3FB00 4B117B58");
const std::string premaster = bytes_of(
    "B0DC82BA BCF30674 AE450C02 87745E79 90A3381F 63B387AA F271A10D 233861E3 59B48220 F7C4693C 9AE12B0A 6F67809F"
    "0876E2D0 13800D6C 41BB59B6 D5979B5C 00A172B4 A2A5903A 0BDCAF8A 709585EB 2AFAFA8F 3499B200 210DCC1F 10EB3394"
    "3CD67FC8 8A2F39A4 BE5BEC4E C0A3212D C346D7E4 74B29EDE 8A469FFE CA686E5A");
const std::string a = bytes_of("60975527 035CF2AD 1989806F 0407210B C81EDC04 E2762A56 AFD529DD DA2D4393");
const std::string k = bytes_of("7556AA04 5AEF2CDD 07ABAF0F 665C3E81 8913186F");
const std::string x = bytes_of("94B7555A ABE9127C C58CCF49 93DB6CF8 4D16C124");
const std::string u = bytes_of("CE38B959 3487DA98 554ED47D 70A7AE5F 462EF019");
const std::string g = bytes_of("02");

TEST(Srp, RaisesToPowersAsTheStandardsExample) { EXPECT_EQ(power(g, a, N), A); }

TEST(Srp, MakesTheStandardsPremasterSecret) {
    EXPECT_EQ(srp_premaster({.N = N, .B = B, .k = k, .g = g, .x = x, .a = a, .u = u}), premaster);
}

TEST(Srp, ResultsAreAsLongAsTheModulus) {
    EXPECT_EQ(power(bytes_of("01"), bytes_of("05"), N), std::string(N.size() - 1, '\0') + '\1');
    EXPECT_EQ(power(N, bytes_of("01"), N), std::string(N.size(), '\0'));
}

TEST(Srp, SecretsAreNeverTheSame) {
    const SrpExchange one = begin_srp(), other = begin_srp();
    EXPECT_EQ(one.secret.size(), 128U);
    EXPECT_NE(one.secret, other.secret);
    EXPECT_NE(one.public_number, other.public_number);
}

TEST(Srp, TimesAreInEnglishWithoutAZeroBeforeTheDay) {
    const auto at = std::chrono::system_clock::from_time_t(1'767'225'661);
    EXPECT_EQ(srp_timestamp(at), "Thu Jan 1 00:01:01 UTC 2026");
    EXPECT_EQ(srp_timestamp(at + std::chrono::hours(24 * 300) + 12h), "Wed Oct 28 12:01:01 UTC 2026");
}

/// What amazon-cognito-identity-js 6.3.21 makes of numbers that were chosen for how they are written.
struct Vector {
    const char* about;
    std::string a, A, salt, B, secret_block, signature;
};
const Vector vectors[] = {
    {"nothing special",
     "4f2430a7ae267fd4f37ed3f20b8c677c59dee284d45d1b062751c421c9d5e41e3e666848d2781a594a38caa60ea6323dc9f7"
     "23ed49906f8dc57ebe9c9d66339c3d7e851b031e23173b21f97b5d149d46b293d6d90182ed5eb615472c03103398cc40e1ae"
     "5f07f623e0c61fd0fa591178cff1c90579587a9de7c7876fccabee66",
     "45a1b1d033f3721acbbc6f8181707ed311e7a07dc4bbfef958f0c06b00e36543e29a872c3dd07814192886d0253712f53e4f"
     "645930a8a78c3cde12d04f25fb066bfacc24776bdae00a72a60d3129dbc90bb1e6118ef74acf058b9b8558595ddc354e3f25"
     "d8da6048541b5dd96119b602a2e3af25669508d7c1720c90ce7d2d4e825f438a4f3593c60f5256ac744a46ed9673886d7fde"
     "df5bf9cd8c41fef40b3d4e1c1212750cb45b0f706b5eb1aef59e6e1e3efc34a7a77b5c3a749c7e2fdfe49a9c703c9bfa4589"
     "20174e0374f5295947af52a0d452d588b9c51e543b746947ad58357275351ca5a2c17ca30af755582a4040f25588c3d87cc2"
     "7d9f979b51c720d1f0d790289b3f0eb14c54a30c4a785fec0e5d52ea88dce88a48f742ce79fc6f3bcd67f605ec14e7a5d567"
     "80894e7d08b5ef1eba28121ca6dc4270318b57618d3c7bcf23da1d778f1eed43f324c942e698eae9b365a9e63bafa7b2f826"
     "a6cb1825c462e4e086848462e03ea88c3cb362705f3b45d31a122d22b6a26cff789f",
     "2cdf123795a1842d665adec31eb0dac",
     "3ac56e4bb302fbc8953ffe3050b565a547d7974a86a0b6c91e421f0e9c2f61060a00fd5c18f598ccf576f198419a3331ad17"
     "0d30ae37b9bb5f35d2164a31da814e48af2a98a789adf48d6a97334c430d2fea6c851be81154e854f87907fa752551f330e2"
     "8e3e7762784aa4785f466111e4f26313b37878acf70cf66ed213350a10809a338699e035a812be2c2a4ef8cf72a0b63fdcd2"
     "ac24b78ac10489325847d3bff4b6a707f7f2d0e4488619e0307813f04add32e7c6f7d2695aa28b8c061d92320f797ab2521a"
     "a4dfcd20d60c87b63f41d70a685f6800e5766d395e4e020c130956c456ea259239915df7f8f74dc739197ae51dbafe91a1db"
     "b471b8e3826fe684ccc39af18d8c4360c63d1d3685d5eb0821def421cdc1e57de3bc06f576fbb00d221c8cfc5d30806fe0f3"
     "4ca417681b4d9fb848bffec831fdcc0575274090ab027074f4d88e06f231df2571d5eefa69c743120ee6f091445042949149"
     "ea6ad8a304d82975455ee46081db56cf3ecb140020803c26b3cb5a6128d0f9b99642",
     "mlnF+CKaq1Xp+FUXPvlEhaq4SX7qBYjzZchx1tBWFyI=", "fR0zQ8neMpRmZ+o3E/mrs6RI51+uz5G0p1DNdrfHwFE="},
    {"SRP_B has an odd number of digits",
     "dc05428591009a5a23234fee0b2e4da49e551874cd35885320ca056ffbcf0dd68f23d994bc2bb73d4282a17ae23ffbcc087c"
     "09bb861fb1dd5f4870ae5bb5d980856b7c9872db945d28a6595cb47aae1167feca9ffaf2d4adec93a9515df2cb9c59620c64"
     "18705a4385ec63c358a0a27eb6d15fe6168b323b8c0c1144f3c7c1dc",
     "99ed55f916e4a0795b941d79adf29be1322249be6f6fcd730d4eeb85742faded461b6f851f28c1b6ab05f21ba2f50fedddc5"
     "0cd79cc42840e7853d4de1c8285eed1370501f68d73958678b7a23b22cf9c0e0f4ca98b5d4c2f99f25799d444eff67f55157"
     "ae1c98b4fea7d413281aec8568c55f172c79ea3b58a0d9f7e7b6aa029d907c6e2ea67fec0e383b85d962f292291452378c4d"
     "a94d8a3e4764173dabaf9d8a690da5288a69248d2a9f1770a2d930e145ff37993a7975bca4ee93a8d2a69781bf16762172e2"
     "a313ff18cd87f7852062025513431b7659b89f087bea22e9fcba0aa91a3df8a70746ee655bbf6e1a4c757a995c7a28679779"
     "3224e97b45954b71c5163802921619b691388cea8fda9552bf510a0686d0cdba00e475729a27ba926391cae00ca08e748459"
     "6b2e343e003997a9de5fb49ad6e666d8648480818a04f1ac3b40f9b13547a3cda174b0768fe3507606100a2458d1baf3da80"
     "776d2412524664e7c92afe5a32508ea2fbc6672a202591daae6ecac1bfbb10d20464",
     "830e73529d42fb481b55d2a0d9baee",
     "13f0c305e413f2230886153fb262cd2b59268656b061ea7dd858649835f8af4ff8957b171d2bb753ab1cad798a92478281ab"
     "90616a48537813e8b9fdecf53424486fc019142cb5e63f8df0a9ef2f3781730e27e20e992c25704e3248d154cac0bc85d545"
     "07156bf1ab7d28e85f6e47a7789669d24507fa5b5cfd04ea525cb2f85fc25a36902693938189cff92acbda0bc709423cefea"
     "5531e03456cfdda6e68174d434a6d525f554a3e21f12e78d82245cc7a5762b76027336cb56ef926e4e61ddd26953c3532c5d"
     "0f872728599d6683d66f524477e9113d4e5bf6666456569da6b29b98a3c9451e825c4b738ec571ea3410f33897dbf19ee087"
     "c501cd95cf39204346aa5031f4ebf524c0346de30d4490ffec5edc6a82253d01784c2698cc86b1941138a8f70fb4fcf96269"
     "e0b3bc9c4e9d56122a1d596ef2f2c82a71f6f0fefc550d89eaeb9b2c340d86babe6074de90cf9109ee0b1d1315100d257469"
     "e60a45e6d13d9f5429992e162f448569c1538a9f7177c05a98d4b66033de22c9d77",
     "r0wGwQCaIhZ3ZJpAr91mlidbLYiFOmi4ufP6nOZk444=", "c8uo9zmXSCz8asEYOfXbAaI4AYkUKRDhG57f/Gszvq8="},
    {"the premaster secret begins with zeros",
     "d6364ccfa692263b7b252d7744b236735f650393175b033f2a69dc548535b745a9a51ffb51521a89b9e5ec3870d01c9f8ff4"
     "d626ce91c027779902eab0b7efc8d4c51b249a04a449fa7024eb320fafa0c2b9ef870a455ac0c9f61a0f2aff1938ea3da186"
     "d5cb0fb3dd50a82235d5293f5aee5bc2ad14991eef1d84764b1ad160",
     "8c450af5730918d4f0c9ee023f8cfbfe1f9a60de3944b8c9fdae6cb0f900b7a3e4e53962def483b04da6f1ca01503a715341"
     "d1d04cbd63de6fe51d9c1029b1534a336315037f5292ceb86fd18b0a0ec422982a92e9a861133f5daa165c191db70af8a32a"
     "e4241fb17ce77f7a959b4c882006896b633a54eb613be4e7786ba181942a56a2770a96d973779758fb9cdced0f38fdc0d62c"
     "2410f63e789b2588d56c4fa35208a912f5b2bdff77c04f2e5fdf7c0b6dfa159e6eacab57b889502b8ac87ab40d8c9d22afcf"
     "c2551d8f4ddb3d58349a4082cf7ace786b013d6928ff04fa6c8fd2f164dc0e54c0ce98a8788ea76e1bdf3575ce517994518c"
     "e5dcc44593e11f0c657b541a2333f476cdd1e7b4f6717925c8a000578a6869eecd900a954e13ad4c87fbffa85929c66773df"
     "4c6a6433a7c787f9fcc38517ee067ca08483ce56d9a121a1916a062b97893b0088c03ac504fdf5a412007ad5c6df8f8394ca"
     "aaccc39dcabea1abec5b04f9d7e77ec2db600582664b80eb3c5f4c66908d28909ed7",
     "5c1fca34183aadc6d326c8545c542f0a",
     "6014ede1b3e66b6d1a9f278d0043a6f9b9d43abf1639456038d3ce39164b3df5ac2b591a35688e6da2fbb486b1caeab49010"
     "bca80f2813d1c7806afee17ff6e21dc44895537ea3b5d185d86460ad9715daff6edf9fb0c2d980db900196e96c9bc056e505"
     "ae60fedf76355e7f6d1b79e4a80b379d19164b71ce77b4de90ff2b6940b4735d503f84fbaf3f8f3dcdaae91b1a8b9f7c8c81"
     "d900a5e9acf1188cfc5af70d3584e4295724a615714e4b75481f67e46432d2ed72c4c4cc7a2abfc901bbac12eac339c90b2f"
     "127c8857aca575aabd7be16a5436c22826ec28fad3af86f07db8c80efa39585b505a2a919ab3a19ed89afe794378bbc152b2"
     "e2ac251b99aed4f4ca026597d313f73312228342ec163bee0a01c6934d29bdc706aa3f4c78e21c2c3162ffcc5dc5f73cf1eb"
     "851fc62d759145d01111859965013c8187c7a8530e61614b017d29705daf19a072eed33984880765ae021ccd42d016ea2f35"
     "36e47b9368aaf40bb5effebc1c0c5e8c609e40b740cd256d4a2eea1bb22ec56eb5fd",
     "uoGLkWKThfv+aG8hI5RGKFzP+MyFFrcXyp/hXzs/1n4=", "QgDf0Tblj4TICQ8QqzYFjWayd9f3fw+PrwyZSS/6vjk="},
    {"u begins with zeros",
     "9da00b614deec421e604f07bcbb41b83fb183ac1083c1fdaa90cfe8c0444dc1ae1f9eee34d4ac77a9b3fb8031adc671084c3"
     "632ad9d7258ae894bdd310dad70171700e0b662bf1dacf1df29292f22dd8cf9085e2f66335f2b56171adb3f0553a798f1ae8"
     "3ce5d2f70855b552c2290607785fcfa0eabc5c57ecb94966eb0b7e81",
     "7c294f0f379a93a720034171c64048b5b18db8c5dddb98693e5e5b7f7767e248f62664b60de1230dbe85d2c7a68d96486384"
     "f87c4cacee3da3ba8f941a6e4a0dd20cd254e20002e83c35450fad90f5454458e9b6aff1ef3dba61172ef16123f104ca4db1"
     "b0b69f940b93088836214a555ec7c4500197272359da2a20d684c07d9f72d237e6ffa4b4666194c0e574393bd301234d2408"
     "c9c32e45061394dfe8c8fda11a8c30c77e935031113a2f18ca678551587b68cee4813b5bbe2eb7806eecfc21af5572c28a7e"
     "1179474d80e959f6fd6d2f8341e90b0cd7043c5398e19d3b03a4c69e466a8c125c7ce2399a0dbcb5af50ab4647758002593a"
     "fa78c1acd7688423563fd3d92867ce97ff37b6cebab53b49161a31f9327b34fefa011407a3dfe4c87c6526ca810c67141682"
     "7303c4260dd779606248f1bcd52cce18761baf157ec81a4317434ef90670b3da1bfe7daa5d13dc0d461adf20f51bcde8c33e"
     "d7f353985228cea5641128f5c0dbbcbb4ce02b55ce30fb44b0768ba30bbc6471a9b2",
     "e774d79cf45d70c11bb635c6607646e4",
     "e21fb5b2728bd00fb4c8f96dc2db07a754ba5a2459a9c05d856432d6d73ab3d612af5399efa5f988871dab9cac00f2325c05"
     "0f98b62020c514efe9524922781abde2289dec88b3b5e5c70f7e495a3083c3dd1f27aeb51d87a347baf92793646c304e9a6e"
     "fa79001bf5e2dbf04067000fca6190587e7289e1626e71ead4513cc20e621a27645751a9c4dd37cbdbc9270fa7bed126a0a8"
     "e0e9ac06826a6191c9a261ed75989193c9eebb9a547501d539a8e28dbbd15545868a4cb19c17110ba64d2140c52191df796c"
     "99d78e575d6ca5d3360456cf445a796c1b2678330f703413eecc532c120d818bef1e0d37af5c3c0e559e73152519d182d7d9"
     "8fb5cbf636c1a68502b46edce1b86db1f75044432217481055364f9082b9bc8a43b3b92a194975426faaeebab1d089c0ecf5"
     "6bccfa1b6d5bacf4acc490665dd5e06971a975cf4bb99930611115c9d17dfde5f58961fc552f8bc754ab32ad9e1cd5f10bc5"
     "79754558e3cd807c55da1fcefc705b6a268b03222722f5b6c0811ce851aa6a6b14eb",
     "H+jmQgruY8ERSG8YQFG/SLxveXfze7aS8r2ttMTs9aw=", "9espENPXCjVoU/PYfFQy7/PBSYNNarSfsO3ZeW+nFSk="},
};

TEST(Srp, SignsAsTheClientOfAwsDoes) {
    for (const Vector& one : vectors) {
        SCOPED_TRACE(one.about);
        const SrpExchange exchange = begin_srp(bytes_of(one.a));
        EXPECT_EQ(exchange.public_number.substr(exchange.public_number.find_first_not_of('0')), one.A);
        EXPECT_EQ(srp_signature(
                      exchange,
                      {.salt = one.salt, .server = one.B, .secret_block = one.secret_block, .user_id = "5f0c6a1e-user"},
                      "eu-central-1_AbCdEfGhI", "pässwörd-1", "Wed Oct 28 12:01:01 UTC 2026"),
                  one.signature);
    }
}

TEST(Srp, AnswersNoChallengeThatDrawsThePasswordOut) {
    const SrpExchange exchange = begin_srp(bytes_of(vectors[0].a));
    for (const char* server : {"", "0", "00", "not hexadecimal"})
        EXPECT_THROW(srp_signature(exchange, {.salt = "1", .server = server, .secret_block = "AA==", .user_id = "u"},
                                   "eu-central-1_A", "p", "t"),
                     std::invalid_argument)
            << server;
}
}  // namespace
