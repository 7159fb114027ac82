/* Renders every published fixture of the components that we write and compares the markup. White space is
 * compared too, as a browser would: a run counts as one space, and none counts next to an element that is no
 * part of a line. fixtures_test [-v]      -v prints both sides of what differs */
#include "fixture_options.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  Render *render;
} COMPONENTS[] = {
    {"back-link", fixture_back_link},
    {"breadcrumbs", fixture_breadcrumbs},
    {"button", fixture_button},
    {"character-count", fixture_character_count},
    {"checkboxes", fixture_checkboxes},
    {"date-input", fixture_date_input},
    {"details", fixture_details},
    {"error-message", fixture_error_message},
    {"error-summary", fixture_error_summary},
    {"exit-this-page", fixture_exit_this_page},
    {"fieldset", fixture_fieldset},
    {"file-upload", fixture_file_upload},
    {"generic-header", fixture_generic_header},
    {"hint", fixture_hint},
    {"input", fixture_input},
    {"inset-text", fixture_inset_text},
    {"label", fixture_label},
    {"notification-banner", fixture_notification_banner},
    {"pagination", fixture_pagination},
    {"panel", fixture_panel},
    {"password-input", fixture_password_input},
    {"radios", fixture_radios},
    {"select", fixture_select},
    {"service-navigation", fixture_service_navigation},
    {"skip-link", fixture_skip_link},
    {"summary-list", fixture_summary_list},
    {"table", fixture_table},
    {"tag", fixture_tag},
    {"task-list", fixture_task_list},
    {"textarea", fixture_textarea},
    {"warning-text", fixture_warning_text},
};

static bool is_space(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }

/* A tag of an element that stands within a line, so that space beside it is seen. */
static bool is_inline(Text tag) {
  static const char *const names[] = {"a", "abbr", "b", "em", "span", "strong", "input", "button", "svg"};
  size_t from = tag.length > 1 && tag.at[1] == '/' ? 2 : 1, to = from;
  while (to < tag.length && !is_space(tag.at[to]) && tag.at[to] != '>' && tag.at[to] != '/') to++;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (text_equal(text_slice(tag, from, to), text_of(names[i]))) return true;
  return false;
}

/* One space for a run of white space within a tag, none before its end. */
static void put_tag(Buffer *out, Text tag) {
  char quote = 0;
  for (size_t i = 0; i < tag.length; i++) {
    char byte = tag.at[i];
    if (byte == '"') quote = quote ? 0 : '"';
    if (!quote && is_space(byte)) {
      while (i + 1 < tag.length && is_space(tag.at[i + 1])) i++;
      if (i + 1 < tag.length && tag.at[i + 1] == '>') continue;
      byte = ' ';
    }
    buffer_put_char(out, byte);
  }
}

static size_t tag_end(Text html, size_t at) {
  bool quoted = false;
  for (; at < html.length; at++) {
    if (html.at[at] == '"') quoted = !quoted;
    if (html.at[at] == '>' && !quoted) return at + 1;
  }
  return html.length;
}

/* Each tag and each text on a line of its own, so that what differs is easy to see. */
static Text normal(Text html) {
  static Buffer out;
  if (!out.maximum) out = buffer_new(1 << 20);
  buffer_clear(&out);
  bool space = false, line = false; /* space seen; what was before it is part of a line */
  html = text_trim(html);
  for (size_t at = 0; at < html.length;) {
    if (is_space(html.at[at])) {
      space = true;
      at++;
    } else if (html.at[at] == '<') {
      Text tag = text_slice(html, at, tag_end(html, at));
      if (space && line && is_inline(tag)) buffer_put_char(&out, ' ');
      buffer_put_char(&out, '\n');
      put_tag(&out, tag);
      line = is_inline(tag);
      space = false;
      at += tag.length;
    } else {
      size_t end = at;
      while (end < html.length && html.at[end] != '<' && !is_space(html.at[end])) end++;
      if (space && line) buffer_put_char(&out, ' ');
      buffer_put(&out, text_slice(html, at, end));
      line = true;
      space = false;
      at = end;
    }
  }
  return text_copy(fixture_arena, buffer_text(&out));
}

static json_t *read_fixtures(const char *component) {
  const char *root = getenv("REDRESS_SOURCE_ROOT");
  Text path =
      text_format(fixture_arena, "%s/node_modules/govuk-frontend/dist/govuk/components/%s/fixtures.json",
                  root ? root : ".", component);
  json_error_t error;
  json_t *json = json_load_file(text_z(fixture_arena, path), 0, &error);
  if (!json) printf("Bail out! %.*s: %s\n", TEXT_ARGUMENTS(path), error.text);
  return json;
}

static bool is_same(const json_t *fixture, Render *render, bool verbose) {
  AUTO_HTML piece;
  html_begin(&piece);
  render(&piece.writer, json_object_get(fixture, "options"));
  Text ours = normal(html_end(&piece, fixture_arena).text);
  Text theirs = normal(option(fixture, "html"));
  bool same = ours.length == theirs.length && (!ours.length || text_equal(ours, theirs));
  if (!same && verbose) printf("# theirs:%.*s\n# ours:%.*s\n", TEXT_ARGUMENTS(theirs), TEXT_ARGUMENTS(ours));
  return same;
}

int main(int count, char **arguments) {
  bool verbose = count > 1 && strcmp(arguments[1], "-v") == 0;
  size_t number = 0, wrong = 0;
  fixture_arena = arena_new();
  for (size_t i = 0; i < sizeof COMPONENTS / sizeof *COMPONENTS; i++) {
    json_t *json = read_fixtures(COMPONENTS[i].name);
    if (!json) return 1;
    json_t *fixtures = json_object_get(json, "fixtures"), *fixture;
    size_t index, before = wrong;
    json_array_foreach(fixtures, index, fixture) {
      bool same = is_same(fixture, COMPONENTS[i].render, verbose);
      wrong += !same;
      printf("%s %zu - %s: %s\n", same ? "ok" : "not ok", ++number, COMPONENTS[i].name,
             json_string_value(json_object_get(fixture, "name")));
      arena_reset(fixture_arena);
    }
    printf("# %s: %zu of %zu\n", COMPONENTS[i].name, json_array_size(fixtures) - (wrong - before),
           json_array_size(fixtures));
    json_decref(json);
  }
  printf("1..%zu\n", number);
  arena_free(fixture_arena);
  return wrong > 0;
}
