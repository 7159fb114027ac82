/* The design system's components as functions: the markup of GOV.UK Frontend 6.6.0, checked by fixtures.
 *
 *   govuk_radios(writer, &(Radios){
 *       .name = TEXT("want"), .hint = {TEXT("Choose one")}, .error = {mistake},
 *       .fieldset.legend = {TEXT("What do you want to do?"), .page_heading = true},
 *       LIST(items, RadioItem, {.value = TEXT("complain"), .text = TEXT("Make a complaint")},
 *                              {.value = TEXT("thank"), .text = TEXT("Thank us"), .omit = !may_thank})});
 *
 * Everything left out is zero, and zero is the ordinary thing. An empty text is "not given". Where text and
 * html are both given, html wins; text is escaped. Nothing is kept after the call. Those of the Ministry of
 * Justice and our own are in html/casework_components.h. */
#pragma once
#include "html/writer.h"

/* Fills a field and its count from values: LIST(items, RadioItem, {...}, {...}). */
#define LIST(field, Type, ...)          \
  .field = (const Type[]){__VA_ARGS__}, \
  .field##_count = sizeof((const Type[]){__VA_ARGS__}) / sizeof(Type)

/* Further attributes of the element: ATTRIBUTES({"data-x", TEXT("1")}, {"hidden", .bare = true}). */
typedef struct Attribute {
  const char *name; /* from the program, never from input */
  Text value;
  bool bare; /* the name alone */
} Attribute;
typedef struct Attributes {
  const Attribute *items;
  size_t count;
} Attributes;
#define ATTRIBUTES(...)                          \
  ((Attributes){(const Attribute[]){__VA_ARGS__}, \
                sizeof((const Attribute[]){__VA_ARGS__}) / sizeof(Attribute)})

typedef enum Switch { SWITCH_DEFAULT, SWITCH_ON, SWITCH_OFF } Switch;

/* Text or markup. */
typedef struct Words {
  Text text;
  Html html;
} Words;

/* ---- links and notices -------------------------------------------------------------------------- */

typedef struct BackLink {
  Text text; /* "Back" */
  Html html;
  Url href; /* "#" */
  Text classes;
  Attributes attributes;
} BackLink;

typedef struct SkipLink {
  Text text;
  Html html;
  Url href; /* "#content" */
  Text classes;
  Attributes attributes;
} SkipLink;

typedef struct Breadcrumb {
  Text text;
  Html html;
  Url href; /* none: the page itself */
  Attributes attributes;
} Breadcrumb;
typedef struct Breadcrumbs {
  const Breadcrumb *items;
  size_t items_count;
  bool collapse_on_mobile;
  Text label, classes; /* "Breadcrumb" */
  Attributes attributes;
} Breadcrumbs;

typedef struct Button {
  Text text;
  Html html;
  Url href;         /* given: a link that looks like a button */
  Text type;        /* "submit" */
  Text name, value, id, classes;
  bool disabled, start;
  Switch prevent_double_click; /* SWITCH_ON on everything that sends something */
  Attributes attributes;
} Button;

typedef struct Details {
  Text summary;
  Html summary_html;
  Text text;
  Html html;
  bool open;
  Text id, classes;
  Attributes attributes;
} Details;

/* "Exit this page": a link that works without a script; its address should be ours and drop the draft. */
typedef struct ExitPage {
  Text text;
  Html html;
  Url href; /* the BBC's weather */
  Text activated, timed_out, press_two_more_times, press_one_more_time;
  Text id, classes;
  Attributes attributes;
} ExitPage;

typedef struct InsetText {
  Text text;
  Html html;
  Text id, classes;
  Attributes attributes;
} InsetText;

typedef struct WarningText {
  Text text;
  Html html;
  Text icon_fallback; /* "Warning" */
  Text classes;
  Attributes attributes;
} WarningText;

typedef struct Tag {
  Text text;
  Html html;
  Text classes; /* govuk-tag--green … */
  Attributes attributes;
} Tag;

typedef struct NotificationBanner {
  Text text; /* one line */
  Html html;
  Text title; /* "Important", of a success "Success" */
  Html title_html;
  bool success; /* role alert: at most one on a page */
  int title_level; /* 2 */
  Text title_id, role, classes;
  Switch disable_auto_focus;
  Attributes attributes;
} NotificationBanner;

