import type { Directory } from "../../shared/directory/directory.ts";
import { LEVEL_NAMES } from "../../shared/directory/entrustment.ts";
import { centreName } from "../../shared/directory/names.ts";
import { stationOf, villagesOf } from "../../shared/directory/station-register.ts";
import { operation } from "../runtime/operation.ts";
import { requireTown, type Stations } from "./centre.ts";

/** The stations under a centre, and what it entrusted to each (R48). Reads only. */
export const listStations = operation(
  "list-stations",
  ({ register, villages, directory }: Stations & { readonly directory: Pick<Directory, "entrustedAt"> }) =>
    async ({ params }) => {
      const town = requireTown(register, params.centreCode);
      const lists = new Map((await directory.entrustedAt(town.code)).map((list) => [list.station, list]));
      const stations = villagesOf(villages, town.code).map((village) => ({
        ...stationOf(town, village),
        entrusted: Object.entries(lists.get(village.code)?.items ?? {}).map(([itemCode, level]) => ({
          itemCode,
          level,
          levelName: LEVEL_NAMES[level],
        })),
      }));
      return { status: 200, body: { centre: { code: town.code, name: centreName(town) }, stations } };
    },
);
