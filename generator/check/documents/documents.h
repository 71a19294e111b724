/// The documents that a template has inside, each by the rules of its own language.
#pragma once

#include "generator/analysis/embedded.h"
#include "generator/analysis/facts.h"
#include "generator/report/report.h"

namespace bobgen {

/// All of them.
void check_documents(const Facts&, Report&);

/// Amazon States Language.
void check_state_machine(const TemplateResource&, const Facts&, Report&);
/// Event patterns, and the filters of event source mappings, pipes and subscriptions.
void check_event_rule_pattern(const TemplateResource&, const Facts&, Report&);
void check_filter_criteria(const TemplateResource&, const Facts&, Report&);
void check_subscription_filter(const TemplateResource&, const Facts&, Report&);
/// Those of the events of a SAM function or state machine.
void check_sam_events(const TemplateResource&, const Facts&, Report&);
/// OpenAPI.
void check_api_body(const TemplateResource&, const Facts&, Report&);
/// VTL.
void check_mapping_templates(const TemplateResource&, const Facts&, Report&);
void check_edge_function(const TemplateResource&, const Facts&, Report&);
void check_bucket_acl(const TemplateResource&, const Facts&, Report&);
/// The pattern, and what is sent in place of the event.
void check_event_rule_documents(const TemplateResource&, const Facts&, Report&);
void check_schedule_input(const TemplateResource&, const Facts&, Report&);
/// Of WAF.
void check_acl_rules(const TemplateResource&, const Facts&, Report&);
void check_ip_set(const TemplateResource&, const Facts&, Report&);
void check_dashboard(const TemplateResource&, const Facts&, Report&);

/// Says that a document is not JSON, if that is certain. True when there is a tree to look at.
bool is_readable(const Embedded&, std::string_view what, Report&);

}  // namespace bobgen
