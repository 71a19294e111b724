/// Internet and VPN gateways, which are of use only once they are attached to their VPC; and services behind listeners.
#include <fmt/format.h>

#include "generator/check/order/waiting.h"
#include "generator/rules/order.h"

namespace bobgen::waiting {

namespace {

class Networks {
public:
    explicit Networks(const Asked& in) : in_(in), attachments_(in.types.of("AWS::EC2::VPCGatewayAttachment")) {}

    void run() {
        if (!attachments_.empty()) {
            for (const TemplateResource* one : in_.types.of("AWS::EC2::Route")) check_route(*one);
            for (const TemplateResource* one : in_.types.of("AWS::EC2::NatGateway")) check_nat(*one);
            for (const TemplateResource* one : in_.types.of("AWS::EC2::VPNGatewayRoutePropagation"))
                check_propagation(*one);
        }
        if (!in_.types.of("AWS::ECS::Service").empty()) check_services();
    }

private:
    const Value& properties(const TemplateResource& one) const { return in_.facts.properties(one); }

    /// The attachment that has this in its property. None, when the template has several such.
    const TemplateResource* attachment_of(const TemplateResource* other, std::string_view property,
                                          std::string_view type) const {
        const TemplateResource* found = nullptr;
        for (const TemplateResource* one : attachments_) {
            const TemplateResource* named = named_by(properties(*one).find(property), type, in_.facts.names);
            if (!named || named != other) continue;
            if (found) return nullptr;
            found = one;
        }
        return found;
    }

    void tell_of(const TemplateResource& hasty, std::string_view property, const TemplateResource* attachment,
                 std::string needs, std::string why) {
        if (!attachment || in_.order.waits_for(hasty, *attachment)) return;
        tell({.certain = rules::gateway_not_attached,
              .hasty = hasty,
              .place = place_of(hasty, properties(hasty), property),
              .needed = *attachment,
              .needs = std::move(needs),
              .why = std::move(why),
              .fix = {}},
             in_);
    }

    void check_route(const TemplateResource& route) {
        const Value* gateway = properties(route).find("GatewayId");
        for (const auto& [type, property] :
             {std::pair{"AWS::EC2::InternetGateway", "InternetGatewayId"}, {"AWS::EC2::VPNGateway", "VpnGatewayId"}})
            if (const TemplateResource* to = named_by(gateway, type, in_.facts.names))
                tell_of(route, "GatewayId", attachment_of(to, property, type),
                        fmt::format("route `{}` leads to gateway `{}`", route.logical_id, to->logical_id),
                        "before the attachment EC2 refuses the route: `route table and network gateway belong to "
                        "different networks`");
    }

    void check_nat(const TemplateResource& nat) {
        const Value& of = properties(nat);
        if (text_of(of.find("ConnectivityType")).value_or("public") != "public") return;
        const TemplateResource* subnet = named_by(of.find("SubnetId"), "AWS::EC2::Subnet", in_.facts.names);
        if (!subnet) return;
        const TemplateResource* network = named_by(properties(*subnet).find("VpcId"), "AWS::EC2::VPC", in_.facts.names);
        if (!network) return;
        const TemplateResource* attachment = attachment_of(network, "VpcId", "AWS::EC2::VPC");
        if (!attachment || !properties(*attachment).find("InternetGatewayId")) return;
        tell_of(nat, "SubnetId", attachment, fmt::format("NAT gateway `{}` needs an internet gateway", nat.logical_id),
                "before the attachment EC2 refuses the NAT gateway: `Network has no Internet gateway attached`");
    }

    void check_propagation(const TemplateResource& propagation) {
        const TemplateResource* gateway =
            named_by(properties(propagation).find("VpnGatewayId"), "AWS::EC2::VPNGateway", in_.facts.names);
        if (!gateway) return;
        tell_of(propagation, "VpnGatewayId", attachment_of(gateway, "VpnGatewayId", "AWS::EC2::VPNGateway"),
                fmt::format("`{}` propagates routes of gateway `{}`", propagation.logical_id, gateway->logical_id),
                "before the attachment EC2 refuses it: the gateway is not attached to the VPC of the route table");
    }

    /// A target group has a load balancer only once a listener leads to it.
    void check_services() {
        std::unordered_map<const TemplateResource*, std::vector<const TemplateResource*>> listeners;
        for (const std::string_view type :
             {"AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"})
            for (const TemplateResource* one : in_.types.of(type))
                for (const Mention& mention : in_.facts.mentions(*one))
                    if (const TemplateResource* group =
                            in_.facts.names.resource(mention.name, "AWS::ElasticLoadBalancingV2::TargetGroup"))
                        listeners[group].push_back(one);
        if (listeners.empty()) return;
        for (const TemplateResource* service : in_.types.of("AWS::ECS::Service")) {
            const Value& of = properties(*service);
            if (text_of(of.find({"DeploymentController", "Type"})).value_or("ECS") == "EXTERNAL") continue;
            each(of.find("LoadBalancers"), [&](const Value& one) {
                if (!one.is_map()) return;
                const Value* named = one.find("TargetGroupArn");
                const auto found =
                    listeners.find(named_by(named, "AWS::ElasticLoadBalancingV2::TargetGroup", in_.facts.names));
                if (found == listeners.end()) return;
                for (const TemplateResource* listener : found->second)
                    if (in_.order.waits_for(*service, *listener) || !Order::come_together(*service, *listener)) return;
                tell({.certain = rules::service_before_listener,
                      .hasty = *service,
                      .place = place_of(named, place_of(*service, of, "LoadBalancers")),
                      .needed = *found->second.front(),
                      .needs = fmt::format("service `{}` needs a listener that leads to target group `{}`",
                                           service->logical_id, found->first->logical_id),
                      .why = {},
                      .fix = {}},
                     in_);
            });
        }
    }

    const Asked& in_;
    const std::vector<const TemplateResource*>& attachments_;
};

}  // namespace

void check_networks(const Asked& in) { Networks(in).run(); }

}  // namespace bobgen::waiting
