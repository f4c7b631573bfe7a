/** A town in which each thing that a route can be about is there: what the matrix asks about, and as whom. */
import { directoryStore } from "../../shared/aws/directory-store.ts";
import { loadSampleTown } from "../../shared/directory/loading.ts";
import { sampleTown } from "../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../shared/directory/units-370481.ts";
import { CENTRE, OTHER_CENTRE } from "../support/casework.ts";
import { CALLS } from "./calls.ts";
import type { Person, Subject } from "./cells.ts";
import { type Answer, type Call, wholeTown } from "./whole-town.ts";

const towns = UNITS_370481.towns.filter(({ code }) => [CENTRE, OTHER_CENTRE].includes(code));
const villages = UNITS_370481.villages.filter(({ centre }) => centre === CENTRE).slice(0, 2);
const sample = sampleTown({ ...UNITS_370481, towns, villages });
const everyone = [...sample.rosters.flatMap(({ staff }) => staff), ...sample.office, ...sample.proxies];
const subOf = (id: string): string => everyone.find((each) => each.id === id)!.sub;

const [HOLDER, DEPUTY, DIRECTOR] = ["a1", "deputy", "director"].map((short) => `${CENTRE}-${short}`) as [
  string,
  string,
  string,
];

/** The post of `holder` and `stand-in` accepts the case; complaint `against the post` is about it. */
export const SUBS: Readonly<Record<Person, string | undefined>> = {
  nobody: undefined,
  stranger: "of no staff",
  proxy: sample.proxies.find(({ centre }) => centre === CENTRE)!.sub,
  holder: subOf(HOLDER),
  "stand-in": subOf(`${CENTRE}-a2`),
  colleague: subOf(`${CENTRE}-a6`),
  deputy: subOf(DEPUTY),
  director: subOf(DIRECTOR),
  "clerk elsewhere": subOf(`${OTHER_CENTRE}-a1`),
  "director elsewhere": subOf(`${OTHER_CENTRE}-director`),
  "office member": subOf("office-1"),
  "office head": subOf("office-head"),
};

export const subjectTown = async () => {
  const town = wholeTown();
  town.goTo("2026-09-01T09:00");
  await loadSampleTown(directoryStore(town.client, "directory"), sample);
  const made = async (staffId: string | undefined, id: string, call: Call): Promise<Answer["body"]> => {
    const answer = await town.call(id, { ...call, ...(staffId === undefined ? {} : { sub: subOf(staffId) }) });
    if (answer.status >= 300) throw new Error(`${id}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const complain = async (target: object, moves: readonly (readonly [string, object])[] = []) => {
    const body = { ...(CALLS["file-complaint"].body as object), target };
    const { complaintNumber, lookupCode } = await made(undefined, "file-complaint", { body });
    const announced = {
      params: { complaintNumber },
      headers: { "Lookup-Code": lookupCode },
      body: { fileType: "jpeg" },
    };
    const { attachmentId } = await made(undefined, "create-complaint-attachment", announced);
    for (const [n, [id, sent]] of moves.entries()) {
      await made(DEPUTY, id, { params: { complaintNumber }, body: sent, headers: { "If-Match": `"${n + 1}"` } });
    }
    return { complaintNumber, attachmentId };
  };

  const rate = async (level: number): Promise<string> => {
    const { ratedNumber, lookupCode } = await made(HOLDER, "open-visit", CALLS["open-visit"]);
    const headers = { "Lookup-Code": lookupCode };
    await made(undefined, "give-rating", { params: { ratedNumber }, headers, body: { level, phone: "10000000009" } });
    return ratedNumber;
  };
  await made(undefined, "file-case", CALLS["file-case"]);
  // Its five working days are over by the seventeenth.
  const final = await rate(4);
  await town.run("bulletins-scheduled");
  town.goTo("2026-09-17T09:00");
  await town.sweep();
  town.goTo("2026-09-18T10:00");
  const service = { kind: "service", itemCode: "tree-felling-licence" };
  const complaints = {
    "against the post": await complain({ kind: "post", post: `${CENTRE}-p01` }),
    "against the leaders": await complain({ kind: "centre" }),
    "with an interest": await complain(service, [["declare-interest", { reason: "亲属" }]]),
    referred: await complain(service, [["refer-complaint", { reason: "涉嫌收受财物" }]]),
  };
  const poor = await rate(1);
  const numbers: Readonly<Record<Subject, Record<string, string>>> = {
    ...{ poor: { ratedNumber: poor }, final: { ratedNumber: final } },
    ...complaints,
  };
  const { caseNumber } = await made(undefined, "file-case", CALLS["file-case"]);
  const { contactId } = await made(HOLDER, "record-contact", CALLS["record-contact"]);
  const announced = { ...CALLS["create-attachment-as-staff"], params: { caseNumber } };
  const { attachmentId } = await made(HOLDER, "create-attachment-as-staff", announced);
  const slots = { windowId: `${CENTRE}-w01`, day: "2026-10-09", from: "09:00", to: "11:00", minutesEach: 30 };
  await made(DIRECTOR, "open-slots", { body: slots });
  const { appointmentNumber } = await made(undefined, "book-slot", CALLS["book-slot"]);
  const { absence } = await made(HOLDER, "record-absence", CALLS["record-absence"]);
  const query = { month: "2026-09", limit: "1" };
  const [message] = (await made("office-1", "list-messages", { query })).messages;
  const params: Readonly<Record<string, string>> = {
    ...{ caseNumber, contactId, attachmentId, appointmentNumber, absenceId: absence.id, messageId: message.id },
    centreCode: CENTRE,
  };
  return { town, numbers, params, held: town.contents() };
};
export type SubjectTown = Awaited<ReturnType<typeof subjectTown>>;
