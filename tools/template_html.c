/* The HTML tokenizer of the template compiler. It is stricter than HTML: attributes are quoted and separated
 * by space, elements are closed, and what a strict content security policy forbids (inline scripts, style=,
 * on*=) is refused here already. */
#include "template_html.h"
#include "tool.h"
#include <ctype.h>
#include <stdarg.h>
#include <string.h>

static const char VOID_ELEMENTS[] = "area base br col embed hr img input link meta source track wbr";
static const char URL_ATTRIBUTES[] = "href src action formaction cite data-url poster data xlink:href";
static const char CODE_ATTRIBUTES[] = "srcset srcdoc ping";

void html_fail(const Html *html, size_t at, const char *format, ...) {
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  size_t column, line = tool_line(html->input, at, &column);
  tool_fail(html->path, line, column, "%s", message);
}

static bool is_space(char byte) { return isspace((unsigned char)byte) != 0; }

static void append(const Html *html, char name[HTML_NAME], char next) {
  size_t length = strlen(name);
  if (length + 1 >= HTML_NAME) html_fail(html, html->at, "the name %s... is too long", name);
  name[length] = (char)tolower((unsigned char)next);
  name[length + 1] = '\0';
}

/* ---- elements ----------------------------------------------------------------------------------- */

static bool is_inside_svg(const Html *html) {
  for (size_t i = 0; i < html->depth; i++) {
    if (strcmp(html->open[i].name, "svg") == 0) return true;
  }
  return false;
}

static void open_element(Html *html) {
  if (tool_is_one_of(html->tag, VOID_ELEMENTS)) return;
  if (html->slash && is_inside_svg(html)) return;
  if (html->slash) html_fail(html, html->tag_at, "<%s/> does not close itself in HTML", html->tag);
  if (html->depth == HTML_DEPTH) html_fail(html, html->tag_at, "elements are nested too deeply");
  memcpy(html->open[html->depth].name, html->tag, HTML_NAME);
  html->open[html->depth++].at = html->tag_at;
  if (tool_is_one_of(html->tag, "pre textarea")) html->preserve++;
}

static void close_element(Html *html) {
  const char *due = html->depth > 0 ? html->open[html->depth - 1].name : "";
  bool matches = strcmp(due, html->tag) == 0;
  if (html->balanced && html->depth == 0) html_fail(html, html->tag_at, "</%s> closes nothing", html->tag);
  if (html->balanced && !matches)
    html_fail(html, html->tag_at, "</%s> stands where </%s> is due", html->tag, due);
  if (matches) html->depth--;
  if (tool_is_one_of(html->tag, "pre textarea") && html->preserve > 0) html->preserve--;
}

static void begin_tag(Html *html) {
  html->state = HTML_TAG_START;
  html->closing = html->slash = html->gap = false;
  html->tag_at = html->at;
  html->tag[0] = '\0';
}

static void end_tag(Html *html) {
  bool raw = !html->closing && tool_is_one_of(html->tag, "script style");
  if (html->closing)
    close_element(html);
  else
    open_element(html);
  html->state = raw ? HTML_RAW : HTML_TEXT;
}

/* ---- one byte in each state --------------------------------------------------------------------- */

static void step_tag_start(Html *html, char byte) {
  const char *here = html->input + html->at;
  if (byte == '/' && !html->closing) {
    html->closing = true;
  } else if (byte == '!' && !html->closing) {
    html->state = strncmp(here, "!--", 3) == 0 ? HTML_COMMENT : HTML_DECLARATION;
  } else if (isalpha((unsigned char)byte)) {
    html->state = HTML_TAG_NAME;
    append(html, html->tag, byte);
  } else {
    html_fail(html, html->tag_at, "a '<' that begins no tag must be written &lt;");
  }
}

static void step_in_tag(Html *html, char byte) {
  if (byte == '>') {
    end_tag(html);
  } else if (html->slash) {
    html_fail(html, html->at, "'/' only stands directly before '>'");
  } else if (is_space(byte)) {
    html->gap = true;
  } else if (byte == '/') {
    html->slash = true;
  } else if (byte == '<' || byte == '=' || byte == '"' || byte == '\'' || byte == '`') {
    html_fail(html, html->at, "unexpected %c in a tag", byte);
  } else {
    if (!html->gap) html_fail(html, html->at, "a space is missing before the attribute");
    if (html->closing) html_fail(html, html->at, "a closing tag has no attributes");
    html->state = HTML_ATTRIBUTE;
    html->attribute_at = html->at;
    html->attribute[0] = '\0';
    append(html, html->attribute, byte);
  }
}

