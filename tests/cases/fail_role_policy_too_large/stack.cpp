#include <bob/bob.h>

namespace fail_role_policy_too_large {

bob::Stack stack(const bob::Stage&) {
    bob::Function read{.name = "read"};
    for (int i = 0; i < 8; ++i) {
        bob::Statement one{.actions = {"s3:GetObject"}};
        for (int j = 0; j < 8; ++j)
            one.resources.push_back(bob::runtime("arn:aws:s3:::" + std::string(50, 'a') + "/" + std::string(150, 'b') +
                                                 std::to_string(i * 8 + j) + "/*"));
        read.statements.push_back(one);
    }
    return {.name = "archive", .resources = {read}};
}

}  // namespace fail_role_policy_too_large
