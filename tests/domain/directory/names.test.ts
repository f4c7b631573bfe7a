import { describe, expect, it } from "vitest";
import { centreCodeOf, centreName, organName, stationName, villageName } from "../../../shared/directory/names.ts";
import { TOWNS_370481 } from "../../../shared/directory/towns-370481.ts";
import type { Town } from "../../../shared/directory/units.ts";
import { CentreCode, StationCode } from "../../../shared/directory/units.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";

const townOf = (code: string): Town => {
  const town = TOWNS_370481.find((each) => each.code === code);
  if (town === undefined) throw new Error(`no town ${code}`);
  return town;
};

const STATIONS = UNITS_370481.villages.map((village) => ({
  village,
  name: villageName(village),
  station: stationName(townOf(village.centre), village),
}));

describe("the register of units", () => {
  it("holds 16 towns, 5 sub-districts and 1,180 villages", () => {
    expect(TOWNS_370481.filter(({ kind }) => kind === "town")).toHaveLength(16);
    expect(TOWNS_370481.filter(({ kind }) => kind === "sub-district")).toHaveLength(5);
    expect(UNITS_370481.villages).toHaveLength(1180);
  });

  it("is in the order of the codes, each once and well formed", () => {
    for (const units of [UNITS_370481.towns, UNITS_370481.villages]) {
      const codes = units.map(({ code }) => code);
      expect(codes).toEqual([...new Set(codes)].toSorted());
    }
    for (const { code } of UNITS_370481.towns) expect(CentreCode.safeParse(code).success, code).toBe(true);
    for (const { code } of UNITS_370481.villages) expect(StationCode.safeParse(code).success, code).toBe(true);
  });

  it("puts every village under a town of the register, and leaves no town without", () => {
    const parents = new Set(UNITS_370481.villages.map(({ centre }) => centre));
    expect([...parents].toSorted()).toEqual(TOWNS_370481.map(({ code }) => code));
  });

  it("calls a unit a sub-district exactly when its name ends in 街道", () => {
    for (const { name, kind } of TOWNS_370481) {
      expect(name).toMatch(kind === "sub-district" ? /街道$/ : /镇$/);
    }
  });
});

describe("names", () => {
  it("gives every centre the one name of article 2", () => {
    expect(centreName(townOf("370481101"))).toBe("洪绪镇便民服务中心");
    expect(centreName(townOf("370481001"))).toBe("荆河街道便民服务中心");
  });

  it.each([
    ["荆庄社区居民委员会", "荆庄社区"],
    ["韩桥村村民委员会", "韩桥村"],
    ["王庄村委会", "王庄村"],
    ["前十里铺村村民居委会", "前十里铺村"],
    ["杏花村社区居民委员会", "杏花村社区"],
    ["安居居委会", "安居社区"],
    ["安居", "安居村"],
  ])("calls %s %s", (name, expected) => {
    expect(villageName({ name })).toBe(expected);
  });

  it("names a station after its town and village", () => {
    expect(stationName(townOf("370481101"), { name: "王庄村委会" })).toBe("洪绪镇王庄村便民服务站");
  });

  it("names all 1,180 villages with one ending, none empty, none with its committee left on", () => {
    for (const { village, name } of STATIONS) {
      expect(name, village.code).toMatch(/^.+(村|社区)$/);
      expect(name, village.code).not.toMatch(/委|村村$|社区社区$|社区村$|居民$|村民$/);
      expect(name.length, village.code).toBeGreaterThan(1);
    }
  });

  it("names every station uniquely", () => {
    const stations = STATIONS.map(({ station }) => station);
    expect(new Set(stations).size).toBe(stations.length);
  });

  it("R18 writes the deciding organ as the town's government or the sub-district's office, never the centre", () => {
    expect(organName({ decidingOrgan: "{town}" }, townOf("370481101"))).toBe("滕州市洪绪镇人民政府");
    expect(organName({ decidingOrgan: "{town}" }, townOf("370481001"))).toBe("滕州市荆河街道办事处");
    expect(organName({ decidingOrgan: "滕州市民政局" }, townOf("370481001"))).toBe("滕州市民政局");
  });

  it("finds a station's centre in its code", () => {
    for (const { code, centre } of UNITS_370481.villages) expect(centreCodeOf(code)).toBe(centre);
  });
});
