import { ledgerDocument } from "../../shared/ledgers/ledger-document.ts";
import { workbookOf } from "../runtime/documents/workbook.ts";
import { operation } from "../runtime/operation.ts";
import { exportLedger } from "./exporting.ts";
import type { LedgerNeeds } from "./reading.ts";

/** The whole period, with what its columns mean. Two at once: two files, two records. */
export const exportLedgerWorkbook = operation(
  "export-ledger-workbook",
  (needs: LedgerNeeds) => (request) =>
    exportLedger(needs, request, "workbook", (file) => workbookOf(ledgerDocument(file))),
);
