/**
 * A municipality staffed with invented people, for local runs and tests: the same every time. A deployed town starts
 * without them.
 */
import type { Entrustment } from "./entrustment.ts";
import { SAMPLE_ITEMS } from "./items-sample.ts";
import type { Post, Roster, ServiceWindow, StaffId, StaffMember } from "./roster.ts";
import { sampleEntrustments } from "./sample-entrustments.ts";
import { inventedName, inventedPhone } from "./sample-people.ts";
import type { ServiceItem, UnitKind } from "./service-item.ts";
import type { CentreCode, Town, Units, Village } from "./units.ts";

export type SampleTown = {
  /** One a centre, in register order. */
  readonly rosters: readonly Roster[];
  /** One a station, in register order. */
  readonly proxies: readonly StaffMember[];
  /** The head and two members of the municipal office. */
  readonly office: readonly StaffMember[];
  readonly items: readonly ServiceItem[];
  /** Of two stations a centre (R48). */
  readonly entrustments: readonly Entrustment[];
};

/** The units' windows, w02 … w08, in this order. */
const UNIT_WINDOWS: readonly (readonly [UnitKind, string])[] = [
  ["health", "卫生健康窗口"],
  ["social-security", "人力资源和社会保障窗口"],
  ["civil-affairs", "民政窗口"],
  ["agriculture", "农业农村窗口"],
  ["forestry", "林业窗口"],
  ["medical-insurance", "医疗保障窗口"],
  ["veterans", "退役军人服务窗口"],
];
const COMPREHENSIVE_POSTS = 2;
const POSTS = COMPREHENSIVE_POSTS + UNIT_WINDOWS.length;
/** The holders of the posts, the deputy and the director. */
const STAFF_OF_CENTRE = POSTS + 2;
const STAFF_OF_OFFICE = 3;

const twoDigits = (number: number): string => String(number).padStart(2, "0");
const holderOf = (centre: CentreCode, post: number): StaffId => `${centre}-a${post}`;

/**
 * The comprehensive window's two posts stand in for each other, the units' posts for their neighbours in a ring: A ≠ B,
 * and nobody covers two posts (R38).
 */
const standInFor = (post: number): number => {
  if (post <= COMPREHENSIVE_POSTS) return post === 1 ? 2 : 1;
  return post === POSTS ? COMPREHENSIVE_POSTS + 1 : post + 1;
};

/**
 * w01 is comprehensive and has two posts, every unit's window one. The holder of p01 heads all of them: a one-post
 * window headed by its own holder or stand-in would have no third person to turn to (R42).
 */
const windowsOf = (centre: CentreCode): readonly ServiceWindow[] => {
  const plain = { schema: 1, centre, head: holderOf(centre, 1) } as const;
  const comprehensive = { ...plain, id: `${centre}-w01`, name: "综合窗口", number: 1, comprehensive: true };
  const ofUnits = UNIT_WINDOWS.map(([unit, name], index) => ({
    ...plain,
    id: `${centre}-w${twoDigits(index + 2)}`,
    name,
    number: index + 2,
    comprehensive: false,
    unit,
  }));
  return [comprehensive, ...ofUnits];
};

const postsOf = (centre: CentreCode): readonly Post[] =>
  Array.from({ length: POSTS }, (_, index) => {
    const number = index + 1;
    const unit = UNIT_WINDOWS[number - COMPREHENSIVE_POSTS - 1];
    return {
      schema: 1,
      id: `${centre}-p${twoDigits(number)}`,
      centre,
      window: `${centre}-w${twoDigits(Math.max(1, number - COMPREHENSIVE_POSTS + 1))}`,
      name: unit === undefined ? `综合窗口${number}号岗` : `${unit[1]}岗`,
      holder: holderOf(centre, number),
      standIn: holderOf(centre, standInFor(number)),
    };
  });

/** @param nth which of all invented people comes first here */
const staffOf = (centre: CentreCode, nth: number): readonly StaffMember[] => {
  const holders = Array.from({ length: POSTS }, (_, index) => ({
    id: holderOf(centre, index + 1),
    role: "clerk" as const,
  }));
  const people = [
    { id: `${centre}-director`, role: "director" as const },
    { id: `${centre}-deputy`, role: "deputy-director" as const },
    ...holders,
  ];
  return people.map(({ id, role }, index) => ({
    schema: 1,
    id,
    name: inventedName(nth + index),
    sub: id,
    phone: inventedPhone(centre, index + 1),
    badge: `${centre.slice(6)}-${twoDigits(index + 1)}`,
    role,
    centre,
    sample: true,
  }));
};

const rosterOf = ({ code }: Town, index: number): Roster => ({
  centre: code,
  staff: staffOf(code, STAFF_OF_OFFICE + index * STAFF_OF_CENTRE),
  windows: windowsOf(code),
  posts: postsOf(code),
  absences: [],
});

const office = (): readonly StaffMember[] =>
  ["office-head", "office-1", "office-2"].map((id, index) => ({
    schema: 1,
    id,
    name: inventedName(index),
    sub: id,
    phone: inventedPhone("", index + 1),
    badge: `000-${twoDigits(index + 1)}`,
    role: index === 0 ? "office-head" : "office-member",
    sample: true,
  }));

/** One proxy a station (article 13). */
const proxyOf = (village: Village, nth: number): StaffMember => ({
  schema: 1,
  id: `${village.code}-proxy`,
  name: inventedName(nth),
  sub: `${village.code}-proxy`,
  phone: inventedPhone(village.code, 1),
  badge: `${village.code.slice(6, 9)}-${village.code.slice(9)}-01`,
  role: "proxy",
  centre: village.centre,
  station: village.code,
  sample: true,
});

export const sampleTown = (units: Units): SampleTown => {
  const before = STAFF_OF_OFFICE + units.towns.length * STAFF_OF_CENTRE;
  return {
    rosters: units.towns.map(rosterOf),
    proxies: units.villages.map((village, index) => proxyOf(village, before + index)),
    office: office(),
    items: SAMPLE_ITEMS,
    entrustments: sampleEntrustments(units),
  };
};
