/** What `ledgers-staff` serves. */
import { exportLedgerCsv } from "./export-ledger-csv.ts";
import { exportLedgerWorkbook } from "./export-ledger-workbook.ts";
import { readLedger } from "./read-ledger.ts";

export const STAFF_OPERATIONS = [readLedger, exportLedgerCsv, exportLedgerWorkbook] as const;
