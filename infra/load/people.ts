/** From `people.csv` to people, windows and posts: one line a person, who may hold one post and head windows. */
import type { People } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import { StaffMember } from "../../shared/directory/roster.ts";
import type { Village } from "../../shared/directory/units.ts";
import { type Fault, inOrder } from "./fault.ts";
import { placesOf } from "./places.ts";
import { schemaFaults } from "./schema-faults.ts";
import type { Sheet, SheetRow } from "./sheet.ts";

export const PEOPLE_COLUMNS = [
  "id",
  "name",
  "sub",
  "phone",
  "badge",
  "role",
  "centre",
  "station",
  "post",
  "post_name",
  "stand_in",
  "window",
  "window_name",
  "window_unit",
  "heads",
] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];
export type PersonRow = SheetRow<PeopleColumn>;
/** A line that is a valid person. */
export type PersonLine = { readonly row: PersonRow; readonly member: StaffMember };
export type Say = (row: PersonRow, column: PeopleColumn, zh: string, en: string) => void;

export type Surroundings = {
  readonly register: TownRegister;
  readonly villages: readonly Village[];
  /** No real person's data may be entered: everyone is marked as a sample and has an invented number. */
  readonly synthetic: boolean;
};

const OWN_COLUMNS = ["id", "name", "sub", "phone", "badge", "role", "centre", "station"] as const;
const COLUMN_OF_POINTER = Object.fromEntries(OWN_COLUMNS.map((column) => [`/${column}`, column]));
const WORK_COLUMNS = ["post", "post_name", "stand_in", "window", "window_name", "window_unit", "heads"] as const;

/** Who must and who may be where (articles 3, 8 and 13). */
const checkPlace = ({ row, member }: PersonLine, { register, villages }: Surroundings, say: Say): void => {
  const { role, centre, station } = member;
  const office = role === "office-member" || role === "office-head";
  const forbid = (column: PeopleColumn) => {
    if (row.of[column] !== undefined) say(row, column, "该身份不填这一列。", "Not for this role.");
  };
  if (office) for (const column of ["centre", "station", ...WORK_COLUMNS] as const) forbid(column);
  if (role === "proxy") for (const column of WORK_COLUMNS) forbid(column);
  if (!office && centre === undefined) say(row, "centre", "必填。", "Required.");
  if (centre !== undefined && townOf(register, centre) === undefined) {
    say(row, "centre", "没有这个便民服务中心。", "There is no such centre.");
  }
  if (role !== "proxy") {
    if (!office) forbid("station");
    return;
  }
  const village = villages.find(({ code }) => code === station);
  if (station === undefined) say(row, "station", "必填。", "Required.");
  else if (village?.centre !== centre) say(row, "station", "该中心没有这个服务站。", "No station of this centre.");
};

/** `10…` stands for invented people: exactly those who may not be real may have it. */
const checkPhone = ({ row, member: { phone } }: PersonLine, { synthetic }: Surroundings, say: Say): void => {
  if (phone === undefined || phone.startsWith("10") === synthetic) return;
  if (synthetic) say(row, "phone", "此处只能用 10 开头的虚构号码。", "Only invented numbers, which begin with 10.");
  else say(row, "phone", "10 开头的是虚构号码。", "A number that begins with 10 is invented.");
};

const checkUnique = (lines: readonly PersonLine[], column: "id" | "sub", say: Say): void => {
  const first = new Map<string, number>();
  for (const { row, member } of lines) {
    const line = first.get(member[column]);
    if (line === undefined) first.set(member[column], row.line);
    else say(row, column, `与第 ${line} 行重复。`, `The same as on line ${line}.`);
  }
};

const memberIn = (row: PersonRow, synthetic: boolean) => {
  const own = Object.fromEntries(OWN_COLUMNS.map((column) => [column, row.of[column]]));
  return StaffMember.safeParse({ schema: 1, ...own, sample: synthetic }, { reportInput: true });
};

/** Every fault of the file at once; what is read is complete only when there is none. */
export const peopleFrom = (
  sheet: Sheet<PeopleColumn>,
  surroundings: Surroundings,
): { readonly people: People; readonly lines: readonly PersonLine[]; readonly faults: readonly Fault[] } => {
  const faults: Fault[] = [...sheet.faults];
  const say: Say = (row, column, zh, en) => void faults.push({ file: sheet.file, line: row.line, column, zh, en });
  const lines: PersonLine[] = [];
  for (const row of sheet.rows) {
    const { data, error } = memberIn(row, surroundings.synthetic);
    if (data !== undefined) lines.push({ row, member: data });
    for (const fault of error === undefined ? [] : schemaFaults(error, COLUMN_OF_POINTER)) {
      faults.push({ file: sheet.file, line: row.line, ...fault });
    }
  }
  for (const line of lines) {
    checkPlace(line, surroundings, say);
    checkPhone(line, surroundings, say);
  }
  checkUnique(lines, "id", say);
  checkUnique(lines, "sub", say);
  const known = new Set(sheet.rows.flatMap(({ of: { id } }) => id ?? []));
  const { windows, posts } = placesOf(lines, known, say);
  return { people: { staff: lines.map(({ member }) => member), windows, posts }, lines, faults: inOrder(faults) };
};
