/* asset_embedder OUTPUT.S OUTPUT.c OUTPUT.h NAME=PATH... - builds files into the program.
 *
 *   public.css=build/public.css          a web asset: ASSET_PUBLIC_CSS is its path
 * /static/public-1a2b3c4d5e.css, where the digits are the beginning of the BLAKE2b hash of the content
 *   @calendar/2026-08.json=calendars/... data: no path and no compressed forms; found by its name
 *
 * The table `assets` is sorted by path (a '/' in a name becomes '-' there), then come the data by name. Text
 * is also kept compressed (Brotli, gzip) where that saves at least 5 %. Refused are unknown types, source
 * maps, files over 2 MB, style sheets that load fonts or anything from elsewhere or carry the Crown's marks,
 * and source map links. */
#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700
#include "tool.h"
#include <brotli/encode.h>
#include <ctype.h>
#include <limits.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum { SIZE_MAXIMUM = 2 * 1024 * 1024, PATH_DIGITS = 10, HASH_BYTES = 16 };

typedef struct Type {
  const char *extension, *type;
  bool is_text;
} Type;

static const Type TYPES[] = {{"css", "text/css; charset=utf-8", true},
                             {"js", "text/javascript; charset=utf-8", true},
                             {"svg", "image/svg+xml", true},
                             {"png", "image/png", false},
                             {"ico", "image/x-icon", false},
                             {"woff2", "font/woff2", false},
                             {"json", "application/json", true},
                             {"yaml", "application/yaml", true},
                             {"txt", "text/plain; charset=utf-8", true},
                             {"csv", "text/csv; charset=utf-8", true},
                             {"html", "text/html; charset=utf-8", true}};

/* What a style sheet must not contain: it would load from elsewhere, or use what only central government may.
 */
static const char *const CSS_REFUSED[] = {"url(http", "url(\"http",    "url('http",  "url(//",
                                          "url(\"//", "url('//",       "@font-face", ".woff",
                                          "@import",  "GDS Transport", "crown"};

typedef struct Bytes {
  unsigned char *at;
  size_t size; /* 0: there are none */
} Bytes;

typedef struct Embedded {
  char *name, *path; /* path: for the web; NULL for data */
  const char *file, *extension;
  const Type *type;
  Bytes bytes, brotli, gzip;
  char hash[HASH_BYTES * 2 + 1];
  size_t number; /* names its symbols */
} Embedded;

/* ---- reading and refusing ------------------------------------------------------------------------- */

static const Type *type_of(const char *file, const char *extension) {
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
    if (strcmp(TYPES[i].extension, extension) == 0) return &TYPES[i];
  }
  if (strcmp(extension, "map") == 0) tool_fail(file, 0, 0, "a source map is not embedded");
  tool_fail(file, 0, 0, "unknown extension '%s'", extension);
}

static void refuse_words(const Embedded *asset, const char *const *words, size_t count) {
  const char *text = (const char *)asset->bytes.at;
  for (size_t at = 0; at < asset->bytes.size; at++) {
    for (size_t i = 0; i < count; i++) {
      if (strncasecmp(text + at, words[i], strlen(words[i])) != 0) continue;
      size_t column, line = tool_line(text, at, &column);
      tool_fail(asset->file, line, column, "refused: %s", words[i]);
    }
  }
}

static void check_content(const Embedded *asset) {
  static const char *const link[] = {"sourceMappingURL"};
  bool css = strcmp(asset->extension, "css") == 0, script = strcmp(asset->extension, "js") == 0;
  if (asset->bytes.size > SIZE_MAXIMUM) tool_fail(asset->file, 0, 0, "larger than 2 MB");
  if (css) refuse_words(asset, CSS_REFUSED, sizeof CSS_REFUSED / sizeof *CSS_REFUSED);
  if (css || script) refuse_words(asset, link, 1);
}

static void read_hash(Embedded *asset) {
  unsigned char hash[HASH_BYTES];
  crypto_generichash(hash, sizeof hash, asset->bytes.at, asset->bytes.size, NULL, 0);
  sodium_bin2hex(asset->hash, sizeof asset->hash, hash, sizeof hash);
}

/* /static/STEM-HASH.EXTENSION */
static char *web_path(const Embedded *asset) {
  size_t size = strlen(asset->name) + PATH_DIGITS + sizeof "/static/-";
  int stem = (int)(strlen(asset->name) - strlen(asset->extension) - 1);
  char *path = malloc(size);
  if (path == NULL) abort();
  snprintf(path, size, "/static/%.*s-%.*s.%s", stem, asset->name, PATH_DIGITS, asset->hash, asset->extension);
  for (char *c = path + strlen("/static/"); *c != '\0'; c++) *c = *c == '/' ? '-' : *c;
  return path;
}

