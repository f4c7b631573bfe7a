/** Who sees a contact, and how it is changed: opened, checked against the version that was read, saved in one write. */
import type { OfficeHours } from "../../shared/calendar/office-hours.ts";
import { type ContactView, contactView } from "../../shared/casework/contact-views.ts";
import type { Contact, ContactId, ContactMoment, Contacts } from "../../shared/casework/contacts.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { capacity, type DutyBasis, ofOffice } from "../../shared/directory/duty.ts";
import type { Roster, StaffMember } from "../../shared/directory/roster.ts";
import type { Instant } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Calendars } from "../runtime/composition.ts";
import { type Keyed, sha256 } from "../runtime/hashes.ts";
import type { Now } from "../runtime/operation.ts";

export type ContactNeeds = {
  readonly contacts: Contacts;
  readonly directory: Pick<Directory, "roster">;
  readonly calendars: Calendars;
  readonly hours: OfficeHours;
  readonly keyed: () => Promise<Keyed>;
  readonly now: Now;
};

export const contactMoment = async (needs: ContactNeeds, token: string): Promise<ContactMoment> => {
  const [{ textHash }, calendar] = await Promise.all([needs.keyed(), needs.calendars.current()]);
  return { ...needs.now(), token, calendar, hours: needs.hours, sha256, textHash };
};

/** In what capacity somebody may accept what is on offer, in time or not; undefined: it was not offered to them. */
export const offeredCapacity = (
  { offer }: Pick<Contact, "offer">,
  actor: StaffMember,
  roster: Roster,
  at: Instant,
): DutyBasis | "named" | undefined => {
  if (offer === undefined) return undefined;
  if ("person" in offer.to) return offer.to.person === actor.id ? "named" : undefined;
  return capacity(roster, offer.to.post, actor, at);
};

/** The director and the deputy see what their people were asked, and hand it over in an absent person's place. */
export const leads = (actor: StaffMember, { centre }: Pick<Contact, "centre">): boolean =>
  (actor.role === "director" || actor.role === "deputy-director") && actor.centre === centre;

export type Opened = { readonly contact: Contact; readonly roster: Roster };

/** Anyone else's reads as absent. @throws Refusal `contact-not-found` */
export const openContact = async (
  needs: ContactNeeds,
  actor: StaffMember,
  id: ContactId,
  at: Instant,
): Promise<Opened> => {
  const contact = await needs.contacts.get(id);
  if (actor.centre !== contact.centre && !ofOffice(actor)) throw new Refusal("contact-not-found");
  const roster = await needs.directory.roster(contact.centre);
  const own = contact.firstAsked === actor.id || contact.holder === actor.id;
  const visible = own || leads(actor, contact) || offeredCapacity(contact, actor, roster, at) !== undefined;
  if (!visible) throw new Refusal("contact-not-found");
  return { contact, roster };
};

type ChangeRequest = {
  readonly params: { readonly contactId: ContactId };
  readonly actor: StaffMember;
  readonly ifMatch: number;
  readonly token: string;
};
export type Shown = { status: 200; version: number; body: ContactView };

export const shown = (contact: Contact, moment: ContactMoment): Shown => ({
  status: 200,
  version: contact.version,
  body: contactView(contact, moment.at, moment),
});

/** @throws Refusal `contact-not-found`, `version-conflict`, and whatever `change` refuses */
export const changeContact = async (
  needs: ContactNeeds,
  { params, actor, ifMatch, token }: ChangeRequest,
  change: (opened: Opened, moment: ContactMoment) => Contact,
): Promise<Shown> => {
  const moment = await contactMoment(needs, token);
  const opened = await openContact(needs, actor, params.contactId, moment.at);
  const { version } = opened.contact;
  if (version !== ifMatch) throw new Refusal("version-conflict", { version });
  const after = change(opened, moment);
  await needs.contacts.save(after, ifMatch);
  return shown(after, moment);
};
