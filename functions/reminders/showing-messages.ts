/** A delivery as people read it: with what it was about, the names of those whom it went to, and whom it went on to. */
import type { Directory } from "../../shared/directory/directory.ts";
import type { StaffMember } from "../../shared/directory/roster.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import type { Deliveries, Delivery } from "../../shared/reminders/delivery.ts";
import {
  ABOUT_SHOWN,
  type About,
  aboutOf,
  type MessageView,
  messageView,
  type Person,
} from "../../shared/reminders/message-views.ts";
import { type Notification, notificationId } from "../../shared/reminders/notification.ts";
import { originalOf } from "../../shared/reminders/resending.ts";
import { messageIdOf } from "./message-naming.ts";

export type ShowingNeeds = {
  readonly deliveries: Pick<Deliveries, "get" | "notifications">;
  readonly directory: Pick<Directory, "roster" | "office" | "proxies">;
  /** Without brackets. */
  readonly signature: string;
};

type Named = { readonly staffId: string; readonly centre?: CentreCode | undefined };
type NameOf = (who: Named) => Promise<string | undefined>;

/** Each place's people are read once a request; who has left has no name any more. */
const namesIn = ({ directory }: Pick<ShowingNeeds, "directory">): NameOf => {
  const known = new Map<string, Promise<readonly StaffMember[]>>();
  const once = (place: string, read: () => Promise<readonly StaffMember[]>) => {
    const people = known.get(place) ?? read();
    known.set(place, people);
    return people;
  };
  return async ({ staffId, centre }) => {
    const nameIn = (people: readonly StaffMember[]) => people.find(({ id }) => id === staffId)?.name;
    if (centre === undefined) return nameIn(await once("office", () => directory.office()));
    const staff = await once(centre, async () => (await directory.roster(centre)).staff);
    return nameIn(staff) ?? nameIn(await once(`${centre} proxies`, () => directory.proxies(centre)));
  };
};

const wasLost = ({ state }: Delivery): boolean => state === "failed" || state === "unconfirmed";

const personOf = async (who: Named, nameOf: NameOf): Promise<Person> => {
  const name = await nameOf(who);
  return { staffId: who.staffId, ...(name === undefined ? {} : { name }) };
};

/** Who was told in the place of someone whom it did not reach, stage by stage (R34). */
const nextOnes = async (
  delivery: Delivery,
  told: readonly Notification[],
  { deliveries }: ShowingNeeds,
): Promise<ReadonlyMap<string, Notification>> => {
  if (!wasLost(delivery)) return new Map();
  const after = ({ subject, staffId }: Notification) =>
    notificationId(subject.caseNumber, subject.stageId, `after/${staffId}`);
  const next = await deliveries.notifications(told.map(after));
  const byId = new Map(next.map((each) => [each.id, each]));
  return new Map(told.flatMap((each) => (byId.has(after(each)) ? [[each.id, byId.get(after(each))!] as const] : [])));
};

const aboutIn = async (delivery: Delivery, nameOf: NameOf, needs: ShowingNeeds): Promise<readonly About[]> => {
  const ids = [...(delivery.notifications ?? [])].sort().slice(0, ABOUT_SHOWN);
  const told = await needs.deliveries.notifications(ids);
  const next = await nextOnes(delivery, told, needs);
  return Promise.all(
    told.map(async (each) => {
      const other = next.get(each.id);
      if (other === undefined) return aboutOf(each);
      return aboutOf(each, {
        wentOnTo: { ...(await personOf(other, nameOf)), messageId: messageIdOf(other.deliveryId) },
      });
    }),
  );
};

/** Of a resident's notice that never arrived (R13). */
const postTold = async (delivery: Delivery, nameOf: NameOf, { deliveries }: ShowingNeeds) => {
  if (delivery.content?.template !== "resident-notice" || !wasLost(delivery)) return undefined;
  const telling = await deliveries.get(`${originalOf(delivery.id)}#undelivered`);
  if (telling?.recipient.kind !== "staff") return undefined;
  return { ...(await personOf(telling.recipient, nameOf)), messageId: messageIdOf(telling.id) };
};

/** For one request: remembers the names that it has read. */
export const showing = (needs: ShowingNeeds) => {
  const nameOf = namesIn(needs);
  return async (delivery: Delivery): Promise<MessageView> => {
    const { recipient } = delivery;
    const [about, told, name] = await Promise.all([
      aboutIn(delivery, nameOf, needs),
      postTold(delivery, nameOf, needs),
      recipient.kind === "staff" ? nameOf(recipient) : undefined,
    ]);
    return messageView(delivery, {
      signature: needs.signature,
      naming: messageIdOf,
      nameOf: () => name,
      about,
      postTold: told,
    });
  };
};
