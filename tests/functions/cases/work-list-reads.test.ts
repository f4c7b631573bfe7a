import { DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { accept, decide, deliver } from "../../../shared/casework/handling.ts";
import { type CasesApi, casesApi } from "../../support/api.ts";
import { CENTRE, caseNumber, filed, itemLike, itemNamed, occasion, roster } from "../../support/casework.ts";

const LICENCE = itemNamed("tree-felling-licence");
const limit = { days: 5, unit: "working-days" } as const;
const JOINT = itemLike("rural-homestead-approval", {
  joint: {
    order: "parallel",
    steps: [
      { code: "family-review", unit: "civil-affairs", name: "家庭情况审查", limit },
      { code: "land-review", unit: "agriculture", name: "用地审查", limit },
    ],
  },
});
const FILED = "2026-09-17T10:00";
const NOW = "2026-09-18T10:00";
const open = (n: number, item = LICENCE) => accept(filed(item, FILED, { number: caseNumber(`${n}`) }), occasion(NOW));
const closed = (n: number) => deliver(decide(open(n), { outcome: "approved" }, occasion(NOW)), "online", occasion(NOW));
const holderOf = (post: string) => roster.posts.find(({ id }) => id === post)!.holder;
const DECIDING = open(0).decidingPost;
const READER = holderOf(DECIDING);

let api: CasesApi;
beforeAll(async () => {
  api = await casesApi();
  api.goTo("2026-09-21T09:00");
  for (let n = 1; n <= 120; n += 1) await api.cases.file(open(n));
  await api.call("list-work", { sub: READER });
});

/** A page, with the queries that it took and the entries that the database looked at for them. */
const listing = async (sub: string, cursor?: string, size = 20) => {
  const looked: number[] = [];
  const { send } = DynamoDBDocumentClient.prototype;
  const spy = vi.spyOn(DynamoDBDocumentClient.prototype, "send").mockImplementation(async function (
    this: DynamoDBDocumentClient,
    command: unknown,
  ) {
    const output: QueryCommandOutput = await Reflect.apply(send, this, [command]);
    if (command instanceof QueryCommand && command.input.TableName === api.names.cases) {
      looked.push(output.ScannedCount ?? 0);
    }
    return output as never; // as the client gave it
  });
  const query = { limit: String(size), ...(cursor === undefined ? {} : { cursor }) };
  const { body } = await api.call("list-work", { sub, query });
  spy.mockRestore();
  const numbers: string[] = body.entries.map((each: { caseNumber: string }) => each.caseNumber);
  return { looked: looked.sort((a, b) => b - a), numbers, cursor: body.cursor };
};
/** Page after page. */
const whole = async (sub: string, size?: number) => {
  const pages: Awaited<ReturnType<typeof listing>>[] = [];
  for (let cursor: string | undefined; pages.length === 0 || cursor !== undefined; ) {
    const page = await listing(sub, cursor, size);
    pages.push(page);
    cursor = page.cursor;
  }
  return pages;
};

describe("a work list", () => {
  it("looks at a page and one entry more, whichever page, however many cases are open", async () => {
    const pages = await whole(READER);
    expect(pages.map(({ numbers }) => numbers.length)).toEqual([20, 20, 20, 20, 20, 20]);
    expect(new Set(pages.flatMap(({ numbers }) => numbers)).size).toBe(120);
    for (const { looked } of pages) {
      expect(looked[0]).toBeLessThanOrEqual(21);
      expect(looked.slice(1).every((each) => each === 0)).toBe(true);
    }
  });

  it("looks at no closed case, however many there are", async () => {
    const before = await listing(READER);
    for (let n = 1001; n <= 1150; n += 1) await api.cases.file(closed(n));
    expect(await listing(READER)).toEqual(before);
  });

  it("looks at a bounded number of joint cases that other posts have parts of, and goes on where it stopped", async () => {
    for (let n = 2001; n <= 2230; n += 1) {
      const subject = open(n, JOINT);
      const tasks = subject.joint!.tasks.map((task) => ({ ...task, post: `${CENTRE}-p09` }));
      await api.cases.file({ ...subject, joint: { ...subject.joint!, tasks } });
    }
    await api.cases.file(open(9001, JOINT));
    const reader = holderOf(`${CENTRE}-p05`);
    const pages = await whole(reader);
    expect(pages.flatMap(({ numbers }) => numbers)).toEqual(["0000-0000-9001"]);
    expect(pages.map(({ looked }) => looked[0])).toEqual([200, 31]);
  });
});
