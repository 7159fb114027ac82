/* What the components are made of; for the files of this folder alone. */
#pragma once
#include "html/components.h"

#define RAW(writer, literal) write_raw((writer), "" literal "", sizeof(literal) - 1)

/* An id: the base, "-" and the number where it is 2 or more, the suffix. */
typedef struct Id {
  Text base;
  size_t number;
  const char *suffix; /* may be NULL */
} Id;

/* What aria-describedby names: given ids, ID-info, ID-hint, ID-error. */
typedef struct Described {
  Text given;
  Text id;
  bool info, hint, error;
} Described;

static inline Text text_or(Text text, Text otherwise) { return text_is_empty(text) ? otherwise : text; }
static inline bool words_given(Text text, Html html) { return text.length || html.text.length; }
static inline bool hint_given(const Hint *hint) { return words_given(hint->text, hint->html); }
static inline bool error_given(const ErrorMessage *error) { return words_given(error->text, error->html); }

/* The markup where given, else the text, escaped. */
void put_words(Writer *writer, Text text, Html html);
void put_slot(Writer *writer, Words words);
/* " classes" where given, inside the quotation marks of a class. */
void put_classes(Writer *writer, Text classes);
/* name="value"; the second only where the value is given. */
void put_attribute(Writer *writer, const char *name, Text value);
void put_optional(Writer *writer, const char *name, Text value);
void put_number(Writer *writer, const char *name, int64_t number);
void put_switch(Writer *writer, const char *name, Switch value);
void put_attributes(Writer *writer, Attributes attributes);
void put_href(Writer *writer, Url href, const char *otherwise);
void put_id(Writer *writer, Id id);
void put_id_attribute(Writer *writer, const char *name, Id id);
bool described_given(const Described *described);
void put_described_ids(Writer *writer, const Described *described);
void put_described_by(Writer *writer, const Described *described);
/* <hN class="…" without its end; </hN>. */
void put_heading_open(Writer *writer, int level, int otherwise);
void put_heading_close(Writer *writer, int level, int otherwise);

/* Parts with a composed id and a class of the control. */
void put_label(Writer *writer, const Label *label, Id control, const char *own_class);
void put_hint(Writer *writer, const Hint *hint, Id id, const char *own_class);
void put_error(Writer *writer, const ErrorMessage *error, Id id);
/* The hint and the message of a control, where given. */
void put_hint_and_error(Writer *writer, Text id, const Hint *hint, const ErrorMessage *error);
/* <div class="govuk-form-group …", still open for attributes; own_class may be NULL. */
void put_group_begin(Writer *writer, const FormGroup *group, bool error, const char *own_class);
void put_group_open(Writer *writer, const FormGroup *group, bool error);
bool fieldset_given(const Fieldset *fieldset);
void put_fieldset_open(Writer *writer, const Fieldset *fieldset, Text role, const Described *described);
/* data-i18n.KEY="…" */
void put_message(Writer *writer, const char *key, Text message);
void put_messages(Writer *writer, const char *key, const Plural *plural);
/* A button with a class before its own classes. */
void put_button(Writer *writer, const Button *button, const char *own_class);
