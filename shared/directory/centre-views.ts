/** What anyone may read of a centre: its name, its windows and what they handle, its hours. Never who works there. */
import * as z from "zod";
import { Bilingual } from "../calendar/bilingual.ts";
import { type Calendar, dayKind } from "../calendar/calendar.ts";
import { DayReason } from "../calendar/deadline.ts";
import { closingOf, type OfficeHours, openingOf } from "../calendar/office-hours.ts";
import { LocalDate, localTimeOf } from "../kernel/local-date.ts";
import { EntrustedLevel } from "./entrustment.ts";
import { centreName, organName } from "./names.ts";
import { type Roster, WindowId } from "./roster.ts";
import { acceptingPost, decidingPost, offeredAt } from "./routing.ts";
import { Sampled, sampled } from "./sample-notice.ts";
import { ItemCode, type ServiceItem, UnitKind } from "./service-item.ts";
import { CentreCode, StationCode, type Town } from "./units.ts";

export const CentreCodeParam = z.strictObject({ centreCode: CentreCode });

export const CentreSummary = z
  .object({
    code: CentreCode,
    name: z.string().meta({ example: "南沙河镇便民服务中心" }),
    kind: z.enum(["town", "sub-district"]),
  })
  .meta({ id: "CentreSummary" });

export const CentreList = z
  .object({ centres: z.array(CentreSummary).meta({ description: "In register order" }) })
  .meta({ id: "CentreList" });

export const StationList = z
  .object({
    centre: z.object({ code: CentreCode, name: z.string() }),
    stations: z.array(
      z.object({
        code: StationCode,
        name: z.string().meta({ example: "洪绪镇王庄村便民服务站" }),
        village: z.string().meta({ example: "王庄村" }),
        entrusted: z.array(z.object({ itemCode: ItemCode, level: EntrustedLevel, levelName: Bilingual })).meta({
          description: "What the station does by its centre's entrustment; for anything else, go to the centre",
        }),
      }),
    ),
  })
  .meta({ id: "StationList" });

export const HoursOfDay = z
  .object({
    date: LocalDate,
    open: z.boolean().meta({ description: "Whether it is a working day" }),
    opens: z.string().optional().meta({ example: "08:30" }),
    closes: z.string().optional().meta({ example: "17:00" }),
    reason: DayReason,
    label: Bilingual.optional().meta({ description: "The holiday or the make-up day, by name" }),
    provisional: z.boolean().meta({ description: "The calendar of that year is not published yet" }),
  })
  .meta({ id: "HoursOfDay" });

export const WindowView = z
  .object({
    id: WindowId,
    number: z.int(),
    name: z.string().meta({ example: "综合窗口" }),
    comprehensive: z.boolean().meta({ description: "综合窗口: takes in for every unit" }),
    unit: UnitKind.optional(),
    handles: z
      .array(z.object({ code: ItemCode, name: z.string(), accepts: z.boolean(), decides: z.boolean() }))
      .meta({ description: "What it takes in and what it decides" }),
  })
  .meta({ id: "Window" });

export const CentreView = CentreSummary.extend({
  organ: z.string().meta({
    description: "The organ that decides the town's own items; each item names its organ",
    example: "滕州市南沙河镇人民政府",
  }),
  hotline: z.string().optional().meta({ description: "Absent while no number is known" }),
  officeHoursToday: HoursOfDay,
  windows: z.array(WindowView),
  ...Sampled,
}).meta({ id: "Centre" });
export type CentreView = z.infer<typeof CentreView>;

export const centreSummary = (town: Town): z.infer<typeof CentreSummary> => ({
  code: town.code,
  name: centreName(town),
  kind: town.kind,
});

export const hoursOf = (calendar: Calendar, hours: OfficeHours, date: LocalDate): z.infer<typeof HoursOfDay> => {
  const { working, reason, name, provisional } = dayKind(calendar, date);
  const times = working
    ? { opens: localTimeOf(openingOf(hours, date)), closes: localTimeOf(closingOf(hours, date)) }
    : {};
  return { date, open: working, ...times, reason, ...(name === undefined ? {} : { label: name }), provisional };
};

const windowsOf = (roster: Roster, items: readonly ServiceItem[]): z.infer<typeof WindowView>[] => {
  const routed = items.map(({ code, name, unit }) => ({
    code,
    name,
    accepting: acceptingPost(roster, { unit })?.window,
    deciding: decidingPost(roster, { unit })?.window,
  }));
  return roster.windows
    .toSorted((one, other) => one.number - other.number)
    .map(({ id, number, name, comprehensive, unit }) => ({
      id,
      number,
      name,
      comprehensive,
      ...(unit === undefined ? {} : { unit }),
      handles: routed
        .map(({ code, name, accepting, deciding }) => ({
          code,
          name,
          accepts: accepting === id,
          decides: deciding === id,
        }))
        .filter(({ accepts, decides }) => accepts || decides),
    }));
};

export const centreView = (
  town: Town,
  {
    municipality,
    roster,
    items,
    hours,
  }: {
    readonly municipality: { readonly name: string };
    readonly roster: Roster;
    readonly items: readonly ServiceItem[];
    readonly hours: z.infer<typeof HoursOfDay>;
  },
): CentreView => {
  const offered = items.filter((item) => offeredAt(item, town));
  return {
    ...centreSummary(town),
    organ: organName({ decidingOrgan: "{town}" }, town, municipality),
    officeHoursToday: hours,
    windows: windowsOf(roster, offered),
    ...sampled(offered.some(({ sample }) => sample) || roster.staff.some(({ sample }) => sample)),
  };
};
