import { describe, expect, it } from "vitest";
import { SAMPLE_ITEMS } from "../../../shared/directory/items-sample.ts";
import { type ItemDraft, publishable } from "../../../shared/directory/publish.ts";

const licence: ItemDraft = SAMPLE_ITEMS.find(({ code }) => code === "tree-felling-licence") ?? {};
const withGuide = (guide: NonNullable<ItemDraft["guide"]>): ItemDraft => ({
  ...licence,
  guide: { ...licence.guide, ...guide },
});
const withLimits = (limits: NonNullable<ItemDraft["limits"]>): ItemDraft => ({
  ...licence,
  limits: { ...licence.limits, ...limits },
});
const pointers = (draft: ItemDraft) => publishable(draft).map(({ pointer }) => pointer);

describe("the publishing gate of article 6", () => {
  it("lets a complete item through", () => {
    expect(publishable(licence)).toEqual([]);
  });

  it.each<[string, ItemDraft, string]>([
    ["legal basis", withGuide({ legalBasis: undefined }), "/guide/legalBasis"],
    ["legal basis (blank)", withGuide({ legalBasis: "  " }), "/guide/legalBasis"],
    ["name", { ...licence, name: undefined }, "/name"],
    ["procedure", withGuide({ procedure: [] }), "/guide/procedure"],
    ["procedure (a blank step)", withGuide({ procedure: ["受理", " "] }), "/guide/procedure"],
    ["materials", { ...licence, materials: [] }, "/materials"],
    ["materials (absent)", { ...licence, materials: undefined }, "/materials"],
    ["promised limit", withLimits({ promised: undefined }), "/limits/promised"],
    ["fee basis", withGuide({ feeStandard: "每本10元", feeBasis: null }), "/guide/feeBasis"],
    ["fee basis (blank)", withGuide({ feeStandard: "每本10元", feeBasis: "" }), "/guide/feeBasis"],
  ])("refuses an item without its %s", (_, draft, pointer) => {
    expect(publishable(draft)).toMatchObject([{ pointer, code: "field-missing" }]);
  });

  it("refuses an item without its fee standard, and cannot know then that no fee basis is needed", () => {
    expect(pointers(withGuide({ feeStandard: undefined }))).toEqual(["/guide/feeBasis", "/guide/feeStandard"]);
    expect(pointers(withGuide({ feeStandard: undefined, feeBasis: "价格主管部门文件" }))).toEqual([
      "/guide/feeStandard",
    ]);
  });

  it.each(["不收费", "免费"])("asks no fee basis of an item whose fee standard is %s", (feeStandard) => {
    expect(publishable(withGuide({ feeStandard, feeBasis: null }))).toEqual([]);
  });

  it("lets a fee through that names its basis", () => {
    expect(publishable(withGuide({ feeStandard: "每本10元", feeBasis: "价格主管部门文件" }))).toEqual([]);
  });

  it("tells all seven at once, in both languages", () => {
    const problems = publishable({});
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      "/guide/legalBasis",
      "/name",
      "/guide/procedure",
      "/materials",
      "/limits/promised",
      "/guide/feeBasis",
      "/guide/feeStandard",
    ]);
    for (const { zh, en } of problems) {
      expect(zh).toMatch(/^缺少\p{Script=Han}+$/u);
      expect(en).toMatch(/is missing$/);
    }
  });
});

describe("R5 promised against statutory limit", () => {
  it("refuses a promise longer than the regime's limit", () => {
    expect(publishable(withLimits({ promised: { days: 21, unit: "working-days" } }))).toEqual([
      {
        pointer: "/limits/promised",
        code: "promise-exceeds-law",
        zh: "承诺时限（21个工作日）长于法定时限（20个工作日）",
        en: "The promised limit (21 working days) is longer than the statutory limit (20 working days)",
      },
    ]);
  });

  it("allows a promise as long as the limit", () => {
    expect(publishable(withLimits({ promised: { days: 20, unit: "working-days" } }))).toEqual([]);
  });

  it("measures by the item's own limit before the regime's", () => {
    const promised = { days: 25, unit: "working-days" } as const;
    expect(publishable(withLimits({ promised, statutory: { days: 30, unit: "working-days" } }))).toEqual([]);
    expect(publishable(withLimits({ promised, statutory: { days: 24, unit: "working-days" } }))).toMatchObject([
      { code: "promise-exceeds-law" },
    ]);
  });

  it("allows any promise where the item's law sets no limit", () => {
    expect(publishable(withLimits({ promised: { days: 300, unit: "natural-days" }, statutory: null }))).toEqual([]);
  });

  it("refuses limits in different units, even where the promise looks shorter", () => {
    expect(publishable(withLimits({ promised: { days: 1, unit: "natural-days" } }))).toMatchObject([
      { pointer: "/limits/promised", code: "limit-units-differ" },
    ]);
  });

  it("counts immediate as within any limit", () => {
    const statutory = { days: 1, unit: "natural-days" } as const;
    expect(publishable(withLimits({ promised: { unit: "immediate" }, statutory }))).toEqual([]);
  });
});
