/** What the files alone cannot show: people who are already in the directory, elsewhere or under the same subject. */
import type { People } from "../../shared/directory/directory.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { Fault } from "./fault.ts";
import type { PersonLine } from "./people.ts";

/** Where a person is kept: office, centre, or the centre's proxies. */
const placeOf = ({ centre, role }: StaffMember): string => `${centre ?? "office"} ${role === "proxy" ? "proxy" : ""}`;

export const faultsAgainst = (existing: People, file: string, lines: readonly PersonLine[]): Fault[] => {
  const byId = new Map(existing.staff.map((member) => [member.id, member]));
  const bySub = new Map(existing.staff.map((member) => [member.sub, member]));
  const ids = new Set(lines.map(({ member }) => member.id));
  return lines.flatMap(({ row: { line }, member }) => {
    const before = byId.get(member.id);
    const other = bySub.get(member.sub);
    const moved = before !== undefined && placeOf(before) !== placeOf(member);
    // A subject that passes from one person of the file to another is free once the file is loaded.
    const taken = other !== undefined && other.id !== member.id && !ids.has(other.id);
    return [
      ...(moved
        ? [
            {
              file,
              line,
              column: "id",
              zh: "此人在别处任职，换单位须用新的 id。",
              en: "Is kept elsewhere: whoever moves needs a new id.",
            },
          ]
        : []),
      ...(taken
        ? [{ file, line, column: "sub", zh: `已属于 ${other.id}。`, en: `Belongs to ${other.id} already.` }]
        : []),
    ];
  });
};

/** Ids that the directory has and the files have not: they stay, and the report names them. */
export const notInFile = (existing: People, loaded: People): string[] => {
  const ids = new Set([...loaded.staff, ...loaded.windows, ...loaded.posts].map(({ id }) => id));
  return [...existing.staff, ...existing.windows, ...existing.posts].map(({ id }) => id).filter((id) => !ids.has(id));
};
