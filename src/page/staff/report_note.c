/* The words in a box of a report: every version is kept, and nobody overwrites what they have not seen. */
#include "page/staff/report_note.h"
#include "report_note_template.h"

static const Field FIELDS[] = {
    {"version", FIELD_INT, 1000000, NULL, NULL, NULL},
    {"body", FIELD_LINES, 20000, NULL, NULL, NULL},
};

static const Narrative *find_box(const Report *report, Text slot) {
  for (size_t i = 0; i < report->section_count; i++)
    for (size_t k = 0; k < report->sections[i].part_count; k++) {
      const Narrative *narrative = report->sections[i].parts[k].narrative;
      if (narrative && text_equal(narrative->slot, slot)) return narrative;
    }
  return NULL;
}

static Error read_versions(NoteView *view) {
  ReportView *base = &view->base;
  const ReportNote *notes;
  size_t count;
  TRY(report_notes(&base->ctx, base->ask.name, report_period_key(base->ctx.arena, &base->ask), &notes,
                   &count));
  ReportNote *versions = ARENA_ARRAY(base->ctx.arena, ReportNote, count);
  view->count = 0;
  for (size_t i = count; i-- > 0;)
    if (text_equal(notes[i].slot, view->box->slot)) versions[view->count++] = notes[i];
  view->versions = versions;
  return OK;
}

static Error open_note(Request *request, Response *response, NoteView *view) {
  bool sent = request->method == METHOD_POST;
  *view = (NoteView){.box = NULL};
  TRY(report_open(request, response, &view->base));
  view->base.ask.published_copy = false;
  TRY(report_count(&view->base));
  view->box = find_box(&view->base.report, form_value(&request->query, "slot"));
  if (!view->box) return FAIL(request->arena, ERROR_NOT_FOUND, "The report has no such box.");
  view->asked = asked_read(request->arena, &request->form, FIELDS, 2, sent);
  return read_versions(view);
}

Url note_address(const NoteView *view) {
  Text slot = url_encode(view->base.ctx.arena, view->box->slot);
  return report_address(&view->base, "/note",
                        text_format(view->base.ctx.arena, "slot=%.*s", TEXT_ARGUMENTS(slot)));
}

static void write_note(Writer *writer, const void *page) { note_page(writer, page); }

static Error show(NoteView *view, int status) {
  Text title = view->conflict ? TEXT("The words changed while you were writing") : view->box->label;
  return report_show(&view->base, title, asked_wrong(&view->asked), status, write_note, view);
}

Error staff_report_note(Request *request, Response *response) {
  NoteView view;
  TRY(open_note(request, response, &view));
  asked_set(&view.asked, "body", view.box->body);
  return show(&view, 200);
}

static Error show_conflict(NoteView *view) {
  view->conflict = true;
  return show(view, STATUS_CONFLICT);
}

Error staff_report_note_save(Request *request, Response *response) {
  NoteView view;
  TRY(open_note(request, response, &view));
  if (asked_wrong(&view.asked)) return show(&view, STATUS_INVALID);
  int64_t seen = 0;
  bool known = text_to_int(field(&view.asked.values, "version"), &seen);
  if (!known || seen != (int64_t)view.count) return show_conflict(&view);
  ReportView *base = &view.base;
  Text body = field(&view.asked.values, "body");
  Text key = report_period_key(request->arena, &base->ask);
  Error error = text_equal(body, view.box->body)
                    ? OK
                    : report_note_put_after(&base->ctx, base->ask.name, key, view.box->slot, body, seen);
  if (error && error->code == ERROR_CONFLICT) {
    TRY(read_versions(&view));
    return show_conflict(&view);
  }
  if (error && error->code != ERROR_INVALID) return error;
  if (error) {
    field_add_error(request->arena, &view.asked.values, "body", error->words);
    return show(&view, STATUS_INVALID);
  }
  Url to =
      report_address(base, "", text_is_empty(body) ? TEXT("done=note-cleared") : TEXT("done=note-saved"));
  return redirect(request, response, "%.*s", TEXT_ARGUMENTS(to.text));
}
