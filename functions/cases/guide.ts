/** The guide that applied on the day a case was filed (article 6). */
import type { Case } from "../../shared/casework/case.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import type { ServiceItem } from "../../shared/directory/service-item.ts";

/** @throws Error when the version is gone: versions are never deleted */
export const guideOf = async (directory: Pick<Directory, "item">, subject: Case): Promise<ServiceItem> => {
  const item = await directory.item(subject.itemCode, subject.itemVersion);
  if (item === undefined) throw new Error(`${subject.itemCode} has no version ${subject.itemVersion}`);
  return item;
};
