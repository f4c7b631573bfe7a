import { describe, expect, it } from "vitest";
import { sealed } from "../../shared/complaints/walls.ts";
import { filedComplaint } from "../support/complaints.ts";
import { sources } from "../support/imports.ts";
import { DOORS, wallBreaches, waysIn } from "../support/walls-kept.ts";

const running = sources("shared", "functions", "infra");

describe("the walls of complaints", () => {
  it("R53 are opened by the named doors alone, and nobody picks their lock", () => {
    expect(running.flatMap(wallBreaches)).toEqual([]);
  });

  it("R53 every way in or out of what is sealed has its doors named", () => {
    const walls = running.find(({ path }) => path === "shared/complaints/walls.ts")!;
    expect([...waysIn(walls)].sort()).toEqual(Object.keys(DOORS).sort());
  });

  it("R53 every door that is named is there, and uses what it may", () => {
    for (const [name, paths] of Object.entries(DOORS)) {
      for (const path of paths) {
        expect([path, running.find((each) => each.path === path)?.text.includes(name)]).toEqual([path, true]);
      }
    }
  });

  it("R53 what is sealed does not compile where it is read", () => {
    const item = sealed(filedComplaint());
    // @ts-expect-error nothing can be read from it
    const read = () => item.number;
    // @ts-expect-error it is no complaint
    const passed = (): { number: string } => item;
    // @ts-expect-error nor are its parts there when it is copied
    const copied = () => ({ ...item }).personal;
    expect([read, passed, copied]).toHaveLength(3);
  });
});

describe("the checker of the walls itself", () => {
  const from = (clause: string) => `${clause} from "../../shared/complaints/walls.ts";`;

  it.each([
    ["functions/complaints/read-complaint.ts", from("import { openForResident }")],
    ["functions/complaints/list-complaints.ts", from("import {\n  openFor as peek,\n  type Sealed,\n}")],
    ["functions/complaints/staff.ts", from("import { openForTime }")],
    ["functions/bulletins/compile.ts", from("import { openListed }")],
    ["functions/complaints/file-complaint.ts", from("import { sealed }")],
    ["functions/complaints/listing.ts", from("import * as walls")],
    ["functions/complaints/listing.ts", from("export *")],
    ["functions/complaints/listing.ts", from("export { openFor }")],
    ["functions/complaints/listing.ts", 'const { openFor } = await import("../../shared/complaints/walls.ts");'],
    ["shared/aws/complaint-store.ts", 'import { openForTime } from "../complaints/walls.ts";'],
    ["functions/complaints/showing.ts", "const open = item as unknown as Complaint;"],
    ["functions/complaints/showing.ts", "const open = item as\n  unknown as Complaint;"],
    ["functions/complaints/showing.ts", "const open = item as any;"],
    ["functions/complaints/showing.ts", "const open = (item: any) => item.number;"],
    ["functions/complaints/showing.ts", "// @ts-ignore\nconst number = item.number;"],
    [
      "functions/reminders/fire-stages.ts",
      'import type { DueComplaints } from "../../shared/complaints/complaints.ts";\nconst x = y as never;',
    ],
  ])("bites %s: %s", (path, text) => {
    expect(wallBreaches({ path, text })).toHaveLength(1);
  });

  it.each([
    ["functions/complaints/behind-walls.ts", from("import { type Capacity, openFor }")],
    ["functions/complaints/showing.ts", from("import type { Opened }")],
    ["shared/complaints/handlers.ts", 'import { wallsOf } from "./walls.ts";'],
    ["shared/aws/complaint-store.ts", 'import { sealed } from "../complaints/walls.ts";'],
    ["functions/cases/showing.ts", "const open = item as unknown as Case;"],
  ])("lets %s be: %s", (path, text) => {
    expect(wallBreaches({ path, text })).toEqual([]);
  });
});
