/* template_compiler INPUT.html OUTPUT.c OUTPUT.h - compiles HTML templates to C functions at build time.
 *
 *   {% include "page/staff/case.h" %}              an #include of the generated header
 *   {% template staff_case(const View *view) %}    begins  void staff_case(Writer *writer, const View *view)
 *   {% template_open page_top(...) %}              the same, but elements may stay open
 *   {% template_close page_bottom(...) %}          the same, but elements may be closed that others opened
 *   {{ expression }}                               written escaped for the place where it stands, by
 *                                                  write_text, write_value, write_url or write_path
 *   {% C statement %}                              copied as it is; also between attributes and in values
 *
 * White space at both ends of a template is dropped; elsewhere a run collapses to a newline or space.
 *
 * At the start of a URL attribute's value an expression must be of the type Url (write_url); later in it, it
 * is percent-encoded (write_path). A statement inside a value may be a branch: what follows it counts as the
 * start unless something stood before the first statement or stands after this one. Unsafe places are
 * refused; which they are, template_html.c knows. */
#include "template_html.h"
#include "tool.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LITERAL_MAXIMUM = 2000 }; /* C promises 4095 bytes for a literal */

typedef struct Compiler {
  Html html; /* its `at` is the place of reading */
  size_t size;
  FILE *source, *header;
  char *chunk; /* static text not yet written */
  size_t chunk_size;
  bool in_template, fresh; /* fresh: nothing but white space stands in the template so far */
  size_t template_at;
} Compiler;

/* Code between {{ }} or {% %}, without the white space around it. */
typedef struct Code {
  const char *text;
  int length;
  size_t at, end; /* of the code; of the byte behind the closing mark */
} Code;

/* ---- writing ------------------------------------------------------------------------------------ */

static void flush(Compiler *compiler) {
  const char *chunk = compiler->chunk;
  size_t size = compiler->chunk_size;
  for (size_t from = 0, to; from < size; from = to) {
    to = size - from > LITERAL_MAXIMUM ? from + LITERAL_MAXIMUM : size;
    while (to < size && to > from + 1 && ((unsigned char)chunk[to] & 0xC0) == 0x80) to--;
    fputs("  write_raw(writer, \"", compiler->source);
    tool_write_literal(compiler->source, chunk + from, to - from);
    fprintf(compiler->source, "\", %zu);\n", to - from);
  }
  compiler->chunk_size = 0;
  compiler->fresh = false;
}

static void write_line_mark(const Compiler *compiler, size_t at) {
  fprintf(compiler->source, "#line %zu \"", tool_line(compiler->html.input, at, NULL));
  tool_write_literal(compiler->source, compiler->html.path, strlen(compiler->html.path));
  fputs("\"\n", compiler->source);
}

/* Keeps one byte of static text. White space collapses, to a newline where it has one, unless it has meaning.
 */
static void keep(Compiler *compiler, char byte) {
  bool meant = compiler->html.state == HTML_VALUE || compiler->html.preserve > 0;
  char *next = compiler->chunk + compiler->chunk_size;
  if (meant || !isspace((unsigned char)byte)) {
    *next = byte;
    compiler->chunk_size++;
  } else if (compiler->chunk_size > 0 && (next[-1] == ' ' || next[-1] == '\n')) {
    if (byte == '\n') next[-1] = '\n';
  } else {
    *next = byte == '\n' ? '\n' : ' ';
    compiler->chunk_size++;
  }
}

/* ---- reading ------------------------------------------------------------------------------------ */

static size_t skip_c_literal(const Html *html, size_t at) {
  char quote = html->input[at];
  size_t start = at++;
  while (html->input[at] != quote) {
    if (html->input[at] == '\\' && html->input[at + 1] != '\0') at++;
    if (html->input[at] == '\0' || html->input[at] == '\n')
      html_fail(html, start, "unterminated %c in C", quote);
    at++;
  }
  return at + 1;
}

