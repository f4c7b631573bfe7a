/** A bulletin of a plausible month, from ledgers written by hand; the same every time. */
import { type FrozenSheet, freeze } from "../../shared/bulletins/bulletin.ts";
import type { BulletinSheet } from "../../shared/bulletins/sheet.ts";
import { instant, localDate, type Month } from "../../shared/kernel/local-date.ts";
import { aCase, type Happening, REGISTER, sheetOf } from "../domain/bulletins/ledgers.ts";

const ITEMS = ["pension-enrolment", "tree-felling-licence", "minimum-living-allowance"];
const CHANNELS = ["counter", "counter", "online", "phone", "station"] as const;
const dayOf = (month: string, n: number): string => `${month}-${String(n).padStart(2, "0")}`;

/** Every seventh is late, every eleventh stays open, every thirteenth gets a correction notice. */
const life = (month: string, n: number): readonly Happening[] => {
  const filed = 1 + (n % 18);
  const due = dayOf(month, filed + 5);
  const late = n % 7 === 0;
  const decided = dayOf(month, filed + (late ? 8 : 3));
  const facts = late
    ? { outcome: "approved", onTime: false, overdueReason: "staffing" }
    : { outcome: "approved", onTime: true };
  return [
    ["filed", dayOf(month, filed)],
    ...(n % 13 === 0 ? ([["notice-given", dayOf(month, filed + 1)]] as Happening[]) : []),
    ["accepted", dayOf(month, filed + 1), { dueOn: due }],
    ...(n % 11 === 0
      ? []
      : ([
          ["decided", decided, facts],
          ["delivered", decided],
        ] as Happening[])),
  ];
};

const sheetFor = (month: Month, cases: number, earlier: readonly BulletinSheet[]): BulletinSheet => {
  const lives = Array.from({ length: cases }, (_, n) =>
    aCase(life(month, n), {
      number: String(n).padStart(12, "0"),
      centre: REGISTER.towns[n % REGISTER.towns.length]!.code,
      itemCode: ITEMS[n % ITEMS.length]!,
      channel: CHANNELS[n % CHANNELS.length]!,
    }),
  );
  const cards = lives
    .filter((_, n) => n % 7 === 0)
    .map(({ centre }) => ({ centre, stage: "red" as const, on: localDate(dayOf(month, 20)) }));
  return sheetOf(lives, month, { earlier, cards });
};

export const frozenSample = (): FrozenSheet => {
  const before: BulletinSheet[] = [];
  for (const [n, month] of ["2025-09", "2026-05", "2026-06", "2026-07", "2026-08"].entries()) {
    before.push(sheetFor(month as Month, 300 + n * 40, before));
  }
  const sheet = sheetFor("2026-09" as Month, 520, before);
  return freeze(sheet, { at: instant("2026-10-07T22:30:00Z"), codeVersion: "1", sha256: () => "a".repeat(64) });
};