typedef struct PanelAction {
  Text text;
  Url href;  /* given: a link, unless the type is "button" */
  Text type; /* "button" */
  Text classes;
  Attributes attributes;
} PanelAction;
/* The green confirmation; with classes "govuk-panel--interruption" the blue question with its actions. */
typedef struct PanelBox {
  Text title;
  Html title_html;
  Text text;
  Html html;
  int title_level; /* 1 */
  const PanelAction *actions;
  size_t actions_count;
  Text actions_classes;
  Attributes actions_attributes;
  Text classes;
  Attributes attributes;
} PanelBox;

typedef struct GenericHeader {
  Text logo;
  Html logo_html;
  Url url; /* "/" */
  Text container_classes, classes;
  Attributes attributes;
} GenericHeader;

typedef struct NavigationItem {
  Text text;
  Html html;
  Url href;
  bool current; /* this page */
  bool active;  /* the section that this page is in */
  bool omit;
  Attributes attributes;
} NavigationItem;
typedef struct ServiceNavigation {
  Text service_name;
  Url service_url;
  const NavigationItem *items;
  size_t items_count;
  Switch collapse_on_mobile;                          /* on where there are two items or more */
  Text menu_button_text, menu_button_label;           /* "Menu" */
  Text navigation_label, navigation_id, navigation_classes;
  Text aria_label;                                    /* "Service information" */
  Html start, end, navigation_start, navigation_end;  /* further markup at these places */
  bool end_inline;
  Text classes;
  Attributes attributes;
} ServiceNavigation;

/* ---- parts of forms ----------------------------------------------------------------------------- */

typedef struct Label {
  Text text;
  Html html;
  bool page_heading;
  Text classes; /* govuk-label--l … */
  Attributes attributes;
  Text for_id; /* set by the control */
} Label;

typedef struct Hint {
  Text text;
  Html html;
  Text id, classes; /* the id is set by the control */
  Attributes attributes;
} Hint;

typedef struct ErrorMessage {
  Text text;
  Html html;
  Text id, classes;     /* the id is set by the control */
  Text visually_hidden; /* "Error" */
  bool no_visually_hidden;
  Attributes attributes;
} ErrorMessage;

typedef struct Legend {
  Text text;
  Html html;
  bool page_heading;
  Text classes; /* govuk-fieldset__legend--l … */
} Legend;
typedef struct Fieldset {
  Legend legend;
  Html html; /* what stands in it; of a control its own parts */
  Text described_by, role, classes;
  Attributes attributes;
} Fieldset;

/* The element around label, hint, message and control. */
typedef struct FormGroup {
  Text classes;
  Attributes attributes;
  Words before, after; /* the control or controls */
} FormGroup;

typedef struct ErrorSummaryItem {
  Text text;
  Html html;
  Url href; /* "#" and the id of the first wrong control */
  Attributes attributes;
} ErrorSummaryItem;
typedef struct ErrorSummary {
  Text title; /* "There is a problem" */
  Html title_html;
  Text description;
  Html description_html;
  const ErrorSummaryItem *items;
  size_t items_count;
  Switch disable_auto_focus;
  Text classes;
  Attributes attributes;
} ErrorSummary;

/* ---- controls: the id is the name unless given; hint and message get ID-hint and ID-error -------- */

typedef struct Affix {
  Text text;
  Html html;
  Text classes;
  Attributes attributes;
} Affix;
typedef struct Input {
  Text name, id, value;
  Label label;
  Hint hint;
  ErrorMessage error;
  Text type; /* "text" */
  Text inputmode, autocomplete, autocapitalize, pattern, described_by;
  Switch spellcheck;
  bool disabled;
  Affix prefix, suffix;
  FormGroup group;
  Text wrapper_classes;
  Attributes wrapper_attributes;
  Text classes; /* govuk-input--width-10 … */
  Attributes attributes;
} Input;

typedef struct Textarea {
  Text name, id, value;
  Label label;
  Hint hint;
  ErrorMessage error;
  int rows; /* 5 */
  Text autocomplete, described_by;
  Switch spellcheck;
  bool disabled;
  FormGroup group;
  Text classes;
  Attributes attributes;
} Textarea;

/* Sentences for the script, with %{count}; empty: its own English ones. */
typedef struct Plural {
  Text one, other;
} Plural;
typedef struct CharacterCount {
  Text name, id, value;
  Label label;
  Hint hint;
  ErrorMessage error;
  int rows;                    /* 5 */
  int64_t maxlength, maxwords; /* characters or words; one of the two */
  int threshold;               /* per cent of the limit from which the count is shown */
  Text count_type;             /* "characters", "words", "length" */
  Text description;            /* "You can enter up to %{count} characters" */
  Plural characters_under, characters_over, words_under, words_over;
  Text characters_at, words_at;
  Text count_classes;
  Switch spellcheck;
  FormGroup group;
  Text classes;
  Attributes attributes;
} CharacterCount;

