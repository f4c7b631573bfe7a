import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../../shared/http/problems.ts";
import { COMPLAINT_ROUTES } from "../../../shared/http/routes/complaints.ts";

const codes = [...new Set(Object.values(COMPLAINT_ROUTES).flatMap(({ refusals }) => refusals))];

describe("what is refused of a complaint", () => {
  it.each([...codes, "limit-passed", "version-conflict"] as const)("%s speaks of no case", (code) => {
    const { title, detail } = PROBLEMS[code];
    expect(`${title.zh}${detail.zh}`).not.toContain("办件");
    expect(`${title.en} ${detail.en}`).not.toMatch(/\bcases?\b/i);
  });
});
