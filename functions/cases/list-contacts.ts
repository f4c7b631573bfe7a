import { contactView } from "../../shared/casework/contact-views.ts";
import { type Contact, holderAt, type ListedContact } from "../../shared/casework/contacts.ts";
import type { TownRegister } from "../../shared/directory/register.ts";
import { operation } from "../runtime/operation.ts";
import { type ContactNeeds, contactMoment } from "./contact-access.ts";
import { positionOf } from "./list-work.ts";
import { postsSeen } from "./staff-access.ts";

/** One that somebody holds and was offered stands there once. */
const newestFirst = (pages: readonly (readonly ListedContact[])[]): readonly ListedContact[] =>
  [...new Map(pages.flat().map((each) => [each.id, each])).values()].sort((a, b) => (a.position > b.position ? -1 : 1));

/**
 * One page of what the reader holds and is offered, merged. Each is read in full: what came back is nobody's offer any
 * more, and its holder's again (R46), so that a page may show fewer than it read.
 */
export const listContacts = operation(
  "list-contacts",
  (needs: ContactNeeds & { readonly register: TownRegister }) =>
    async ({ actor, token, query, locale }) => {
      const { contacts } = needs;
      const before = positionOf(query.cursor, locale);
      const moment = await contactMoment(needs, token);
      const posts = (await postsSeen(needs, actor, moment.at)).flatMap((seen) => seen.posts);
      const page = { before, limit: query.limit + 1 };
      const offers = [actor.id, ...posts];
      const [held, ...offered] = await Promise.all([
        contacts.heldBy(actor.id, page),
        ...offers.map((to) => contacts.offeredTo(to, page)),
      ]);
      const found = newestFirst([held, ...offered]);
      const listed = found.slice(0, query.limit);
      const last = found.length > listed.length ? listed.at(-1) : undefined;
      const read = await Promise.all(listed.map(({ id }) => contacts.get(id)));
      // The index may be a moment behind.
      const holds = ({ state, holder }: Contact) => state === "open" && holder === actor.id;
      const isOffered = (each: Contact) => {
        const to = holderAt(each, moment.at, moment).offer?.to;
        return to !== undefined && offers.includes("person" in to ? to.person : to.post);
      };
      const show = (each: Contact) => contactView(each, moment.at, moment);
      return {
        status: 200,
        body: {
          held: read.filter(holds).map(show),
          offered: read.filter(isOffered).map(show),
          ...(last === undefined ? {} : { cursor: Buffer.from(last.position).toString("base64url") }),
        },
      };
    },
);
