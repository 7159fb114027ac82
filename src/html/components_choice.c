/* Radios, checkboxes and dates: groups of controls in a fieldset. */
#include "html/component_parts.h"
#include <string.h>

/* What an item of radios and of checkboxes have in common. */
typedef struct Choice {
  const char *kind, *type; /* "radios", "radio" */
  Id id;
  Text name, value, text, behaviour;
  Html html, conditional;
  const Hint *hint;
  const Label *label;
  bool checked, disabled;
  Described described; /* besides the item's own hint */
  Attributes attributes;
} Choice;

/* govuk-KIND and what follows it, markup of this file. */
static void put_kind(Writer *writer, const Choice *choice, const char *markup) {
  RAW(writer, "govuk-");
  write_raw(writer, choice->kind, strlen(choice->kind));
  write_raw(writer, markup, strlen(markup));
}

static void put_choice_described(Writer *writer, const Choice *choice) {
  bool others = described_given(&choice->described), hint = hint_given(choice->hint);
  if (!others && !hint) return;
  RAW(writer, " aria-describedby=\"");
  put_described_ids(writer, &choice->described);
  if (others && hint) RAW(writer, " ");
  Id id = choice->id;
  id.suffix = "-item-hint";
  if (hint) put_id(writer, id);
  RAW(writer, "\"");
}

static void put_choice_input(Writer *writer, const Choice *choice) {
  RAW(writer, "<input class=\"");
  put_kind(writer, choice, "__input\" id=\"");
  put_id(writer, choice->id);
  RAW(writer, "\"");
  put_attribute(writer, "name", choice->name);
  put_attribute(writer, "type", text_of(choice->type));
  put_attribute(writer, "value", choice->value);
  if (choice->checked) RAW(writer, " checked");
  if (choice->disabled) RAW(writer, " disabled");
  if (choice->conditional.text.length) {
    RAW(writer, " data-aria-controls=\"conditional-");
    put_id(writer, choice->id);
    RAW(writer, "\"");
  }
  put_optional(writer, "data-behaviour", choice->behaviour);
  put_choice_described(writer, choice);
  put_attributes(writer, choice->attributes);
  RAW(writer, ">\n");
}

static void put_conditional(Writer *writer, const Choice *choice) {
  if (!choice->conditional.text.length) return;
  RAW(writer, "<div class=\"");
  put_kind(writer, choice, "__conditional");
  if (!choice->checked) {
    RAW(writer, " ");
    put_kind(writer, choice, "__conditional--hidden");
  }
  RAW(writer, "\" id=\"conditional-");
  put_id(writer, choice->id);
  RAW(writer, "\">\n");
  write_text_html(writer, choice->conditional);
  RAW(writer, "\n</div>\n");
}

static void put_choice(Writer *writer, const Choice *choice, bool radio) {
  RAW(writer, "<div class=\"");
  put_kind(writer, choice, "__item\">\n");
  put_choice_input(writer, choice);
  Label label = {.text = choice->text,
                 .html = choice->html,
                 .classes = choice->label->classes,
                 .attributes = choice->label->attributes};
  put_label(writer, &label, choice->id, radio ? "govuk-radios__label" : "govuk-checkboxes__label");
  Id hint = choice->id;
  hint.suffix = "-item-hint";
  if (hint_given(choice->hint))
    put_hint(writer, choice->hint, hint, radio ? "govuk-radios__hint" : "govuk-checkboxes__hint");
  RAW(writer, "</div>\n");
  put_conditional(writer, choice);
}

static Id item_id(Text own, Text prefix, size_t index) {
  return own.length ? (Id){.base = own} : (Id){.base = prefix, .number = index + 1};
}

/* ---- radios ----------------------------------------------------------------------------------------- */

static void put_radio(Writer *writer, const Radios *radios, size_t index) {
  const RadioItem *item = &radios->items[index];
  if (item->omit) return;
  if (item->divider.length) {
    RAW(writer, "<div class=\"govuk-radios__divider\">");
    write_text_text(writer, item->divider);
    RAW(writer, "</div>\n");
    return;
  }
  bool chosen = radios->value.length && item->value.length && text_equal(item->value, radios->value);
  put_choice(writer,
             &(Choice){.kind = "radios",
                       .type = "radio",
                       .name = radios->name,
                       .value = item->value,
                       .id = item_id(item->id, text_or(radios->id_prefix, radios->name), index),
                       .text = item->text,
                       .html = item->html,
                       .hint = &item->hint,
                       .label = &item->label,
                       .checked = item->checked == SWITCH_DEFAULT ? chosen : item->checked == SWITCH_ON,
                       .disabled = item->disabled,
                       .conditional = item->conditional,
                       .attributes = item->attributes},
             true);
}