/* ---- compressing ---------------------------------------------------------------------------------- */

static bool is_worthwhile(Bytes compressed, Bytes bytes) { return compressed.size * 100 <= bytes.size * 95; }

static Bytes compress_brotli(Bytes bytes) {
  Bytes out = {NULL, BrotliEncoderMaxCompressedSize(bytes.size)};
  out.at = malloc(out.size);
  if (out.at == NULL) abort();
  if (!BrotliEncoderCompress(11, 22, BROTLI_MODE_TEXT, bytes.size, bytes.at, &out.size, out.at)) abort();
  return is_worthwhile(out, bytes) ? out : (Bytes){NULL, 0};
}

/* Without a time in the header, so that the same input always gives the same bytes. */
static Bytes compress_gzip(Bytes bytes) {
  z_stream stream = {0};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) abort();
  size_t room = deflateBound(&stream, bytes.size);
  Bytes out = {malloc(room), 0};
  if (out.at == NULL) abort();
  stream.next_in = bytes.at;
  stream.avail_in = (uInt)bytes.size;
  stream.next_out = out.at;
  stream.avail_out = (uInt)room;
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) abort();
  out.size = stream.total_out;
  deflateEnd(&stream);
  return is_worthwhile(out, bytes) ? out : (Bytes){NULL, 0};
}

/* ---- one argument --------------------------------------------------------------------------------- */

static Embedded read_argument(char *argument, size_t number) {
  char *equals = strchr(argument, '=');
  bool data = *argument == '@';
  if (equals == NULL || equals == argument + data || equals[1] == '\0') {
    fprintf(stderr, "%s: not NAME=PATH\n", argument);
    exit(2);
  }
  *equals = '\0';
  Embedded asset = {.name = argument + data, .file = equals + 1, .number = number};
  const char *dot = strrchr(tool_base_name(asset.name), '.');
  asset.extension = dot == NULL ? "" : dot + 1;
  asset.type = type_of(asset.file, asset.extension);
  asset.bytes.at = (unsigned char *)tool_read(asset.file, &asset.bytes.size);
  check_content(&asset);
  read_hash(&asset);
  if (data) return asset;
  asset.path = web_path(&asset);
  if (asset.type->is_text) asset.brotli = compress_brotli(asset.bytes);
  if (asset.type->is_text) asset.gzip = compress_gzip(asset.bytes);
  return asset;
}

static char macro_letter(char letter) {
  return isalnum((unsigned char)letter) ? (char)toupper((unsigned char)letter) : '_';
}

/* True where both names would make the same macro. */
static bool is_same_macro(const char *a, const char *b) {
  while (*a != '\0' && macro_letter(*a) == macro_letter(*b)) a++, b++;
  return *a == '\0' && *b == '\0';
}

static void refuse_duplicates(const Embedded *assets, size_t count) {
  for (size_t i = 1; i < count; i++) {
    for (size_t j = 0; j < i; j++) {
      bool web = assets[i].path != NULL && assets[j].path != NULL;
      bool same = strcmp(assets[i].name, assets[j].name) == 0;
      if (!same && !(web && is_same_macro(assets[i].name, assets[j].name))) continue;
      tool_fail(assets[i].file, 0, 0, "the name %s is taken by %s", assets[i].name, assets[j].file);
    }
  }
}

/* Web assets by path, then data by name. */
static int compare(const void *left, const void *right) {
  const Embedded *a = left, *b = right;
  if ((a->path == NULL) != (b->path == NULL)) return a->path == NULL ? 1 : -1;
  return a->path == NULL ? strcmp(a->name, b->name) : strcmp(a->path, b->path);
}

/* ---- writing -------------------------------------------------------------------------------------- */

static void write_label(FILE *out, const Embedded *asset, const char *form) {
  fprintf(out, "  .balign 16\n  .global asset_%zu_%s\n  .hidden asset_%zu_%s\n", asset->number, form,
          asset->number, form);
  fprintf(out, "asset_%zu_%s:\n", asset->number, form);
}

static void write_bytes(FILE *out, const Embedded *asset, const char *form, Bytes bytes) {
  if (bytes.size == 0) return;
  write_label(out, asset, form);
  for (size_t i = 0; i < bytes.size; i++)
    fprintf(out, "%s%u%s", i % 32 == 0 ? "  .byte " : ",", bytes.at[i],
            i % 32 == 31 || i + 1 == bytes.size ? "\n" : "");
}

