/** From `items.csv` to service items: one line an item. The publishing gate refuses what article 6 lacks. */
import { DayLimit, Limit } from "../../shared/calendar/limit.ts";
import { type ItemDraft, publishable } from "../../shared/directory/publish.ts";
import { Regime } from "../../shared/directory/regime.ts";
import { ServiceItem } from "../../shared/directory/service-item.ts";
import { type Fault, inOrder } from "./fault.ts";
import { type ColumnFault, columnOf, schemaFaults } from "./schema-faults.ts";
import type { Sheet, SheetRow } from "./sheet.ts";

export const ITEM_COLUMNS = [
  "code",
  "name",
  "name_en",
  "regime",
  "kind",
  "unit",
  "deciding_organ",
  "centres",
  "sensitive",
  "legal_basis",
  "procedure",
  "materials",
  "promised_days",
  "promised_unit",
  "statutory_days",
  "statutory_unit",
  "notice_days",
  "notice_unit",
  "urgent_hours",
  "extension_days",
  "extension_approver",
  "extension_approver_en",
  "upward_body",
  "upward_days",
  "upward_unit",
  "joint_order",
  "joint_steps",
  "uncorrected",
  "unkept_promise",
  "renewal_by_silence",
  "asks_relatives",
  "fee_basis",
  "fee_standard",
  "sample",
] as const;
export type ItemColumn = (typeof ITEM_COLUMNS)[number];
type Row = SheetRow<ItemColumn>;

const COLUMN_OF_POINTER: Readonly<Record<string, ItemColumn>> = {
  "/code": "code",
  "/name": "name",
  "/nameEn": "name_en",
  "/regime": "regime",
  "/kind": "kind",
  "/unit": "unit",
  "/decidingOrgan": "deciding_organ",
  "/centres": "centres",
  "/sensitive": "sensitive",
  "/guide/legalBasis": "legal_basis",
  "/guide/procedure": "procedure",
  "/guide/feeBasis": "fee_basis",
  "/guide/feeStandard": "fee_standard",
  "/materials": "materials",
  "/limits/promised": "promised_days",
  "/limits/promised/unit": "promised_unit",
  "/limits/statutory": "statutory_days",
  "/limits/statutory/unit": "statutory_unit",
  "/limits/notice": "notice_days",
  "/limits/notice/unit": "notice_unit",
  "/limits/urgentHours": "urgent_hours",
  "/limits/extension": "extension_days",
  "/limits/extension/workingDays": "extension_days",
  "/limits/extension/approver": "extension_approver",
  "/limits/extension/approver/zh": "extension_approver",
  "/limits/extension/approver/en": "extension_approver_en",
  "/upwardLeg": "upward_body",
  "/upwardLeg/body": "upward_body",
  "/upwardLeg/limit": "upward_days",
  "/upwardLeg/limit/days": "upward_days",
  "/upwardLeg/limit/unit": "upward_unit",
  "/joint": "joint_order",
  "/joint/order": "joint_order",
  "/joint/steps": "joint_steps",
  "/uncorrected": "uncorrected",
  "/unkeptPromise": "unkept_promise",
  "/renewalBySilence": "renewal_by_silence",
  "/asksRelatives": "asks_relatives",
  "/sample": "sample",
};

/** Within a cell: entries are parted by `|`, the parts of an entry by `;`. */
const entries = (cell: string | undefined): string[] =>
  cell === undefined ? [] : cell.split("|").map((each) => each.trim());
/** What is no number or no yes or no is left as it is, for the schema to refuse. */
const number = (cell: string | undefined) => (cell !== undefined && /^\d+$/.test(cell) ? Number(cell) : cell);
const yesOrNo = (cell: string | undefined) => ({ yes: true, no: false })[cell ?? "no"] ?? cell;

/** Empty: the item has no rule of its own. */
const ruleOfItsOwn = (cell: string | undefined) => (cell === undefined ? undefined : yesOrNo(cell));

const DEMANDS: Readonly<Record<string, boolean>> = { demanded: true, conditional: true, "looked-up": false };
const materials = (cell: string | undefined) =>
  entries(cell).map((entry) => {
    const [code, name = "", demand = "", ...note] = entry.split(";").map((each) => each.trim());
    const said = note.join(";");
    return {
      code,
      name,
      demanded: DEMANDS[demand] ?? demand,
      ...(said === "" ? {} : { note: said }),
      ...(demand === "conditional" ? { conditional: true } : {}),
    };
  });

const limit = (days: string | undefined, unit: string | undefined) => {
  if (days === undefined && unit === undefined) return undefined;
  return days === undefined ? { unit } : { days: number(days), unit };
};
const statutory = (days: string | undefined, unit: string | undefined) =>
  days === "none" && unit === undefined ? null : limit(days, unit);