void govuk_radios(Writer *writer, const Radios *radios) {
  Text prefix = text_or(radios->id_prefix, radios->name);
  Described described = {.given = radios->fieldset.described_by,
                         .id = prefix,
                         .hint = hint_given(&radios->hint),
                         .error = error_given(&radios->error)};
  bool fieldset = fieldset_given(&radios->fieldset);
  put_group_open(writer, &radios->group, described.error);
  if (fieldset) put_fieldset_open(writer, &radios->fieldset, radios->fieldset.role, &described);
  put_hint_and_error(writer, prefix, &radios->hint, &radios->error);
  RAW(writer, "<div class=\"govuk-radios");
  put_classes(writer, radios->classes);
  RAW(writer, "\"");
  put_attributes(writer, radios->attributes);
  RAW(writer, " data-module=\"govuk-radios\">\n");
  put_slot(writer, radios->group.before);
  for (size_t i = 0; i < radios->items_count; i++) put_radio(writer, radios, i);
  put_slot(writer, radios->group.after);
  RAW(writer, "</div>\n");
  if (fieldset) govuk_fieldset_close(writer);
  RAW(writer, "</div>\n");
}

/* ---- checkboxes --------------------------------------------------------------------------------------- */

static bool is_among(Text value, const Text *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (value.length && values[i].length && text_equal(value, values[i])) return true;
  return false;
}

static void put_checkbox(Writer *writer, const Checkboxes *boxes, size_t index, const Described *described) {
  const CheckboxItem *item = &boxes->items[index];
  if (item->omit) return;
  if (item->divider.length) {
    RAW(writer, "<div class=\"govuk-checkboxes__divider\">");
    write_text_text(writer, item->divider);
    RAW(writer, "</div>\n");
    return;
  }
  bool chosen = is_among(item->value, boxes->values, boxes->values_count);
  put_choice(writer,
             &(Choice){.kind = "checkboxes",
                       .type = "checkbox",
                       .name = text_or(item->name, boxes->name),
                       .value = item->value,
                       .id = item_id(item->id, text_or(boxes->id_prefix, boxes->name), index),
                       .text = item->text,
                       .html = item->html,
                       .hint = &item->hint,
                       .label = &item->label,
                       .checked = item->checked == SWITCH_DEFAULT ? chosen : item->checked == SWITCH_ON,
                       .disabled = item->disabled,
                       .conditional = item->conditional,
                       .behaviour = item->exclusive ? TEXT("exclusive") : TEXT_NONE,
                       .described = *described,
                       .attributes = item->attributes},
             false);
}

void govuk_checkboxes(Writer *writer, const Checkboxes *boxes) {
  Text prefix = text_or(boxes->id_prefix, boxes->name);
  Described described = {.given = text_or(boxes->fieldset.described_by, boxes->described_by),
                         .id = prefix,
                         .hint = hint_given(&boxes->hint),
                         .error = error_given(&boxes->error)};
  bool fieldset = fieldset_given(&boxes->fieldset);
  put_group_open(writer, &boxes->group, described.error);
  if (fieldset) put_fieldset_open(writer, &boxes->fieldset, boxes->fieldset.role, &described);
  put_hint_and_error(writer, prefix, &boxes->hint, &boxes->error);
  RAW(writer, "<div class=\"govuk-checkboxes");
  put_classes(writer, boxes->classes);
  RAW(writer, "\"");
  put_attributes(writer, boxes->attributes);
  RAW(writer, " data-module=\"govuk-checkboxes\">\n");
  put_slot(writer, boxes->group.before);
  Described item = fieldset ? (Described){0} : described;
  for (size_t i = 0; i < boxes->items_count; i++) put_checkbox(writer, boxes, i, &item);
  put_slot(writer, boxes->group.after);
  RAW(writer, "</div>\n");
  if (fieldset) govuk_fieldset_close(writer);
  RAW(writer, "</div>\n");
}

/* ---- date input -----------------------------------------------------------------------------------------
 */

enum { DAY, MONTH, YEAR, OTHER };

/* The value of that name, with the prefix of the whole where `prefixed`. */
static Text value_named(const DateInput *date, Text name, bool prefixed) {
  Text prefix = prefixed ? date->name_prefix : TEXT_NONE;
  for (size_t i = 0; i < date->values_count; i++) {
    Text key = date->values[i].name;
    if (prefix.length) {
      if (!text_starts(key, prefix) || key.length <= prefix.length || key.at[prefix.length] != '-') continue;
      key = text_slice(key, prefix.length + 1, key.length);
    }
    if (key.length && text_equal(key, name)) return date->values[i].value;
  }
  return TEXT_NONE;
}

static bool says_error(const DateInputItem *item) {
  return item->error == SWITCH_ON ||
         (item->classes.length && text_contains(item->classes, TEXT("govuk-input--error")));
}

/* "month" becomes "Month". */
static void put_date_label(Writer *writer, Text name) {
  for (size_t i = 0; i < name.length; i++) {
    char byte = name.at[i];
    bool small = byte >= 'a' && byte <= 'z', capital = byte >= 'A' && byte <= 'Z';
    if (i == 0 && small) byte = (char)(byte - 'a' + 'A');
    if (i > 0 && capital) byte = (char)(byte - 'A' + 'a');
    write_text_text(writer, (Text){&byte, 1});
  }
}

