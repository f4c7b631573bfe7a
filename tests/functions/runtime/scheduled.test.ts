import type { Context } from "aws-lambda";
import { afterEach, describe, expect, it, vi } from "vitest";
import { scheduledHandler } from "../../../functions/runtime/scheduled.ts";
import { Refusal } from "../../../shared/kernel/refusal.ts";

// The handler reads no more of Lambda's context.
const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 1000 } as Context;

describe("a run by the clock", () => {
  afterEach(() => vi.restoreAllMocks());

  it("that is refused says by what, so that the runbook's reader finds the case", async () => {
    const lines: Record<string, unknown>[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(JSON.parse(line)));
    const facts = { subject: "000000000001", version: 2, month: "2026-09" };
    const run = scheduledHandler("make-bulletins", async () => {
      throw new Refusal("journal-gap", facts);
    });
    await expect(run({}, context)).rejects.toThrow("journal-gap");
    expect(lines).toEqual([
      expect.objectContaining({ code: "scheduled-run-failed", refusal: "journal-gap", ...facts }),
    ]);
  });

  it("that throws anything else keeps its message out of the log", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const run = scheduledHandler("make-bulletins", async () => {
      throw new Error("示例甲 10000000001");
    });
    await expect(run({}, context)).rejects.toThrow();
    expect(JSON.stringify(log.mock.calls)).not.toContain("10000000001");
  });
});