const extension = ({ extension_days: days, extension_approver: zh, extension_approver_en: en }: Row["of"]) =>
  days === undefined && zh === undefined && en === undefined
    ? undefined
    : { workingDays: number(days), approver: { zh, en } };
const upwardLeg = ({ upward_body: body, upward_days: days, upward_unit: unit }: Row["of"]) =>
  body === undefined && days === undefined && unit === undefined ? undefined : { body, limit: limit(days, unit) };

const joint = ({ joint_order: order, joint_steps: cell }: Row["of"]) =>
  order === undefined && cell === undefined
    ? undefined
    : {
        order,
        steps: entries(cell).map((entry) => {
          const [code, unit, name, days, unitOfDays] = entry.split(";").map((each) => each.trim());
          return { code, unit, name, limit: limit(days, unitOfDays) };
        }),
      };

const itemIn = ({ of }: Row, sample: boolean) => ({
  schema: 1,
  // The store counts versions: every change of content is the next one.
  version: 1,
  code: of.code,
  name: of.name,
  nameEn: of.name_en,
  regime: of.regime,
  kind: of.kind,
  unit: of.unit,
  decidingOrgan: of.deciding_organ,
  centres: of.centres,
  sensitive: yesOrNo(of.sensitive),
  guide: {
    legalBasis: of.legal_basis,
    procedure: entries(of.procedure),
    feeBasis: of.fee_basis ?? null,
    feeStandard: of.fee_standard,
  },
  materials: materials(of.materials),
  limits: {
    promised: limit(of.promised_days, of.promised_unit),
    statutory: statutory(of.statutory_days, of.statutory_unit),
    notice: limit(of.notice_days, of.notice_unit),
    urgentHours: number(of.urgent_hours),
    extension: extension(of),
  },
  upwardLeg: upwardLeg(of),
  joint: joint(of),
  uncorrected: of.uncorrected,
  unkeptPromise: of.unkept_promise,
  renewalBySilence: ruleOfItsOwn(of.renewal_by_silence),
  asksRelatives: ruleOfItsOwn(of.asks_relatives),
  sample: sample || yesOrNo(of.sample),
});

/** As much of the line as can be read: the gate looks at that. */
const draftOf = (value: ReturnType<typeof itemIn>): ItemDraft => ({
  name: value.name,
  regime: Regime.safeParse(value.regime).data,
  renewalBySilence: value.renewalBySilence === true,
  guide: value.guide,
  materials: value.materials.map(({ name }) => ({ code: "", name, demanded: true })),
  limits: {
    promised: Limit.safeParse(value.limits.promised).data,
    statutory: DayLimit.nullable().optional().safeParse(value.limits.statutory).data,
  },
});

/** Of an empty cell the gate speaks; of a cell that cannot be read, the schema. */
const faultsOf = (
  row: Row,
  value: ReturnType<typeof itemIn>,
  error: Parameters<typeof schemaFaults>[0] | undefined,
) => {
  const filled = (column: string) => Object.hasOwn(row.of, column);
  const unreadable = error === undefined ? [] : schemaFaults(error, COLUMN_OF_POINTER);
  const gate: ColumnFault[] = publishable(draftOf(value)).flatMap(({ pointer, code, zh, en }) => {
    const column = columnOf(COLUMN_OF_POINTER, pointer) ?? pointer;
    const said = code === "field-missing" && filled(column) && unreadable.some((each) => each.column === column);
    return said ? [] : [{ column, zh: `${zh}。`, en: `${en}.` }];
  });
  const told = new Set(gate.map(({ column }) => column));
  return [...gate, ...unreadable.filter(({ column }) => !told.has(column))];
};

/** @param sample whether every item of this municipality is a sample */
export const itemsFrom = (
  sheet: Sheet<ItemColumn>,
  sample: boolean,
): { readonly items: readonly ServiceItem[]; readonly faults: readonly Fault[] } => {
  const faults: Fault[] = [...sheet.faults];
  const items = new Map<string, { readonly line: number; readonly item: ServiceItem }>();
  for (const row of sheet.rows) {
    const { file } = sheet;
    const { line } = row;
    const value = itemIn(row, sample);
    const { data, error } = ServiceItem.safeParse(value, { reportInput: true });
    faults.push(...faultsOf(row, value, error).map((fault) => ({ file, line, ...fault })));
    const first = data && items.get(data.code);
    if (first) {
      faults.push({
        file,
        line,
        column: "code",
        zh: `与第 ${first.line} 行重复。`,
        en: `The same as on line ${first.line}.`,
      });
    } else if (data) items.set(data.code, { line, item: data });
  }
  return { items: [...items.values()].map(({ item }) => item), faults: inOrder(faults) };
};