typedef struct PasswordInput {
  Text name, id, value;
  Label label;
  Hint hint;
  ErrorMessage error;
  Text autocomplete; /* "current-password" */
  Text described_by;
  bool disabled;
  Text show, hide, show_label, hide_label, shown_announcement, hidden_announcement;
  Text button_classes;
  FormGroup group;
  Text classes;
  Attributes attributes;
} PasswordInput;

typedef struct FileUpload {
  Text name, id;
  Label label;
  Hint hint;
  ErrorMessage error;
  Text described_by;
  bool disabled, multiple;
  bool javascript; /* the drop zone: leave it off, its button's name does not contain its words */
  Text choose_files_button, no_file_chosen, drop_instruction, entered_drop_zone, left_drop_zone;
  Text wrapper_classes;
  Plural multiple_files_chosen;
  Attributes wrapper_attributes;
  FormGroup group;
  Text classes;
  Attributes attributes;
} FileUpload;

typedef struct SelectItem {
  Text value; /* always written, also when empty, unless text_is_value */
  Text text;
  bool text_is_value;
  Switch selected; /* by default where the value is the value of the whole */
  bool disabled, omit;
  Attributes attributes;
} SelectItem;
typedef struct Select {
  Text name, id, value;
  Label label;
  Hint hint;
  ErrorMessage error;
  const SelectItem *items;
  size_t items_count;
  Text described_by;
  bool disabled;
  FormGroup group;
  Text classes;
  Attributes attributes;
} Select;

/* The first item has the id PREFIX (the name unless given), the others PREFIX-2 …; omitted ones count. */
typedef struct RadioItem {
  Text value, text;
  Html html;
  Hint hint;
  Switch checked; /* by default where the value is the value of the whole */
  bool disabled, omit;
  Text divider;     /* "or": a line instead of a choice */
  Html conditional; /* shown beneath when chosen; always visible without JavaScript */
  Label label;      /* classes and attributes only */
  Text id;
  Attributes attributes;
} RadioItem;
typedef struct Radios {
  Text name, id_prefix, value;
  Fieldset fieldset; /* given by its legend or any other part */
  Hint hint;
  ErrorMessage error;
  const RadioItem *items;
  size_t items_count;
  FormGroup group;
  Text classes; /* govuk-radios--inline, govuk-radios--small */
  Attributes attributes;
} Radios;

typedef struct CheckboxItem {
  Text value, text;
  Html html;
  Hint hint;
  Switch checked; /* by default where the value is one of the values of the whole */
  bool disabled, omit;
  bool exclusive; /* "None of these" */
  Text divider;
  Html conditional;
  Label label; /* classes and attributes only */
  Text id, name;
  Attributes attributes;
} CheckboxItem;
typedef struct Checkboxes {
  Text name, id_prefix;
  const Text *values;
  size_t values_count;
  Fieldset fieldset;
  Hint hint;
  ErrorMessage error;
  const CheckboxItem *items;
  size_t items_count;
  Text described_by;
  FormGroup group;
  Text classes; /* govuk-checkboxes--small */
  Attributes attributes;
} Checkboxes;

typedef struct DateInputItem {
  Text name, value, label, id, classes, inputmode, autocomplete, pattern;
  Switch error; /* which boxes are wrong; all, where the whole has a message and none says so itself */
  bool omit;
  Attributes attributes;
} DateInputItem;
typedef struct NamedValue {
  Text name, value;
} NamedValue;
/* Three boxes named PREFIX-day, PREFIX-month, PREFIX-year with the ids ID-day … */
typedef struct DateInput {
  Text id, name_prefix;
  Fieldset fieldset;
  Hint hint;
  ErrorMessage error;
  DateInputItem day, month, year; /* .day.value and so on: as typed */
  const DateInputItem *items;     /* instead of the three */
  size_t items_count;
  const NamedValue *values; /* values by name, with or without the prefix */
  size_t values_count;
  FormGroup group;
  Text classes;
  Attributes attributes;
} DateInput;

/* ---- lists and tables ---------------------------------------------------------------------------- */

