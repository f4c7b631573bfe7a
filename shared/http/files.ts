/** Replies that are files. Names of media types and the schema of bytes, for routes, edge and gateway alike. */
import * as z from "zod";

export const CSV = "text/csv";
export const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Travel as base64 between a function and the gateway, which decodes them for whoever accepts the type first of all. */
export const BINARY_TYPES: readonly string[] = [WORKBOOK];

export const Bytes = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array)
  .meta({ override: { type: "string", format: "binary" } });