/* The name of a tag or attribute is complete. */
static void end_name(Html *html) {
  bool attribute = html->state == HTML_ATTRIBUTE;
  if (attribute && strncmp(html->attribute, "on", 2) == 0)
    html_fail(html, html->attribute_at, "the event attribute %s= is refused (strict CSP)", html->attribute);
  if (attribute && strcmp(html->attribute, "style") == 0)
    html_fail(html, html->attribute_at, "style= is refused (strict CSP)");
  html->state = HTML_IN_TAG;
  html->gap = false;
}

static void step_name(Html *html, char byte) {
  bool attribute = html->state == HTML_ATTRIBUTE;
  if (!is_space(byte) && strchr("=>/\"'<`", byte) == NULL) {
    append(html, attribute ? html->attribute : html->tag, byte);
    return;
  }
  end_name(html);
  if (attribute && byte == '=')
    html->state = HTML_BEFORE_VALUE;
  else
    step_in_tag(html, byte);
}

static void step_before_value(Html *html, char byte) {
  if (byte != '"' && byte != '\'')
    html_fail(html, html->at, "the value of %s= must be quoted", html->attribute);
  html->quote = byte;
  html->begun = html->begun_before = html->branched = false;
  html->state = HTML_VALUE;
}

static void step_value(Html *html, char byte) {
  html->begun = true;
  html->gap = false;
  if (byte == html->quote) html->state = HTML_IN_TAG;
}

static void step_raw(Html *html, char byte) {
  if (byte == '<' && html->input[html->at + 1] == '/')
    begin_tag(html);
  else if (strcmp(html->tag, "script") == 0 && !is_space(byte))
    html_fail(html, html->at, "inline script is refused (strict CSP): use <script src=\"...\"></script>");
}

void html_step(Html *html, char byte) {
  switch (html->state) {
  case HTML_TEXT:
    if (byte == '<') begin_tag(html);
    break;
  case HTML_TAG_START:
    step_tag_start(html, byte);
    break;
  case HTML_TAG_NAME:
  case HTML_ATTRIBUTE:
    step_name(html, byte);
    break;
  case HTML_IN_TAG:
    step_in_tag(html, byte);
    break;
  case HTML_BEFORE_VALUE:
    step_before_value(html, byte);
    break;
  case HTML_VALUE:
    step_value(html, byte);
    break;
  case HTML_COMMENT:
    if (byte == '>' && strncmp(html->input + html->at - 2, "--", 2) == 0) html->state = HTML_TEXT;
    break;
  case HTML_DECLARATION:
    if (byte == '>') html->state = HTML_TEXT;
    break;
  case HTML_RAW:
    step_raw(html, byte);
    break;
  }
}

/* ---- what the compiler asks --------------------------------------------------------------------- */

static const char *place(HtmlState state) {
  switch (state) {
  case HTML_TEXT:
    return "text";
  case HTML_VALUE:
    return "an attribute value";
  case HTML_TAG_START:
  case HTML_TAG_NAME:
    return "a tag name";
  case HTML_IN_TAG:
    return "a tag";
  case HTML_ATTRIBUTE:
    return "an attribute name";
  case HTML_BEFORE_VALUE:
    return "an unquoted attribute value";
  case HTML_COMMENT:
    return "an HTML comment";
  case HTML_DECLARATION:
    return "a declaration";
  case HTML_RAW:
    break;
  }
  return "the content of <script> or <style>";
}

void html_statement(Html *html) {
  bool name = html->state == HTML_TAG_NAME || html->state == HTML_ATTRIBUTE;
  if (name) end_name(html);
  if (html->state == HTML_TEXT || (html->state == HTML_IN_TAG && !html->slash)) return;
  if (html->state != HTML_VALUE)
    html_fail(html, html->at, "no statement may stand in %s", place(html->state));
  if (html->branched)
    html->begun = html->begun_before;
  else
    html->begun_before = html->begun;
  html->branched = true;
}

const char *html_writer(Html *html) {
  if (html->state == HTML_TEXT) return "write_text";
  if (html->state != HTML_VALUE)
    html_fail(html, html->at, "no expression may stand in %s", place(html->state));
  if (tool_is_one_of(html->attribute, CODE_ATTRIBUTES))
    html_fail(html, html->at, "no expression may stand in %s=", html->attribute);
  bool begun = html->begun;
  html->begun = true;
  if (!tool_is_one_of(html->attribute, URL_ATTRIBUTES)) return "write_value";
  return begun ? "write_path" : "write_url";
}

void html_end(const Html *html) {
  if (html->state != HTML_TEXT) html_fail(html, html->at, "the template ends in %s", place(html->state));
  if (!html->balanced || html->depth == 0) return;
  const Element *last = &html->open[html->depth - 1];
  html_fail(html, last->at, "<%s> is not closed before the end of the template", last->name);
}