static void write_assembly(FILE *out, const Embedded *assets, size_t count) {
  fputs("/* Generated: do not edit. */\n#ifdef __CET__\n#include <cet.h>\n#endif\n"
        "  .section .note.GNU-stack,\"\",%progbits\n  .section .rodata\n",
        out);
  for (const Embedded *asset = assets; asset < assets + count; asset++) {
    char *file = realpath(asset->file, NULL);
    if (file == NULL) tool_fail(asset->file, 0, 0, "has no absolute path");
    write_label(out, asset, "bytes");
    fputs("  .incbin \"", out);
    tool_write_literal(out, file, strlen(file));
    fputs("\"\n  .byte 0\n", out);
    write_bytes(out, asset, "brotli", asset->brotli);
    write_bytes(out, asset, "gzip", asset->gzip);
    free(file);
  }
}

static void write_form(FILE *out, const Embedded *asset, const char *form, size_t size) {
  const char *prefix = strcmp(form, "bytes") == 0 ? "" : form, *line = *prefix == '\0' ? "" : "_";
  if (size > 0 || *prefix == '\0') fprintf(out, "   .%s = asset_%zu_%s,\n", form, asset->number, form);
  fprintf(out, "   .%s%ssize = %zu,\n", prefix, line, size);
}

static void write_table(FILE *out, const char *header, const Embedded *assets, size_t count) {
  fprintf(out, "/* Generated: do not edit. */\n#include \"%s\"\n\n", tool_base_name(header));
  for (size_t i = 0; i < count; i++) {
    fprintf(out, "extern const unsigned char asset_%zu_bytes[];\n", i);
    fprintf(out, "extern const unsigned char asset_%zu_brotli[];\n", i);
    fprintf(out, "extern const unsigned char asset_%zu_gzip[];\n", i);
  }
  fputs("\nconst Asset assets[] = {\n", out);
  for (const Embedded *asset = assets; asset < assets + count; asset++) {
    fprintf(out, "  {.name = \"%s\",\n", asset->name);
    if (asset->path != NULL) fprintf(out, "   .path = \"%s\",\n", asset->path);
    fprintf(out, "   .type = \"%s\",\n   .etag = \"\\\"%s\\\"\",\n", asset->type->type, asset->hash);
    write_form(out, asset, "bytes", asset->bytes.size);
    write_form(out, asset, "brotli", asset->brotli.size);
    write_form(out, asset, "gzip", asset->gzip.size);
    fputs("  },\n", out);
  }
  fprintf(out, "};\nconst size_t asset_count = %zu;\n", count);
}

static void write_header(FILE *out, const Embedded *assets, size_t count) {
  fputs("/* Generated: do not edit. */\n#pragma once\n#include <stddef.h>\n\n"
        "/* Sorted by path; behind them the data, whose path is NULL, sorted by name. Without a compressed "
        "form its\n"
        " * pointer is NULL. The etag stands in its quotation marks. */\n"
        "typedef struct Asset {\n  const char *name, *path, *type;\n  const unsigned char *bytes, *brotli, "
        "*gzip;\n"
        "  size_t size, brotli_size, gzip_size;\n  const char *etag;\n} Asset;\n"
        "extern const Asset assets[];\nextern const size_t asset_count;\n\n",
        out);
  for (const Embedded *asset = assets; asset < assets + count; asset++) {
    if (asset->path == NULL) continue;
    fputs("#define ASSET_", out);
    for (const char *c = asset->name; *c != '\0'; c++) fputc(macro_letter(*c), out);
    fprintf(out, " \"%s\"\n", asset->path);
  }
}

int main(int count, char **arguments) {
  if (count < 5) {
    fputs("usage: asset_embedder OUTPUT.S OUTPUT.c OUTPUT.h NAME=PATH...\n", stderr);
    return 2;
  }
  size_t asset_count = (size_t)count - 4;
  Embedded *assets = calloc(asset_count, sizeof *assets);
  if (assets == NULL || sodium_init() < 0) abort();
  for (size_t i = 0; i < asset_count; i++) assets[i] = read_argument(arguments[i + 4], i);
  refuse_duplicates(assets, asset_count);
  qsort(assets, asset_count, sizeof *assets, compare);
  write_assembly(tool_output(arguments[1]), assets, asset_count);
  write_table(tool_output(arguments[2]), arguments[3], assets, asset_count);
  write_header(tool_output(arguments[3]), assets, asset_count);
  tool_write_all();
}
