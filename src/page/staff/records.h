/* Actions and recommendations, and what else a case that is no complaint shows on its page. */
#pragma once
#include "page/staff/staff.h"

/* What the event that made the record says of it: "words", "owner". */
Text record_words(const CaseFile *file, const Record *record, const char *slot);
/* Of an event about a record that is there already: what the record is; else the empty text. */
Text record_of_event(const CaseFile *file, const Event *event);
/* "Recommendation", or the type of an action: "Training". */
Text record_type(Arena *arena, const Record *record);
/* Whether any of them says who does it: recommendations do not. */
bool records_have_owners(const CaseFile *file);
/* When it is due, and how late; when it is done, whether that was in time. */
void write_record_due(Writer *writer, Arena *arena, const Record *record);
/* Where it is open and this person may complete it: the form with this one chosen. */
Url record_completes(const CaseView *view, const Record *record);

/* "Housing Ombudsman" of its code; as it was written where that is none. */
Text ombudsman_name(Text party);
/* "29 Nov 2026; the procedure gives until 4 Dec 2026" of the day in the Ombudsman's letter. */
Text letter_day(const CaseView *view);

/* What the Ombudsman's decision says in short. */
Text decision_words(const CaseFile *file);
/* "on time", "late", "in the time that was agreed later"; empty where that cannot be said. */
Text record_verdict(const Record *record);
/* "At the Ombudsman" where all that came of the case are there, else "Cases that came from this one". */
Text linked_heading(const CaseView *view);
/* "Upheld", "Open" */
Text linked_state(Arena *arena, const LinkedCase *linked);

/* What was said when the case was closed. */
Text closing_words(const CaseFile *file);

/* The sections of the overview; each writes nothing where it has nothing to say. */
void case_ombudsman(Writer *writer, const CaseView *view);
void case_referral(Writer *writer, const CaseView *view);
void case_linked_list(Writer *writer, const CaseView *view);
void case_records(Writer *writer, const CaseView *view);
