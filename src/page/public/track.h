/* A complaint as the person who made it sees it. */
#pragma once
#include "html/casework_components.h"
#include "page/public/public.h"

typedef enum Progress {
  PROGRESS_NEW, /* nobody has looked at it yet */
  PROGRESS_LOOKING,
  PROGRESS_PAUSED,
  PROGRESS_ASKED_LATE, /* whether a late request is taken is to be decided */
  PROGRESS_ANSWERED,
  PROGRESS_WITHDRAWN,
  PROGRESS_CLOSED
} Progress;

/* The answer of a stage. */
typedef struct StageAnswer {
  Text stage, on; /* "Stage 1", "Tuesday 23 June 2026" */
  Text outcome;   /* a sentence */
  Text words;     /* as the person reads it; may be empty */
} StageAnswer;

/* Dates are in words; empty where there is none. */
typedef struct TrackView {
  const Ctx *ctx;
  Text reference, secret, groups, site;
  bool anonymous;
  Progress progress;
  Text received, acknowledged, acknowledge_by, reply_by;
  Text who; /* looks into it: "A service manager" */
  bool late;
  bool extended;
  Text extended_from, extension_words;
  Text paused_since, waited_for;
  Text ended_on; /* withdrawn or closed */
  StageAnswer answers[STAGES_MAX];
  size_t answer_count;
  bool first_stage, last_stage; /* the stage it is at */
  Text stage, next_stage;       /* public names; next: empty where there is none */
  bool may_review, may_withdraw, may_add;
  Text window_until; /* the person may ask until then */
  bool window_over, why_expected;
  const Office *office;
  TrackItem steps[16];
  size_t step_count;
} TrackView;

/* Whether the person waits for a reply of ours. */
static inline bool is_waiting(const TrackView *view) {
  return view->progress == PROGRESS_NEW || view->progress == PROGRESS_LOOKING ||
         view->progress == PROGRESS_PAUSED;
}

/* Derives the view of a case; the file and the context must outlive it. */
TrackView track_view(Ctx *ctx, const CaseFile *file, Text secret);
/* Adds the steps of the tracker. */
void track_steps(TrackView *view, const CaseState *state);
/* Pieces of pages that are components: the green panel, the tracker, the word of success after an act. */
void sent_panel(Writer *writer, const TrackView *view);
/* The tracker with its steps. */
void track_progress(Writer *writer, const TrackView *view);
/* done: "review" "added" "withdrawn"; anything else writes nothing. */
void track_done(Writer *writer, Text done);
