import { centreName } from "../../shared/directory/names.ts";
import { stationOf, villagesOf } from "../../shared/directory/station-register.ts";
import { operation } from "../runtime/operation.ts";
import { requireTown, type Stations } from "./centre.ts";

/** The stations under a centre, from the register. Reads nothing else. */
export const listStations = operation("list-stations", ({ register, villages }: Stations) => async ({ params }) => {
  const town = requireTown(register, params.centreCode);
  const stations = villagesOf(villages, town.code).map((village) => stationOf(town, village));
  return { status: 200, body: { centre: { code: town.code, name: centreName(town) }, stations } };
});