/* The code between the opening mark at the place of reading and `close`. */
static Code read_code(const Html *html, const char *close) {
  size_t end = html->at + 2;
  while (html->input[end] != '\0' && strncmp(html->input + end, close, 2) != 0) {
    if (strncmp(html->input + end, "{%", 2) == 0) break; /* another directive: this one was never closed */
    bool literal = html->input[end] == '"' || html->input[end] == '\'';
    end = literal ? skip_c_literal(html, end) : end + 1;
  }
  bool closed = strncmp(html->input + end, close, 2) == 0;
  if (!closed) html_fail(html, html->at, "%.2s without %s", html->input + html->at, close);
  size_t from = html->at + 2, to = end;
  while (from < to && isspace((unsigned char)html->input[from])) from++;
  while (to > from && isspace((unsigned char)html->input[to - 1])) to--;
  return (Code){html->input + from, (int)(to - from), from, end + 2};
}

static void skip_comment(Html *html) {
  const char *end = strstr(html->input + html->at + 2, "#}");
  if (end == NULL) html_fail(html, html->at, "{# without #}");
  html->at = (size_t)(end - html->input) + 2;
}

/* True where the code is `word`, or begins with it and white space; *rest is what follows. */
static bool begins_with(Code code, const char *word, Code *rest) {
  size_t length = strlen(word), skipped = length;
  if ((size_t)code.length < length || strncmp(code.text, word, length) != 0) return false;
  while (skipped < (size_t)code.length && isspace((unsigned char)code.text[skipped])) skipped++;
  if (skipped == length && (size_t)code.length > length) return false;
  *rest = (Code){code.text + skipped, code.length - (int)skipped, code.at + skipped, code.end};
  return true;
}

/* ---- directives --------------------------------------------------------------------------------- */

typedef struct Declaration {
  const char *name, *arguments;
  int name_length, arguments_length;
} Declaration;

static Declaration read_declaration(const Html *html, Code code) {
  const char *text = code.text;
  int name = 0, from, to = code.length - 1;
  while (name < code.length && (isalnum((unsigned char)text[name]) || text[name] == '_')) name++;
  bool sound = name > 0 && name < to && text[name] == '(' && text[to] == ')';
  if (!sound) html_fail(html, code.at, "a template is declared as name(arguments)");
  for (from = name + 1; from < to && isspace((unsigned char)text[from]);) from++;
  if (to - from == 4 && strncmp(text + from, "void", 4) == 0) from = to;
  return (Declaration){text, text + from, name, to - from};
}

static void write_declaration(FILE *out, Declaration declaration, const char *end) {
  fprintf(out, "void %.*s(Writer *writer", declaration.name_length, declaration.name);
  if (declaration.arguments_length > 0)
    fprintf(out, ", %.*s", declaration.arguments_length, declaration.arguments);
  fprintf(out, ")%s\n", end);
}

/* The declaration "name(arguments)" becomes a prototype and the head of a function. */
static void begin_template(Compiler *compiler, Code code, bool balanced) {
  Html *html = &compiler->html;
  if (compiler->in_template) html_fail(html, html->at, "a template inside a template");
  Declaration declaration = read_declaration(html, code);
  write_declaration(compiler->header, declaration, ";");
  write_line_mark(compiler, code.at);
  write_declaration(compiler->source, declaration, " {");
  compiler->in_template = compiler->fresh = true;
  compiler->template_at = html->at;
  html->balanced = balanced;
  html->depth = html->preserve = 0;
  html->state = HTML_TEXT;
}

static void end_template(Compiler *compiler) {
  html_end(&compiler->html);
  bool space = compiler->chunk_size > 0 && isspace((unsigned char)compiler->chunk[compiler->chunk_size - 1]);
  if (space) compiler->chunk_size--;
  flush(compiler);
  fputs("}\n\n", compiler->source);
  compiler->in_template = false;
}

static void include(Compiler *compiler, Code code) {
  if (compiler->in_template) html_fail(&compiler->html, compiler->html.at, "an include inside a template");
  bool quoted = code.length > 2 && (code.text[0] == '"' || code.text[0] == '<');
  if (!quoted) html_fail(&compiler->html, code.at, "an include needs \"file\" or <file>");
  fprintf(compiler->header, "#include %.*s\n", code.length, code.text);
}

