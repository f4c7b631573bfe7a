import { describe, expect, it } from "vitest";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { limitsOf } from "../../../shared/directory/limits.ts";
import { publishable } from "../../../shared/directory/publish.ts";
import { ServiceItem } from "../../../shared/directory/service-item.ts";

const item = (code: string): ServiceItem => {
  const found = SAMPLE_ITEMS.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no item ${code}`);
  return found;
};

describe("the sample items", () => {
  it("are twelve, each with a code and a name of its own", () => {
    expect(SAMPLE_ITEMS).toHaveLength(12);
    expect(new Set(SAMPLE_ITEMS.map(({ code }) => code)).size).toBe(12);
    expect(new Set(SAMPLE_ITEMS.map(({ name }) => name)).size).toBe(12);
  });

  it.each(SAMPLE_ITEMS.map((each) => [each.code, each] as const))(
    "keeps %s as the schema has it, trimmed",
    (_, each) => {
      expect(ServiceItem.parse(each)).toEqual(each);
    },
  );

  it.each(SAMPLE_ITEMS.map((each) => [each.code, each] as const))("could publish %s", (_, each) => {
    expect(publishable(each)).toEqual([]);
  });

  it("are all marked as samples, free, and need no fee basis", () => {
    for (const { sample, guide } of SAMPLE_ITEMS) {
      expect(sample).toBe(true);
      expect(["不收费", "免费"]).toContain(guide.feeStandard);
      expect(guide.feeBasis).toBeNull();
    }
  });

  it("are sensitive exactly where the name tells of hardship or health", () => {
    const sensitive = SAMPLE_ITEMS.filter((each) => each.sensitive).map(({ code }) => code);
    expect(sensitive).toEqual([
      "minimum-living-allowance",
      "extreme-poverty-support",
      "disability-subsidies",
      "temporary-assistance",
    ]);
  });

  it("leave homestead approvals, and nothing else, to the towns", () => {
    const townsOnly = SAMPLE_ITEMS.filter(({ centres }) => centres === "towns-only").map(({ code }) => code);
    expect(townsOnly).toEqual(["rural-homestead-approval"]);
  });

  it("R19a demand no paper on identity, household, marriage, income or disability", () => {
    for (const { code, materials } of SAMPLE_ITEMS) {
      for (const { name } of materials.filter(({ demanded }) => demanded)) {
        expect(name, code).not.toMatch(/身份证|户口簿|结婚证|收入证明|残疾人证/);
      }
    }
  });

  it("name every material of an item once", () => {
    for (const { code, materials } of SAMPLE_ITEMS) {
      expect(new Set(materials.map((material) => material.code)).size, code).toBe(materials.length);
    }
  });

  it("never let a centre decide in its own name (R18)", () => {
    for (const { decidingOrgan } of SAMPLE_ITEMS) expect(decidingOrgan).not.toContain("便民服务中心");
  });
});

describe("an item's limits", () => {
  it("R5a takes a licence's from the regime", () => {
    expect(limitsOf(item("rural-homestead-approval"))).toMatchObject({
      promised: { days: 15, unit: "working-days" },
      statutory: { days: 45, unit: "working-days" },
      notice: { days: 5, unit: "working-days" },
      delivery: { days: 10, unit: "working-days" },
      extension: { workingDays: 15 },
      suspendedBy: expect.arrayContaining(["hearing", "expert-review"]),
    });
  });

  it("R5a puts the item's own law before the regime's", () => {
    expect(limitsOf(item("minimum-living-allowance")).statutory).toEqual({ days: 30, unit: "working-days" });
    expect(limitsOf({ ...item("tree-felling-licence"), limits: own({ statutory: null }) }).statutory).toBeNull();
    expect(
      limitsOf({ ...item("tree-felling-licence"), limits: own({ notice: { days: 2, unit: "working-days" } }) }).notice,
    ).toEqual({
      days: 2,
      unit: "working-days",
    });
  });

  it("has no later notice for an enquiry and no statutory limit for a service", () => {
    expect(limitsOf({ ...item("birth-registration"), regime: "enquiry" }).notice).toBeNull();
    expect(limitsOf(item("birth-registration")).statutory).toBeNull();
  });
});

const own = (limits: Partial<ServiceItem["limits"]>): ServiceItem["limits"] => ({
  promised: { unit: "immediate" },
  ...limits,
});
