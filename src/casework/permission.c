#include "casework/permission.h"

const char *permission_words(PermissionBit bit) {
  static const char *const words[] = {
#define ROW(name, text) text,
      PERMISSION_TABLE(ROW)
#undef ROW
  };
  return bit < PERMISSION_COUNT ? words[bit] : "";
}

uint32_t role_permissions(Role role) {
  const uint32_t officer = PERMISSION_WORK | PERMISSION_LOG | PERMISSION_TRIAGE | PERMISSION_PROGRESS |
                           PERMISSION_ANSWER | PERMISSION_FINISH | PERMISSION_NOTE | PERMISSION_EXPORT |
                           PERMISSION_REPORT;
  switch (role) {
  case ROLE_OFFICER:
    return officer;
  case ROLE_MANAGER:
    return officer | PERMISSION_AUDIT | PERMISSION_PUBLISH;
  case ROLE_SERVICE_MANAGER:
    return PERMISSION_WORK | PERMISSION_ANSWER | PERMISSION_NOTE | PERMISSION_REPORT;
  case ROLE_REVIEWER:
    return PERMISSION_WORK | PERMISSION_ANSWER | PERMISSION_NOTE | PERMISSION_REPORT;
  case ROLE_AUDITOR:
    return PERMISSION_WORK | PERMISSION_AUDIT | PERMISSION_EXPORT | PERMISSION_REPORT;
  case ROLE_ADMINISTRATOR:
    return PERMISSION_ADMINISTER;
  default:
    return 0;
  }
}

const char *role_scope(Role role) {
  switch (role) {
  case ROLE_OFFICER:
  case ROLE_MANAGER:
  case ROLE_AUDITOR:
    return "all";
  case ROLE_SERVICE_MANAGER:
    return "service";
  case ROLE_REVIEWER:
    return "review";
  default:
    return "none";
  }
}

uint32_t act_permission(CaseAct act) {
  switch (act) {
  case ACT_CLASSIFY:
  case ACT_ASSIGN:
  case ACT_DECIDE_LATE_REQUEST:
    return PERMISSION_TRIAGE;
  case ACT_RESPOND:
  case ACT_AGREE_ACTION:
  case ACT_COMPLETE:
    return PERMISSION_ANSWER;
  case ACT_WITHDRAW:
  case ACT_CLOSE:
  case ACT_REOPEN:
  case ACT_CORRECT:
    return PERMISSION_FINISH;
  case ACT_NOTE:
    return PERMISSION_NOTE;
  default:
    return PERMISSION_PROGRESS;
  }
}

static bool customer_may(CaseAct act) {
  return act == ACT_REQUEST_NEXT_STAGE || act == ACT_WITHDRAW || act == ACT_NOTE;
}

Error act_allowed(const Ctx *ctx, CaseAct act) {
  Role role = ctx->actor.role;
  if (role == ROLE_SYSTEM) return OK;
  bool allowed =
      role == ROLE_CUSTOMER ? customer_may(act) : (role_permissions(role) & act_permission(act)) != 0;
  if (allowed) return OK;
  return FAIL(ctx->arena, ERROR_DENIED, "Your role does not allow this. Ask the complaints team to do it.");
}
