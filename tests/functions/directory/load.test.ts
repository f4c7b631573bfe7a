import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ITEM_COLUMNS, type ItemColumn } from "../../../infra/load/items.ts";
import { PEOPLE_COLUMNS, type PeopleColumn } from "../../../infra/load/people.ts";
import { runLoad } from "../../../infra/load.ts";
import { createDefinedTables, definitionOf } from "../../../infra/local/tables.ts";
import { directoryStore } from "../../../shared/aws/directory-store.ts";
import { sampleTown } from "../../../shared/directory/sample-town.ts";
import { UNITS_370481 } from "../../../shared/directory/units-370481.ts";
import { TABLES } from "../../../shared/tables.ts";
import { freshTables } from "../../support/tables.ts";
import { type Cells, csvOf, itemCells, personCells } from "./load-files.ts";

const CENTRE = "370481102";
const town = sampleTown(UNITS_370481);
const roster = town.rosters.find(({ centre }) => centre === CENTRE)!;
const proxy = town.proxies.find(({ centre }) => centre === CENTRE)!;

const PEOPLE = [...town.office, ...roster.staff, proxy].map((member) => personCells(member, roster));
const ITEMS = town.items.map(itemCells);
const changed = <Column extends string>(lines: readonly Cells<Column>[], nth: number, cells: Cells<Column>) =>
  lines.map((line, n) => (n === nth ? { ...line, ...cells } : line));

