/** Everyone of a centre, read once in a run, and the municipal office with them. */
import type { Directory } from "../../shared/directory/directory.ts";
import type { People } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";

export const peopleOnce = (directory: Pick<Directory, "roster" | "office">) => {
  const known = new Map<CentreCode, Promise<People>>();
  let office: ReturnType<Directory["office"]> | undefined;
  const read = async (centre: CentreCode): Promise<People> => {
    office ??= directory.office();
    const [roster, members] = await Promise.all([directory.roster(centre), office]);
    return { roster, office: members };
  };
  return (centre: CentreCode): Promise<People> => {
    const people = known.get(centre) ?? read(centre);
    known.set(centre, people);
    return people;
  };
};
