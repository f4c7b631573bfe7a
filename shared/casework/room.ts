/**
 * How much one case can hold beside its paged ledger. A case is one item, which the store takes up to 400 KB: with all of
 * these full, in Chinese, it stays well under (`tests/domain/casework/room.test.ts`).
 */
import { Refusal } from "../kernel/refusal.ts";
import type { Case } from "./case.ts";

const ROOM = {
  suspensions: { most: 8, zh: "次中止计时", en: "suspensions" },
  furtherRequests: { most: 8, zh: "次补正通知之后的要求", en: "requests after the notice" },
  upwardLegs: { most: 8, zh: "次报送上级", en: "ways to a higher body" },
  /** Of the texts below: what was put right on the spot may not use up the room of what the law wants told. */
  notes: { most: 8, zh: "段当场更正的说明", en: "texts about what was put right on the spot" },
  /** Of those that time makes there may be a few more. */
  orders: { most: 8, zh: "张督办单", en: "supervision orders" },
  annulled: { most: 16, zh: "张已撤销的预警", en: "annulled cards" },
  told: { most: 24, zh: "段告知申请人或者记录结果的文字", en: "texts told to the applicant or recorded" },
} as const;

/** For one more. @param held how many there are @throws Refusal `case-full`, naming the field */
export const requireRoom = (field: keyof typeof ROOM, held: number): void => {
  const { most, zh, en } = ROOM[field];
  if (held >= most) throw new Refusal("case-full", { field, most, what: zh, whatEn: en });
};

/**
 * The erasable part with the text that goes with the next entry, whose facts keep its hash (R50); as it is without one.
 * @throws Refusal `case-full`
 */
export const telling = ({ personal, version }: Case, text: string | undefined): Case["personal"] => {
  if (text === undefined) return personal;
  requireRoom("told", Object.keys(personal.told ?? {}).length);
  return { ...personal, told: { ...personal.told, [String(version + 1)]: text } };
};
