/** Every form of a bulletin, fetched from the address that is signed for it. */
import { createHash } from "node:crypto";
import { expect } from "vitest";
import { BulletinForm } from "../../shared/bulletins/forms.ts";
import { CENTRE, type LivingTown } from "../support/local-town.ts";

const BEGINS: Readonly<Record<BulletinForm, string>> = {
  pdf: "%PDF-",
  xlsx: "PK",
  csv: "﻿表,行,指标",
  "html-en": '<!DOCTYPE html>\n<html lang="en">',
};

export const walkFiles = async (town: LivingTown, month: string): Promise<void> => {
  for (const form of BulletinForm.options) {
    const asked = () => town.as("office-1", "read-bulletin-file", { params: { month, form } });
    const { status, body } = await asked();
    expect([form, status]).toEqual([form, 200]);
    const bytes = Buffer.from(await (await fetch(body.url)).arrayBuffer());
    expect(bytes.toString("utf8", 0, 200).startsWith(BEGINS[form])).toBe(true);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(body.sha256);
    expect((await asked()).body).toMatchObject({ sha256: body.sha256, size: bytes.length });
  }
  const unknown = await town.as("office-1", "read-bulletin-file", { params: { month, form: "docx" } });
  expect(unknown.status).toBe(400);
};

export const walkRunningFigures = async (town: LivingTown): Promise<void> => {
  const { body } = await town.as("office-1", "read-running-figures");
  expect(body.sheet.to).toBe(body.sheet.month + body.sheet.to.slice(7));
  expect(body.sheet.others.complaints.received).toEqual({
    complaint: expect.any(Number),
    suggestion: expect.any(Number),
    praise: expect.any(Number),
  });
  expect((await town.as("office-1", "show-running-figures")).body).toContain("未冻结");
};

/** What a figure is made of: as many cases as the figure says, and each can be read. */
export const walkFigures = async (town: LivingTown, month: string): Promise<void> => {
  const { sheet } = (await town.as("office-1", "read-bulletin", { params: { month } })).body;
  const asked = (figure: string, more: Record<string, string> = {}) =>
    town.as("office-1", "list-cases-behind-figure", { params: { month }, query: { figure, ...more } });
  const received = (await asked("received")).body;
  expect(received.total).toBe(sheet.total.received);
  const [first] = received.cases;
  const read = await town.as("office-1", "read-case-as-staff", { params: { caseNumber: first.caseNumber } });
  expect(read.status).toBe(200);
  expect((await asked("decided")).body.total).toBe(sheet.total.decided);
  expect((await asked("nothing")).status).toBe(400);
  const [{ line, received: ofLine }] = sheet.total.byItem;
  expect((await asked("received", { line })).body.total).toBe(ofLine);
  expect((await asked("received", { reason: "none" })).body.errors[0]).toMatchObject({
    pointer: "#/query/reason",
    code: "invalid-value",
  });
  const page = (await town.as("office-1", "read-bulletin-page", { params: { month } })).body;
  expect(page).toContain('<a href="cases?figure=received">');
  const { edition } = (await town.as(`${CENTRE}-director`, "read-own-bulletin", { params: { month } })).body;
  const own = await town.as(`${CENTRE}-director`, "list-own-cases-behind-figure", {
    params: { month },
    query: { figure: "received" },
  });
  expect(own.body.total).toBe(edition.centre.figures.received);
};
