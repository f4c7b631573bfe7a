/** Whom the wired docket tells of a complaint's stages, and who comes after somebody unreachable: never anyone who is walled. */
import { describe, expect, it, vi } from "vitest";
import { complaintDocket } from "../../functions/reminders/docket.ts";
import { fallBack } from "../../functions/reminders/fall-back.ts";
import type { Complaint } from "../../shared/complaints/complaint.ts";
import { sealed, wallsOf } from "../../shared/complaints/walls.ts";
import { instant } from "../../shared/kernel/local-date.ts";
import { CENTRE, roster, town } from "../support/casework.ts";
import { filedComplaint, people, person } from "../support/complaints.ts";
import { when } from "../support/posts.ts";

const AT = instant("2026-09-21T10:00:00+08:00");
const [HEAD] = town.office.filter(({ role }) => role === "office-head").map(({ id }) => id);
const about = (accused: string, change: Partial<Complaint> = {}): Complaint => ({
  ...filedComplaint(),
  accused: [accused],
  walled: [accused],
  handler: person("a3"),
  ...change,
});
const { seats } = complaintDocket({} as never);

describe("the ladder of a complaint", () => {
  it.each(["half", "yellow", "red", "supervision"] as const)(
    "R53 R34 %s reaches nobody who is walled, of the complaint or of its order, whoever is accused",
    (name) => {
      for (const accused of [person("deputy"), person("director"), person("a1"), HEAD!]) {
        const subject = about(accused);
        const walls = wallsOf(subject, people);
        for (const kind of ["handling", "hand-over", "order"] as const) {
          const told = seats(subject, { stage: { name }, kind } as never, people, AT).flatMap(
            (seat) => seat.candidates,
          );
          expect([accused, kind, told.filter(({ id }) => walls.has(id))]).toEqual([accused, kind, []]);
        }
      }
    },
  );

  it.each([
    ["past a walled deputy", person("a3"), [person("deputy")], person("director")],
    ["on from a deputy who was walled since", person("deputy"), [person("deputy")], person("director")],
    ["to the office, past everyone else", person("deputy"), [person("deputy"), person("director")], HEAD],
    ["to nobody, when nobody is left", person("director"), town.office.map(({ id }) => id), undefined],
  ])("R53 R34 an undelivered message goes %s, as the complaint stands now", async (_, failed, interested, next) => {
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const subject = {
      kind: "complaint" as const,
      caseNumber: "C0MP00000001",
      centre: CENTRE,
      stageId: "handling#1#half",
    };
    const told = {
      ...{ schema: 1 as const, id: "n", deliveryId: "d", staffId: failed, at: AT, role: "on-duty" },
      subject: { ...subject, stage: "half", dueOn: "2026-10-12", urgent: false },
    };
    const noted: string[] = [];
    await fallBack({ id: "d", notifications: ["n"] } as never, AT, {
      deliveries: {
        notifications: async (ids: Iterable<string>) => ([...ids].includes("n") ? [told] : []),
        note: async (owed: { staffId: string }) => {
          noted.push(owed.staffId);
          return owed;
        },
        bind: async () => new Map(),
      },
      complaints: { find: async () => sealed(about(person("a5"), { interested: [...interested] })) },
      directory: { roster: async () => roster, office: async () => town.office },
      calendars: { current: async () => when.calendar },
      window: { from: "00:00", until: "23:00" },
    } as never);
    expect(noted).toEqual(next === undefined ? [] : [next]);
    expect(said.mock.calls.flat().join("").includes("nobody-left")).toBe(next === undefined);
    said.mockRestore();
  });
});
