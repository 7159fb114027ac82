/* Unicode at the edge: what comes in is made valid and normal once, so that every Text inside is. On
 * utf8proc. */
#pragma once
#include "base/error.h"

/* Text from outside: must be UTF-8; is brought to NFC, line ends to \n, and loses control characters but \n
 * and \t as well as bidirectional overrides. ERROR_INVALID where the bytes are not UTF-8. */
Error text_clean(Arena *arena, Text bytes, Text *clean) MUST_USE;
/* The form for searching and sorting: case folded, accents off, ł→l ø→o æ→ae ß→ss ’→', white space single. */
Text text_fold(Arena *arena, Text text);
