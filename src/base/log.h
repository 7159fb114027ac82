/* The log: one JSON object a line on standard error. Never personal data. */
#pragma once
#include "base/error.h"

typedef enum LogLevel { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;
/* Lines under this level are not written; LOG_INFO at the start. Set once, before threads are started. */
void log_set_level(LogLevel level);
/* event: a short fixed name, "request-failed"; the rest as printf, escaped. */
void log_write(LogLevel level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An error with its place and detail; `reference` is what the user was told to quote, may be empty. */
void log_fault(const char *event, Error error, Text reference);