static void put_date_classes(Writer *writer, const DateInput *date, const DateInputItem *item, int part,
                             bool any) {
  bool whole = error_given(&date->error) && !any && item->error != SWITCH_OFF;
  bool own = item->classes.length && text_contains(item->classes, TEXT("govuk-input--error"));
  bool width = item->classes.length && text_contains(item->classes, TEXT("govuk-input--width-"));
  RAW(writer, "<input class=\"govuk-input govuk-date-input__input");
  if (!own && (says_error(item) || whole)) RAW(writer, " govuk-input--error");
  if (!width && part == YEAR) RAW(writer, " govuk-input--width-4");
  if (!width && part != YEAR) RAW(writer, " govuk-input--width-2");
  put_classes(writer, item->classes);
  RAW(writer, "\"");
}

static void put_date_id(Writer *writer, const DateInput *date, const DateInputItem *item, Text name) {
  if (item->id.length) {
    write_value_text(writer, item->id);
    return;
  }
  write_value_text(writer, date->id);
  RAW(writer, "-");
  write_value_text(writer, name);
}

static void put_date_control(Writer *writer, const DateInput *date, const DateInputItem *item, Text name) {
  Text value = text_or(item->value, value_named(date, name, false));
  RAW(writer, "\" name=\"");
  if (date->name_prefix.length) {
    write_value_text(writer, date->name_prefix);
    RAW(writer, "-");
  }
  write_value_text(writer, name);
  RAW(writer, "\" type=\"text\"");
  put_optional(writer, "value", text_or(value, value_named(date, name, true)));
  put_optional(writer, "autocomplete", item->autocomplete);
  put_optional(writer, "pattern", item->pattern);
  put_attribute(writer, "inputmode", text_or(item->inputmode, TEXT("numeric")));
  put_attributes(writer, item->attributes);
  RAW(writer, ">\n</div>\n</div>\n");
}

static void put_date_item(Writer *writer, const DateInput *date, const DateInputItem *item, int part,
                          bool any) {
  static const Text names[] = {{"day", 3}, {"month", 5}, {"year", 4}, {"", 0}};
  Text name = text_or(item->name, names[part]);
  RAW(writer, "<div class=\"govuk-date-input__item\">\n<div class=\"govuk-form-group\">\n"
              "<label class=\"govuk-label govuk-date-input__label\" for=\"");
  put_date_id(writer, date, item, name);
  RAW(writer, "\">\n");
  if (item->label.length)
    write_text_text(writer, item->label);
  else
    put_date_label(writer, name);
  RAW(writer, "\n</label>\n");
  put_date_classes(writer, date, item, part, any);
  RAW(writer, " id=\"");
  put_date_id(writer, date, item, name);
  put_date_control(writer, date, item, name);
}

static bool is_named(Text name, Text usual, Text own) {
  return name.length && (text_equal(name, usual) || (own.length && text_equal(name, own)));
}

/* Which of the three an item is, by its name. */
static int part_of(const DateInput *date, const DateInputItem *item) {
  if (is_named(item->name, TEXT("day"), date->day.name)) return DAY;
  if (is_named(item->name, TEXT("month"), date->month.name)) return MONTH;
  return is_named(item->name, TEXT("year"), date->year.name) ? YEAR : OTHER;
}

static void put_date_items(Writer *writer, const DateInput *date) {
  const DateInputItem *const three[] = {&date->day, &date->month, &date->year};
  bool any = false, own = date->items_count > 0;
  size_t count = own ? date->items_count : 3;
  for (size_t i = 0; i < count; i++) {
    const DateInputItem *item = own ? &date->items[i] : three[i];
    any = any || (!item->omit && says_error(item));
  }
  for (size_t i = 0; i < count; i++) {
    DateInputItem item = own ? date->items[i] : *three[i];
    int part = own ? part_of(date, &item) : (int)i;
    if (part != OTHER) item.value = text_or(item.value, three[part]->value);
    if (!item.omit) put_date_item(writer, date, &item, part, any);
  }
}

void govuk_date_input(Writer *writer, const DateInput *date) {
  Described described = {.given = date->fieldset.described_by,
                         .id = date->id,
                         .hint = hint_given(&date->hint),
                         .error = error_given(&date->error)};
  bool fieldset = fieldset_given(&date->fieldset);
  put_group_open(writer, &date->group, described.error);
  /* The role group: some screen readers say the hint of a fieldset around text boxes only then. */
  if (fieldset) put_fieldset_open(writer, &date->fieldset, TEXT("group"), &described);
  put_hint_and_error(writer, date->id, &date->hint, &date->error);
  RAW(writer, "<div class=\"govuk-date-input");
  put_classes(writer, date->classes);
  RAW(writer, "\"");
  put_attributes(writer, date->attributes);
  put_optional(writer, "id", date->id);
  RAW(writer, ">\n");
  put_slot(writer, date->group.before);
  put_date_items(writer, date);
  put_slot(writer, date->group.after);
  RAW(writer, "</div>\n");
  if (fieldset) govuk_fieldset_close(writer);
  RAW(writer, "</div>\n");
}
