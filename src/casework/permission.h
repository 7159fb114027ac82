/* Who may do what. One table of roles; routes, acts and pages ask it. What a person may *see* is the view
 * case_access. */
#pragma once
#include "casework/context.h"

#define PERMISSION_TABLE(ROW)                                                                                \
  ROW(WORK, "See my work and the cases in my scope")                                                         \
  ROW(LOG, "Log a complaint by telephone or letter")                                                         \
  ROW(TRIAGE, "Triage, assign, move to another procedure")                                                   \
  ROW(PROGRESS, "Acknowledge, pause, resume, extend, record a request for the next stage")                   \
  ROW(ANSWER, "Record the answer of a stage")                                                                \
  ROW(FINISH, "Withdraw, close, reopen")                                                                     \
  ROW(NOTE, "Add a note")                                                                                    \
  ROW(EXPORT, "Download lists")                                                                              \
  ROW(REPORT, "See reports and the cases behind a figure that are in my scope")                              \
  ROW(PUBLISH, "Write, publish and keep reports")                                                            \
  ROW(AUDIT, "See who read a case")                                                                          \
  ROW(ADMINISTER, "Settings and people")

typedef enum PermissionBit {
#define ROW(name, words) PERMISSION_BIT_##name,
  PERMISSION_TABLE(ROW)
#undef ROW
      PERMISSION_COUNT
} PermissionBit;

enum {
#define ROW(name, words) PERMISSION_##name = 1 << PERMISSION_BIT_##name,
  PERMISSION_TABLE(ROW)
#undef ROW
};

/* What the permission allows, for people. */
const char *permission_words(PermissionBit bit);
/* The bits of a role. */
uint32_t role_permissions(Role role);
/* The scope of a role in the access view: all, service, review, none. */
const char *role_scope(Role role);
/* The permission that an act needs. */
uint32_t act_permission(CaseAct act);
/* Whether this actor may do the act to a case that the rules would allow; ERROR_DENIED in words. A customer
 * may only ask for the next stage and withdraw; the program itself may do all. */
Error act_allowed(const Ctx *ctx, CaseAct act) MUST_USE;
