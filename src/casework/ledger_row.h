/* A stored row as an event. */
#pragma once
#include "casework/ledger.h"
#include "sql_ledger.h"

/* False where its type, role or outcome is no word that this program knows, a number is beyond what it
 * writes, or a day is none. Texts are not read. */
bool ledger_of_row(const SqlEventOfCase *row, LedgerEvent *event);
