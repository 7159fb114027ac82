#include "web/field_kind.h"
#include <string.h>

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static bool is_letter(char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

static bool all_digits(Text text) {
  for (size_t i = 0; i < text.length; i++) {
    if (!is_digit(text.at[i])) return false;
  }
  return text.length > 0;
}

/* ---- e-mail: what can be delivered, as GOV.UK Notify checks it, not all that RFC 5322 allows ---- */

static bool local_part_is_right(Text local) {
  if (text_is_empty(local) || local.length > 64 || local.at[0] == '.' || text_ends(local, TEXT(".")))
    return false;
  for (size_t i = 0; i < local.length; i++) {
    char byte = local.at[i];
    if (!is_digit(byte) && !is_letter(byte) && !(byte != 0 && strchr(".!#$%&'*+/=?^_`{|}~-", byte)))
      return false;
  }
  return !text_contains(local, TEXT(".."));
}

static bool label_is_right(Text label) {
  if (text_is_empty(label) || label.length > 63) return false;
  if (label.at[0] == '-' || label.at[label.length - 1] == '-') return false;
  for (size_t i = 0; i < label.length; i++) {
    char byte = label.at[i];
    bool international = (unsigned char)byte >= 0x80;
    if (!is_digit(byte) && !is_letter(byte) && byte != '-' && !international) return false;
  }
  return true;
}

static bool domain_is_right(Text domain) {
  Text label = TEXT_NONE;
  size_t labels = 0;
  if (domain.length > 253 || text_ends(domain, TEXT("."))) return false;
  while (text_next(&domain, '.', &label)) {
    if (!label_is_right(label)) return false;
    labels++;
  }
  return labels >= 2 && label.length >= 2 && !all_digits(label);
}

bool read_email(Reading *reading) {
  Text domain = reading->value, local;
  if (!text_next(&domain, '@', &local) || text_contains(domain, TEXT("@"))) return false;
  if (!local_part_is_right(local) || !domain_is_right(domain) || reading->value.length > 254) return false;
  Text parts[] = {local, text_lower_ascii(reading->arena, domain)};
  reading->value = text_join(reading->arena, parts, 2, TEXT("@"));
  return true;
}

/* ---- telephone: kept as typed, because people read it aloud in their own groups ---- */

static Text without_extension(Text value) {
  for (size_t i = 1; i < value.length; i++) {
    Text rest = text_slice(value, i, value.length);
    Text digits = rest;
    while (!text_is_empty(digits) && !is_digit(digits.at[0])) digits = text_slice(digits, 1, digits.length);
    Text word = text_trim(text_slice(rest, 0, rest.length - digits.length));
    bool is_word = text_equal_ascii(word, TEXT("x")) || text_equal_ascii(word, TEXT("ext")) ||
                   text_equal_ascii(word, TEXT("ext.")) || text_equal_ascii(word, TEXT("extension"));
    if (is_word && all_digits(digits) && digits.length <= 6) return text_slice(value, 0, i);
    if (is_letter(value.at[i])) return value;
  }
  return value;
}

bool read_phone(Reading *reading) {
  Text number = text_trim(without_extension(reading->value));
  size_t digits = 0;
  for (size_t i = 0; i < number.length; i++) {
    char byte = number.at[i];
    if (is_digit(byte))
      digits++;
    else if (byte == '+' && i == 0)
      continue;
    else if (byte == 0 || !strchr(" ()-.", byte))
      return false;
  }
  return digits >= 8 && digits <= 15;
}

/* ---- numbers ---- */

bool read_int(Reading *reading, size_t greatest) {
  Text value = reading->value;
  char *digits = ARENA_ARRAY(reading->arena, char, value.length + 1);
  size_t length = 0;
  for (size_t i = 0; i < value.length; i++) {
    if (value.at[i] != ',') digits[length++] = value.at[i];
  }
  int64_t number;
  if (!all_digits((Text){digits, length}) || !text_to_int((Text){digits, length}, &number)) {
    reading->words =
        text_format(reading->arena, "%.*s must be a whole number, like 30", TEXT_ARGUMENTS(reading->label));
    return false;
  }
  if (greatest && (uint64_t)number > greatest) {
    reading->words =
        text_format(reading->arena, "%.*s must be %zu or less", TEXT_ARGUMENTS(reading->label), greatest);
    return false;
  }
  reading->value = text_format(reading->arena, "%lld", (long long)number);
  return true;
}

/* ---- times ---- */

/* 9:40 9.40 0940 940 9; the part before am or pm. */
static bool read_clock(Text text, int64_t *hour, int64_t *minute) {
  size_t point = text_find(text, TEXT(":"), 0);
  if (point == SIZE_MAX) point = text_find(text, TEXT("."), 0);
  Text hours = text, minutes = TEXT("00");
  if (point != SIZE_MAX) {
    hours = text_slice(text, 0, point);
    minutes = text_slice(text, point + 1, text.length);
  } else if (text.length >= 3) {
    hours = text_slice(text, 0, text.length - 2);
    minutes = text_slice(text, text.length - 2, text.length);
  }
  if (!all_digits(hours) || !all_digits(minutes) || hours.length > 2 || minutes.length != 2) return false;
  return text_to_int(hours, hour) && text_to_int(minutes, minute) && *minute < 60;
}

bool read_time(Reading *reading) {
  Text text = text_lower_ascii(reading->arena, reading->value);
  bool noon = text_equal(text, TEXT("noon")) || text_equal(text, TEXT("midday"));
  if (noon || text_equal(text, TEXT("midnight"))) {
    reading->value = noon ? TEXT("12:00") : TEXT("00:00");
    return true;
  }
  bool am = text_ends(text, TEXT("am")), pm = text_ends(text, TEXT("pm"));
  int64_t hour, minute;
  if (am || pm) text = text_trim(text_slice(text, 0, text.length - 2));
  if (!read_clock(text, &hour, &minute)) return false;
  if ((am || pm) && (hour < 1 || hour > 12)) return false;
  if (hour > 23) return false;
  if (am || pm) hour = hour % 12 + (pm ? 12 : 0);
  reading->value = text_format(reading->arena, "%02d:%02d", (int)hour, (int)minute);
  return true;
}

/* ---- dates ---- */

/* "12", "Dec", "december"; 0 where it is none. */
static int month_of(Arena *arena, Text text) {
  int64_t number = 0;
  if (all_digits(text))
    return text.length <= 2 && text_to_int(text, &number) && number <= 12 ? (int)number : 0;
  if (text.length < 3) return 0;
  for (int month = 1; month <= 12; month++) {
    Text name = text_lower_ascii(arena, text_of(month_name(month)));
    if (text_starts(name, text_lower_ascii(arena, text))) return month;
  }
  return 0;
}

/* "18", "18th"; 0 where it is none. */
static int day_of(Text text) {
  static const char *const endings[] = {"st", "nd", "rd", "th"};
  for (size_t i = 0; i < 4; i++) {
    Text ending = text_of(endings[i]);
    if (text.length > 2 && text_equal_ascii(text_slice(text, text.length - 2, text.length), ending)) {
      text = text_slice(text, 0, text.length - 2);
      break;
    }
  }
  int64_t number = 0;
  return all_digits(text) && text.length <= 2 && text_to_int(text, &number) ? (int)number : 0;
}

static bool pieces_missing(Reading *reading, Text day, Text month, Text year) {
  Text missing[3], left[] = {day, month, year};
  static const char *const words[] = {"a day", "a month", "a year"};
  size_t count = 0;
  for (size_t i = 0; i < 3; i++) {
    if (text_is_empty(left[i])) missing[count++] = text_of(words[i]);
  }
  if (count == 0) return false;
  Text list = text_join(reading->arena, missing, count, TEXT(" and "));
  reading->words = text_format(reading->arena, "%.*s must include %.*s", TEXT_ARGUMENTS(reading->label),
                               TEXT_ARGUMENTS(list));
  return true;
}

bool read_date_pieces(Reading *reading, Text day, Text month, Text year) {
  if (pieces_missing(reading, day, month, year)) return false;
  if (!all_digits(year) || year.length != 4) {
    reading->words = TEXT("Year must include 4 numbers");
    return false;
  }
  int64_t number = 0;
  Date date = DATE_NONE;
  bool real =
      text_to_int(year, &number) && date_of((int)number, month_of(reading->arena, month), day_of(day), &date);
  if (!real) {
    reading->words = text_format(reading->arena, "%.*s must be a real date", TEXT_ARGUMENTS(reading->label));
    return false;
  }
  reading->value = date_iso(reading->arena, date);
  return true;
}

bool read_date(Reading *reading) {
  Date date;
  if (date_parse(reading->value, &date)) return true;
  Text rest = reading->value, pieces[3] = {TEXT_NONE, TEXT_NONE, TEXT_NONE};
  size_t count = 0, start = 0;
  for (size_t i = 0; i <= rest.length; i++) {
    if (i < rest.length && !strchr(" /-.,", rest.at[i])) continue;
    if (i > start && count++ < 3) pieces[count - 1] = text_slice(rest, start, i);
    start = i + 1;
  }
  bool year_first = count == 3 && pieces[0].length == 4 && all_digits(pieces[0]);
  if (count == 3)
    return read_date_pieces(reading, pieces[year_first ? 2 : 0], pieces[1], pieces[year_first ? 0 : 2]);
  reading->words =
      text_format(reading->arena, "%.*s must be a date, like 27 3 2026", TEXT_ARGUMENTS(reading->label));
  return false;
}