static void statement(Compiler *compiler, Code code) {
  html_statement(&compiler->html);
  flush(compiler);
  write_line_mark(compiler, code.at);
  fprintf(compiler->source, "  %.*s\n", code.length, code.text);
}

static void directive(Compiler *compiler) {
  Html *html = &compiler->html;
  Code code = read_code(html, "%}"), rest;
  if (begins_with(code, "include", &rest)) {
    include(compiler, rest);
  } else if (begins_with(code, "template", &rest)) {
    begin_template(compiler, rest, true);
  } else if (begins_with(code, "template_open", &rest) || begins_with(code, "template_close", &rest)) {
    begin_template(compiler, rest, false);
  } else if (!compiler->in_template) {
    html_fail(html, html->at, "{%% %.*s %%} stands outside a template", code.length, code.text);
  } else if (begins_with(code, "end", &rest) && rest.length == 0) {
    end_template(compiler);
  } else {
    statement(compiler, code);
  }
  html->at = code.end;
}

static void expression(Compiler *compiler) {
  Html *html = &compiler->html;
  Code code = read_code(html, "}}");
  if (!compiler->in_template) html_fail(html, html->at, "{{ }} stands outside a template");
  if (code.length == 0) html_fail(html, html->at, "empty {{ }}");
  const char *writer = html_writer(html);
  flush(compiler);
  write_line_mark(compiler, code.at);
  fprintf(compiler->source, "  %s(writer, (%.*s));\n", writer, code.length, code.text);
  html->at = code.end;
}

static void static_byte(Compiler *compiler) {
  Html *html = &compiler->html;
  char byte = html->input[html->at];
  bool space = isspace((unsigned char)byte) != 0;
  if (compiler->in_template) {
    compiler->fresh = compiler->fresh && space;
    html_step(html, byte);
    if (!compiler->fresh) keep(compiler, byte);
  } else if (!space) {
    html_fail(html, html->at, "text outside a template");
  }
  html->at++;
}

/* ---- the file ----------------------------------------------------------------------------------- */

static void write_heads(const Compiler *compiler, const char *header_path) {
  const char *name = tool_base_name(header_path), *input = tool_base_name(compiler->html.path);
  fprintf(compiler->source, "/* Generated from %s: do not edit. */\n#include \"%s\"\n\n", input, name);
  fprintf(compiler->header, "/* Generated from %s: do not edit. */\n#pragma once\n", input);
  fputs("#include \"html/writer.h\"\n", compiler->header);
}

static void compile(Compiler *compiler) {
  Html *html = &compiler->html;
  while (html->at < compiler->size) {
    const char *here = html->input + html->at;
    if (strncmp(here, "{#", 2) == 0)
      skip_comment(html);
    else if (strncmp(here, "{%", 2) == 0)
      directive(compiler);
    else if (strncmp(here, "{{", 2) == 0)
      expression(compiler);
    else
      static_byte(compiler);
  }
  if (compiler->in_template) html_fail(html, compiler->template_at, "the template has no {%% end %%}");
}

int main(int count, char **arguments) {
  if (count != 4) {
    fputs("usage: template_compiler INPUT.html OUTPUT.c OUTPUT.h\n", stderr);
    return 2;
  }
  Compiler *compiler = calloc(1, sizeof *compiler);
  if (compiler == NULL) abort();
  compiler->html.path = arguments[1];
  compiler->html.input = tool_read(arguments[1], &compiler->size);
  size_t text = strlen(compiler->html.input);
  if (text != compiler->size) html_fail(&compiler->html, text, "a NUL byte");
  compiler->chunk = malloc(compiler->size + 1);
  if (compiler->chunk == NULL) abort();
  compiler->source = tool_output(arguments[2]);
  compiler->header = tool_output(arguments[3]);
  write_heads(compiler, arguments[3]);
  compile(compiler);
  tool_write_all();
  free(compiler->chunk);
  free((char *)(size_t)compiler->html.input);
  free(compiler);
  return 0;
}
