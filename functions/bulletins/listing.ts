/** One page of the list of bulletins, the newest first, and where the next one begins. */
import type { Bulletin } from "../../shared/bulletins/bulletin.ts";
import type { Reports } from "../../shared/bulletins/reports.ts";
import type { Month } from "../../shared/kernel/local-date.ts";

export type ListNeeds = { readonly reports: Pick<Reports, "bulletins"> };
type Asked = { readonly cursor?: Month | undefined; readonly limit: number };

export const pageOf = async (
  reports: ListNeeds["reports"],
  { cursor, limit }: Asked,
): Promise<{ readonly bulletins: readonly Bulletin[]; readonly cursor: { cursor?: Month } }> => {
  const bulletins = await reports.bulletins({ before: cursor, limit });
  const last = bulletins.length < limit ? undefined : bulletins.at(-1)?.month;
  return { bulletins, cursor: last === undefined ? {} : { cursor: last } };
};
