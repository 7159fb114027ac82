#include "base/log.h"
#include "base/date.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAXIMUM 4096
/* Kept free by the message for the fields behind it, and by those for the end of the line. */
#define TAIL_ROOM 512
#define END_ROOM 4

typedef struct Line {
  char at[LINE_MAXIMUM];
  size_t length;
  size_t limit;
} Line;

static LogLevel lowest = LOG_INFO;

void log_set_level(LogLevel level) { lowest = level; }

static bool put(Line *line, const char *bytes, size_t length) {
  if (line->length + length > line->limit) return false;
  memcpy(line->at + line->length, bytes, length);
  line->length += length;
  return true;
}

/* Bytes of the UTF-8 character at the start, 0 where none stands there. */
static size_t character_length(Text text) {
  for (size_t length = 1; length <= 4 && length <= text.length; length++) {
    if (text_is_utf8(text_slice(text, 0, length))) return length;
  }
  return 0;
}

/* Control characters of all kinds are escaped: the log is read on terminals, which obey them. */
static bool put_character(Line *line, Text character) {
  unsigned char first = (unsigned char)character.at[0];
  bool latin_control = character.length == 2 && first == 0xC2 && (unsigned char)character.at[1] < 0xA0;
  if (character.length > 1 && !latin_control) return put(line, character.at, character.length);
  char escaped[8];
  unsigned code = latin_control ? (unsigned char)character.at[1] : first;
  if (first == '"' || first == '\\') {
    snprintf(escaped, sizeof escaped, "\\%c", first);
  } else if (code < 0x20 || code >= 0x7F) {
    snprintf(escaped, sizeof escaped, "\\u%04x", code);
  } else {
    return put(line, character.at, 1);
  }
  return put(line, escaped, strlen(escaped));
}

static bool put_stray_byte(Line *line, char byte) {
  char escaped[8];
  int length = snprintf(escaped, sizeof escaped, "\\\\x%02x", (unsigned char)byte);
  return put(line, escaped, (size_t)length);
}

static void put_escaped(Line *line, Text text) {
  bool fits = true;
  while (fits && text.length) {
    size_t length = character_length(text);
    fits = length ? put_character(line, text_slice(text, 0, length)) : put_stray_byte(line, text.at[0]);
    text = text_slice(text, length ? length : 1, text.length);
  }
}

static void put_name(Line *line, const char *name) {
  put(line, line->length ? ",\"" : "{\"", 2);
  put(line, name, strlen(name));
  put(line, "\":", 2);
}

/* `room` bytes stay free behind it, so that a long value is cut and the line still is JSON. */
static void put_field(Line *line, const char *name, Text value, size_t room) {
  line->limit = LINE_MAXIMUM - room;
  put_name(line, name);
  put(line, "\"", 1);
  put_escaped(line, value);
  line->limit = LINE_MAXIMUM - END_ROOM + 1;
  put(line, "\"", 1);
}

static void put_time(Line *line) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  char seconds[21], whole[32];
  instant_write(seconds, (Instant){now.tv_sec});
  int length = snprintf(whole, sizeof whole, "%.19s.%03dZ", seconds, (int)(now.tv_nsec / 1000000));
  put_field(line, "time", (Text){whole, (size_t)length}, LINE_MAXIMUM / 2);
}

static void put_head(Line *line, LogLevel level, const char *event, Text message) {
  static const char *const names[] = {"debug", "info", "warning", "error"};
  line->length = 0;
  put_time(line);
  put_field(line, "level", text_of(names[level]), LINE_MAXIMUM / 2);
  put_field(line, "event", text_of(event), LINE_MAXIMUM / 2);
  put_field(line, "message", message, TAIL_ROOM);
}

/* One write, so that lines of several processes never mix. What cannot be logged is lost: nobody
 * could be told. */
static void send_line(Line *line) {
  line->limit = LINE_MAXIMUM;
  put(line, "}\n", 2);
  ssize_t sent;
  do {
    sent = write(STDERR_FILENO, line->at, line->length);
  } while (sent < 0 && errno == EINTR);
}

void log_write(LogLevel level, const char *event, const char *format, ...) {
  if (level < lowest) return;
  char message[LINE_MAXIMUM];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (length < 0) message[0] = '\0';
  Line line;
  put_head(&line, level, event, text_of(message));
  send_line(&line);
}

static LogLevel fault_level(ErrorCode code) {
  switch (code) {
    case ERROR_INVALID:
    case ERROR_NOT_FOUND:
    case ERROR_DENIED:
    case ERROR_REFUSED:
    case ERROR_CONFLICT: return LOG_INFO;
    case ERROR_BUSY:
    case ERROR_LIMIT: return LOG_WARNING;
    case ERROR_IO:
    case ERROR_DAMAGED: break;
  }
  return LOG_ERROR;
}

/* The words stay out: they were written for the user and may repeat what he typed. */
void log_fault(const char *event, Error error, Text reference) {
  LogLevel level = error ? fault_level(error->code) : LOG_ERROR;
  if (!error || level < lowest) return;
  char number[16];
  int length = snprintf(number, sizeof number, "%d", error->line);
  Line line;
  put_head(&line, level, event, error->detail);
  put_field(&line, "code", text_of(error_code_name(error->code)), TAIL_ROOM / 2);
  put_name(&line, "line");
  put(&line, number, (size_t)length);
  if (reference.length) put_field(&line, "reference", reference, TAIL_ROOM / 4);
  put_field(&line, "file", text_of(error->file), END_ROOM);
  send_line(&line);
}
