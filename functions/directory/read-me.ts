import { meView } from "../../shared/directory/absence-views.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { centreName } from "../../shared/directory/names.ts";
import { townOf } from "../../shared/directory/register.ts";
import { type Now, operation } from "../runtime/operation.ts";
import type { Registered } from "./centre.ts";

type Needs = Registered & { readonly directory: Pick<Directory, "roster">; readonly now: Now };

/** The person signed in, with the posts they answer for at this moment. Reads only. */
export const readMe = operation("read-me", ({ register, directory, now }: Needs) => async ({ actor }) => {
  const { at } = now();
  if (actor.centre === undefined) return { status: 200, body: meView(actor, undefined, undefined, at) };
  const town = townOf(register, actor.centre);
  const centre = { code: actor.centre, name: town === undefined ? actor.centre : centreName(town) };
  return { status: 200, body: meView(actor, centre, await directory.roster(actor.centre), at) };
});
