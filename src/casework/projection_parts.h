/* Inside casework only: what the projections share. */
#pragma once
#include "casework/facts.h"
#include "rules/figures.h"

/* The rows that figures count, and the rows of actions and recommendations, of a case. */
Error figure_rows_write(Ctx *ctx, const CaseFile *file) MUST_USE;
Error record_rows_write(Ctx *ctx, const CaseFile *file) MUST_USE;
/* The cases that came from this one stand under its procedure and service: their rows follow. */
Error linked_rows_write(Ctx *ctx, const CaseFile *file) MUST_USE;
/* The empty text, or which row differs from what the events give. */
Error figure_rows_verify(Ctx *ctx, const CaseFile *file, Text *wrong) MUST_USE;
Error record_rows_verify(Ctx *ctx, const CaseFile *file, Text *wrong) MUST_USE;

/* A published report is no case: it has a row of its own and no other. */
bool is_publication(const CaseFile *file);
Error publication_row_write(Ctx *ctx, const CaseFile *file) MUST_USE;
Error publication_row_verify(Ctx *ctx, const CaseFile *file, Text *wrong) MUST_USE;
