/** What the public guide says of an item that several units handle together (联办): who does what, and within what time. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { DayLimit } from "../calendar/limit.ts";
import { JOINT_ORDERS, type ServiceItem, TaskCode, UnitKind } from "./service-item.ts";

export const JointGuide = z
  .object({
    order: z.enum(JOINT_ORDERS).meta({ description: "parallel: all at once; in-order: one after the other" }),
    inWords: Bilingual,
    parts: z.array(
      z
        .object({ code: TaskCode, name: z.string(), unit: UnitKind, unitName: Bilingual, limit: DayLimit })
        .meta({ id: "JointPart" }),
    ),
  })
  .meta({ id: "JointGuide", description: "Each part has its own limit within the promise for the whole" });
export type JointGuide = z.infer<typeof JointGuide>;
type Part = JointGuide["parts"][number];

const UNITS_OF_TIME: Readonly<Record<DayLimit["unit"], Bilingual>> = {
  "working-days": { zh: "个工作日", en: "working days" },
  "natural-days": { zh: "天", en: "days" },
};
const partInWords = ({ name, unitName, limit: { days, unit } }: Part): Bilingual => ({
  zh: `${unitName.zh}窗口负责“${name}”，${days}${UNITS_OF_TIME[unit].zh}内完成`,
  en: `${unitName.en}, within ${days} ${days === 1 ? UNITS_OF_TIME[unit].en.slice(0, -1) : UNITS_OF_TIME[unit].en}`,
});
const ORDERS_IN_WORDS: Readonly<Record<JointGuide["order"], Bilingual>> = {
  parallel: { zh: "同时办理", en: "at the same time" },
  "in-order": { zh: "依次办理", en: "one after the other" },
};

/** @param names of the units; undefined: one unit does it all */
export const jointGuide = (
  { joint }: Pick<ServiceItem, "joint">,
  names: Readonly<Record<UnitKind, Bilingual>>,
): JointGuide | undefined => {
  if (joint === undefined) return undefined;
  const { order, steps } = joint;
  const parts = steps.map((step): Part => ({ ...step, unitName: names[step.unit] }));
  const words = parts.map(partInWords);
  const how = ORDERS_IN_WORDS[order];
  return {
    order,
    inWords: {
      zh: `本事项分${parts.length}部分，由以下窗口${how.zh}：${words.map(({ zh }) => zh).join("；")}。您只需在一个窗口交一次材料，全部完成后作出决定。`,
      en: `This item has ${parts.length} parts, handled ${how.en}: ${words.map(({ en }) => en).join("; ")}. You hand in your papers once, at one window; the decision follows when all are done.`,
    },
    parts,
  };
};