const folder = mkdtempSync(join(tmpdir(), "load-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The printed lines and the exit code. */
const run = async (people: string, items: string, options: readonly string[], code = "sandbox") => {
  const lines: string[] = [];
  const exit = await runLoad([code, file("people.csv", people), file("items.csv", items), ...options], (line) =>
    lines.push(line),
  );
  return { exit, lines, text: lines.join("\n") };
};
const load = (
  people: readonly Cells<PeopleColumn>[],
  items: readonly Cells<ItemColumn>[],
  options: readonly string[],
) => run(csvOf(PEOPLE_COLUMNS, people), csvOf(ITEM_COLUMNS, items), options);

beforeAll(() => {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = inject("dynamodbEndpoint");
  process.env.AWS_ACCESS_KEY_ID = "local";
  process.env.AWS_SECRET_ACCESS_KEY = "local";
  // The region that the other tests use: it does not matter to a shared DynamoDB Local.
  process.env.AWS_REGION = "cn-north-1";
});

describe("loading a town from files", () => {
  let store: ReturnType<typeof directoryStore>;
  let table: string[];
  beforeAll(async () => {
    const { client, names } = await freshTables();
    store = directoryStore(client, names.directory);
    table = ["--table", names.directory];
  });

  it("writes nothing on a dry run, and says what it would", async () => {
    const { exit, text } = await load(PEOPLE, ITEMS, [...table, "--dry-run"]);
    expect(exit).toBe(0);
    expect(text).toContain("Dry run");
    expect(text).toContain("人员 staff: 新增 created 15 · 变更 changed 0 · 未变 unchanged 0");
    expect(await store.items()).toEqual([]);
  });

  it("loads people, windows, posts and items exactly as they are", async () => {
    const { exit, text } = await load(PEOPLE, ITEMS, table);
    expect([exit, text]).toEqual([0, expect.stringContaining("岗位 posts: 新增 created 9")]);
    const found = await store.roster(CENTRE);
    expect(found.staff).toEqual(expect.arrayContaining([...roster.staff]));
    expect(found.windows).toEqual(roster.windows);
    expect(found.posts).toEqual(roster.posts);
    expect(await store.staffBySub(proxy.sub)).toEqual(proxy);
    expect(await store.items()).toEqual(town.items.toSorted((a, b) => (a.code < b.code ? -1 : 1)));
  });

  it("R48 loads what stations are entrusted with, and says line by line what they cannot be", async () => {
    const entrusted = (lines: string) => ["--entrusted", file("entrusted.csv", `station,item,level\n${lines}\n`)];
    const wrong = [
      "370481102201,tree-felling-licence,handle",
      "370481102201,no-such-item,file",
      "370481102999,pension-enrolment,all",
      "370481102201,pension-enrolment,handle",
      "370481102201,pension-enrolment,file",
    ];
    const refused = await load(PEOPLE, ITEMS, [...table, ...entrusted(wrong.join("\n"))]);
    expect(refused.exit).toBe(1);
    expect(refused.lines.map((line) => /^entrusted\.csv 第 (\d+) 行 (\w+)/.exec(line)?.slice(1).join(" "))).toEqual([
      ...["2 level", "3 item", "4 station", "4 level", "6 item", undefined],
    ]);
    expect(await store.entrustment("370481102201")).toBeUndefined();
    const right = entrusted("370481102201,pension-enrolment,handle\n370481102201,tree-felling-licence,file");
    const loaded = await load(PEOPLE, ITEMS, [...table, ...right]);
    expect(loaded.text).toContain("站点委托 entrusted lists: 新增 created 1");
    expect((await store.entrustment("370481102201"))?.items).toEqual({
      "pension-enrolment": "handle",
      "tree-felling-licence": "file",
    });
    expect((await load(PEOPLE, ITEMS, [...table, ...right])).text).toContain(
      "entrusted lists: 新增 created 0 · 变更 changed 0",
    );
  });

  it("changes nothing when it is loaded again", async () => {
    const { exit, lines } = await load(PEOPLE, ITEMS, table);
    expect([exit, lines]).toEqual([
      0,
      [
        "已写入 / Written",
        "人员 staff: 新增 created 0 · 变更 changed 0 · 未变 unchanged 15",
        "窗口 windows: 新增 created 0 · 变更 changed 0 · 未变 unchanged 8",
        "岗位 posts: 新增 created 0 · 变更 changed 0 · 未变 unchanged 9",
        "事项 items: 新增 created 0 · 变更 changed 0 · 未变 unchanged 12",
      ],
    ]);
  });

  it("names what changed by id, makes the item's next version, and names who is not in the file", async () => {
    const items = changed(ITEMS, 0, { name: "生育登记（新）" });
    const people = changed(PEOPLE, 1, { badge: "000-99" }).filter(({ id }) => id !== "office-2");
    const { exit, lines } = await load(people, items, table);
    expect(exit).toBe(0);
    expect(lines.slice(5)).toEqual([
      "~ staff office-1",
      "~ item birth-registration",
      "不在文件中，保持不变 / Not in the file, left as they are: 1",
      "? office-2",
    ]);
    expect(await store.item("birth-registration")).toMatchObject({ version: 2, name: "生育登记（新）" });
    expect((await store.office()).map(({ id }) => id)).toEqual(["office-1", "office-2", "office-head"]);
  });

  it("refuses someone who moved, and a subject that belongs to someone outside the file", async () => {
    const moved = changed(PEOPLE, PEOPLE.length - 1, {
      centre: "370481101",
      station: UNITS_370481.villages.find(({ centre }) => centre === "370481101")!.code,
    });
    const { exit, lines } = await load(moved, ITEMS, table);
    expect(exit).toBe(1);
    expect(lines[0]).toMatch(/^people\.csv 第 16 行 id：.+ \/ line 16, id: /);
    const taken = changed(PEOPLE, 1, { sub: "office-2" }).filter(({ id }) => id !== "office-2");
    expect((await load(taken, ITEMS, table)).lines[0]).toContain("line 3, sub: Belongs to office-2 already.");
  });
});

describe("finding the table", () => {
  it("takes the one that CloudFormation named, and asks for a name when there is none", async () => {
    const none = await load(PEOPLE, ITEMS, ["--dry-run"]);
    expect([none.exit, none.text]).toEqual([1, expect.stringContaining("--table")]);
    const name = "sandbox-data-directoryTable0A1B2C3D-EXAMPLE";
    await createDefinedTables(inject("dynamodbEndpoint"), [definitionOf(name, TABLES.directory)]);
    expect((await load(PEOPLE, ITEMS, ["--dry-run"])).exit).toBe(0);
  });
});

describe("refusing a file", () => {
  /** No table of this name exists: whatever is refused was refused before anything was read or written. */
  const nowhere = ["--table", "no-such-table"];
  const clerk = PEOPLE.findIndex(({ id }) => id === `${CENTRE}-a1`);
  const unitClerk = PEOPLE.findIndex(({ id }) => id === `${CENTRE}-a4`);
  const proxyLine = PEOPLE.length - 1;

  it.each<[string, number, Cells<PeopleColumn>, string]>([
    ["no name", clerk, { name: "" }, "name"],
    ["no subject", clerk, { sub: "" }, "sub"],
    ["a subject of two people", clerk, { sub: "office-1" }, "sub"],
    ["an id of two people", 1, { id: "office-head" }, "id"],
    ["an id in capitals", 1, { id: "Office-1" }, "id"],
    ["an unknown role", 1, { role: "boss" }, "role"],
    ["a phone that is none", clerk, { phone: "123" }, "phone"],
    ["a real number where only synthetic data may be", clerk, { phone: "13800000000" }, "phone"],
    ["an unknown centre", 4, { centre: "370481999" }, "centre"],
    ["a member of the office at a centre", 1, { centre: CENTRE }, "centre"],
    ["a proxy without a station", proxyLine, { station: "" }, "station"],
    ["a proxy at another centre's station", proxyLine, { station: "370481101201" }, "station"],
    ["a proxy with a post", proxyLine, { post: "1" }, "post"],
    ["R38 a stand-in who is the holder", clerk, { stand_in: `${CENTRE}-a1` }, "stand_in"],
    ["R38 a post without a stand-in", clerk, { stand_in: "" }, "stand_in"],
    ["a stand-in who is not in the file", clerk, { stand_in: "someone" }, "stand_in"],
    ["R38 a stand-in from elsewhere", clerk, { stand_in: "office-1" }, "stand_in"],
    ["R38 a proxy as a stand-in", clerk, { stand_in: proxy.id }, "stand_in"],
    ["a post that is no number", clerk, { post: "one" }, "post"],
    ["a post of two people", unitClerk, { post: "1" }, "post"],
    ["a window without a name", unitClerk, { window_name: "" }, "window_name"],
    ["a window of two names", clerk + 1, { window_name: "另一窗口" }, "window_name"],
    ["a window of an unknown unit", unitClerk, { window_unit: "police" }, "window_unit"],
    ["a window without a head", clerk, { heads: "1 2 3 4 5 6 7" }, "window"],
    ["a window that does not exist", clerk, { heads: "1 2 3 4 5 6 7 8 9" }, "heads"],
    ["a window with two heads", clerk + 1, { heads: "1" }, "heads"],
    ["a window without a post", 4, { window: "1" }, "window"],
  ])("names line and column of %s", async (_, nth, cells, column) => {
    const { exit, lines } = await load(changed(PEOPLE, nth, cells), ITEMS, nowhere);
    expect(exit).toBe(1);
    expect(lines.join("\n")).toMatch(new RegExp(`^people\\.csv 第 \\d+ 行 ${column}：`, "m"));
    if (column !== "window" || nth !== clerk) expect(lines.join("\n")).toContain(`line ${nth + 2}, ${column}: `);
    expect(lines.at(-1)).toContain("nothing was written");
  });

  it.each<[string, Cells<ItemColumn>, string, string]>([
    ["legal basis", { legal_basis: "" }, "legal_basis", "缺少法律依据"],
    ["name", { name: "" }, "name", "缺少事项名称"],
    ["procedure", { procedure: "" }, "procedure", "缺少办理程序"],
    ["materials", { materials: "" }, "materials", "缺少申请材料"],
    ["promised limit", { promised_days: "", promised_unit: "" }, "promised_days", "缺少承诺时限"],
    ["fee basis", { fee_standard: "每本10元" }, "fee_basis", "缺少收费依据"],
    ["fee standard", { fee_standard: "" }, "fee_standard", "缺少收费标准"],
  ])("holds an item back at the gate of article 6 that lacks its %s", async (_, cells, column, zh) => {
    const { exit, lines } = await load(PEOPLE, changed(ITEMS, 6, cells), nowhere);
    expect(exit).toBe(1);
    expect(lines.filter((line) => line.startsWith(`items.csv 第 8 行 ${column}：${zh}`))).toHaveLength(1);
  });

  it.each<[string, Cells<ItemColumn>, string]>([
    ["R5 a promise longer than the law", { promised_days: "21" }, "promised_days"],
    ["R5 a promise in another unit", { promised_unit: "natural-days" }, "promised_days"],
    ["a limit that is no number", { promised_days: "ten" }, "promised_days"],
    ["a law's limit without its unit", { statutory_days: "20" }, "statutory_unit"],
    ["an unknown regime", { regime: "permit" }, "regime"],
    ["a code in capitals", { code: "Homestead" }, "code"],
    ["a code that is there twice", { code: "birth-registration" }, "code"],
    ["neither yes nor no", { sensitive: "maybe" }, "sensitive"],
    ["a material that is neither demanded nor looked up", { materials: "form;申请表;wanted" }, "materials"],
    ["no English name", { name_en: "" }, "name_en"],
    ["a rule that there is not", { unkept_promise: "never" }, "unkept_promise"],
    ["R19 silence on what is no licence", { regime: "service", renewal_by_silence: "yes" }, "renewal_by_silence"],
  ])("names line and column of %s", async (_, cells, column) => {
    const { exit, text } = await load(PEOPLE, changed(ITEMS, 6, cells), nowhere);
    expect([exit, text]).toEqual([1, expect.stringContaining(`line 8, ${column}: `)]);
  });

  it("refuses an invented number where people are real", async () => {
    const { exit, text } = await run(csvOf(PEOPLE_COLUMNS, PEOPLE), csvOf(ITEM_COLUMNS, ITEMS), nowhere, "tengzhou");
    expect([exit, text]).toEqual([
      1,
      expect.stringContaining("line 2, phone: A number that begins with 10 is invented."),
    ]);
  });

  it("tells every error of both files at once, in the order of the lines, and no name or number", async () => {
    const people = changed(changed(PEOPLE, 5, { role: "boss" }), 2, { sub: "" });
    const { lines } = await load(people, changed(ITEMS, 0, { kind: "x" }), nowhere);
    const places = lines.slice(0, -1).map((line) => line.slice(0, line.indexOf("：")));
    expect(places).toEqual(
      expect.arrayContaining(["people.csv 第 4 行 sub", "people.csv 第 7 行 role", "items.csv 第 2 行 kind"]),
    );
    expect(places[0]).toBe("people.csv 第 4 行 sub");
    expect(places.at(-1)).toBe("items.csv 第 2 行 kind");
    for (const { name, phone } of PEOPLE) {
      expect(lines.join("\n")).not.toContain(name);
      expect(lines.join("\n")).not.toContain(phone);
    }
  });

  it("explains itself when it is called wrongly", async () => {
    const said: string[] = [];
    const print = (line: string) => void said.push(line);
    expect(await runLoad(["sandbox"], print)).toBe(1);
    expect(await runLoad(["atlantis", "a.csv", "b.csv"], print)).toBe(1);
    expect(await runLoad(["sandbox", join(folder, "none.csv"), "b.csv"], print)).toBe(1);
    expect(said).toEqual([
      expect.stringContaining("npm run load --"),
      expect.stringContaining("tengzhou, sandbox"),
      expect.stringContaining("cannot read"),
    ]);
  });
});

describe("the sample in docs/loading.md", () => {
  const doc = readFileSync(join(import.meta.dirname, "../../../docs/loading.md"), "utf8");
  const block = (name: string) => new RegExp(`\`\`\`csv ${name}\n([^\`]+)\`\`\``).exec(doc)?.[1] ?? "";

  it("loads as it is", async () => {
    const { names } = await freshTables();
    const { exit, text } = await run(block("people"), block("items"), ["--table", names.directory]);
    expect([exit, text]).toEqual([0, expect.stringContaining("人员 staff: 新增 created 5")]);
  });
});
