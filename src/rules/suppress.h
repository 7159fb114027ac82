/* Small numbers in what is published: a reader must not be able to find, or to work out from totals, how many
 * people a small cell stands for. */
#pragma once
#include "rules/table.h"

/* Hides every count from 1 to threshold - 1 (0 stays: it identifies nobody), and as many further cells as are
 * needed that no hidden one can be worked out from the totals of its row and column, from equal totals of
 * other tables of the list, or from a rate whose n, of or remainder (of - n) would give it away; such rates
 * are hidden too. The earlier period's figures are treated likewise, for themselves. Tables and rates are
 * changed in place: their `hidden` and `previous_hidden` are set, and what was hidden before stays so.
 * threshold 0 or 1 hides nothing. Totals are hidden only where nothing else helps. Deterministic: the
 * smallest suitable cell is taken, the first of equals. Where there are too many cells to search through, the
 * rows of the largest table are hidden whole (its total row is not), then those of the next. Gives how many
 * cells were hidden for their own sake and how many to protect them, of both periods.
 *
 * A reader who knows that noughts are shown and that a hidden figure is therefore at least 1 does not find
 * one either. That a figure must lie in a narrow range is not kept from him, nor what several published
 * reports tell together. */
typedef struct Suppressed {
  size_t small, protecting, rates;
} Suppressed;
Suppressed suppress_small(Arena *arena, FigureTable *tables, size_t table_count, FigureRate *rates,
                          size_t rate_count, int64_t threshold);

/* For tests and for the check before publishing: a hidden cell whose value follows from what is shown (by
 * linear reasoning over the totals with all counts at least 0), as words naming it; the empty text where none
 * does. */
Text suppress_leak(Arena *arena, const FigureTable *tables, size_t table_count);