typedef struct SummaryAction {
  Text text;
  Html html;
  Url href;
  Text visually_hidden; /* "name" after "Change" */
  Text classes;
  Attributes attributes;
} SummaryAction;
typedef struct SummaryRow {
  Text key;
  Html key_html;
  Text value;
  Html value_html;
  const SummaryAction *actions;
  size_t actions_count;
  bool omit;
  bool no_actions_needed; /* an empty list of actions: no empty third column is kept */
  Text classes, key_classes, value_classes, actions_classes;
} SummaryRow;
typedef struct SummaryCard {
  bool given;
  Text title;
  Html title_html;
  int title_level; /* 2 */
  Text title_classes;
  const SummaryAction *actions;
  size_t actions_count;
  Text actions_classes, classes;
  Attributes attributes;
} SummaryCard;
typedef struct SummaryList {
  const SummaryRow *rows;
  size_t rows_count;
  SummaryCard card;
  Text classes;
  Attributes attributes;
} SummaryList;

typedef struct TableCell {
  Text text;
  Html html;
  bool numeric;
  int colspan, rowspan;
  Text classes;
  Attributes attributes;
} TableCell;
typedef struct DataRow {
  const TableCell *cells;
  size_t cells_count;
  bool omit;
} DataRow;
/* Put app_scroll_open and app_scroll_close around it. */
typedef struct DataTable {
  Text caption, caption_classes;
  const TableCell *head;
  size_t head_count;
  const DataRow *rows;
  size_t rows_count;
  bool first_cell_is_header;
  Text classes;
  Attributes attributes;
} DataTable;

typedef struct TaskListItem {
  Text title;
  Html title_html;
  Hint hint; /* text or html */
  Url href;
  Tag status_tag; /* given: instead of the status */
  Text status;
  Html status_html;
  bool omit;
  Text classes, title_classes, status_classes;
} TaskListItem;
typedef struct TaskList {
  const TaskListItem *items;
  size_t items_count;
  Text id_prefix; /* "task-list" */
  Text classes;
  Attributes attributes;
} TaskList;

typedef struct PaginationItem {
  Text number;
  Url href;
  bool current, ellipsis, omit;
  Text visually_hidden; /* "Page 3" */
  Attributes attributes;
} PaginationItem;
typedef struct PaginationLink {
  Url href; /* none: no link */
  Text text, label;
  Html html;
  Attributes attributes;
} PaginationLink;
typedef struct Pagination {
  const PaginationItem *items;
  size_t items_count;
  PaginationLink previous, next;
  Text landmark_label, classes; /* "Pagination" */
  Attributes attributes;
} Pagination;

/* ---- each writes its component ------------------------------------------------------------------- */

/* Parts of a page. */
void govuk_back_link(Writer *writer, const BackLink *link);
void govuk_skip_link(Writer *writer, const SkipLink *link);
void govuk_breadcrumbs(Writer *writer, const Breadcrumbs *breadcrumbs);
void govuk_button(Writer *writer, const Button *button);
void govuk_exit_this_page(Writer *writer, const ExitPage *exit);
void govuk_details(Writer *writer, const Details *details);
void govuk_inset_text(Writer *writer, const InsetText *inset);
void govuk_warning_text(Writer *writer, const WarningText *warning);
void govuk_tag(Writer *writer, const Tag *tag);
void govuk_notification_banner(Writer *writer, const NotificationBanner *banner);
void govuk_panel(Writer *writer, const PanelBox *panel);
void govuk_generic_header(Writer *writer, const GenericHeader *header);
void govuk_service_navigation(Writer *writer, const ServiceNavigation *navigation);
void govuk_error_summary(Writer *writer, const ErrorSummary *summary);
void govuk_summary_list(Writer *writer, const SummaryList *list);
void govuk_table(Writer *writer, const DataTable *table);
void govuk_task_list(Writer *writer, const TaskList *list);
void govuk_pagination(Writer *writer, const Pagination *pagination);
/* Parts of a form. */
void govuk_label(Writer *writer, const Label *label);
void govuk_hint(Writer *writer, const Hint *hint);
void govuk_error_message(Writer *writer, const ErrorMessage *error);
void govuk_input(Writer *writer, const Input *input);
void govuk_textarea(Writer *writer, const Textarea *textarea);
void govuk_character_count(Writer *writer, const CharacterCount *count);
void govuk_password_input(Writer *writer, const PasswordInput *input);
void govuk_file_upload(Writer *writer, const FileUpload *upload);
void govuk_select(Writer *writer, const Select *select);
void govuk_radios(Writer *writer, const Radios *radios);
void govuk_checkboxes(Writer *writer, const Checkboxes *checkboxes);
void govuk_date_input(Writer *writer, const DateInput *input);
/* A fieldset around its html, or around what is written between open and close. */
void govuk_fieldset(Writer *writer, const Fieldset *fieldset);
void govuk_fieldset_open(Writer *writer, const Fieldset *fieldset);
void govuk_fieldset_close(Writer *writer);
