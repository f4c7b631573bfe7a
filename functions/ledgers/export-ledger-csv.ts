import { csvOfTable } from "../../shared/documents/csv.ts";
import { ledgerTable } from "../../shared/ledgers/ledger-document.ts";
import { operation } from "../runtime/operation.ts";
import { exportLedger } from "./exporting.ts";
import type { LedgerNeeds } from "./reading.ts";

/** The whole period. Two at once: two files, two records. */
export const exportLedgerCsv = operation(
  "export-ledger-csv",
  (needs: LedgerNeeds) => (request) =>
    exportLedger(needs, request, "csv", async (file) => csvOfTable(ledgerTable(file))),
);
