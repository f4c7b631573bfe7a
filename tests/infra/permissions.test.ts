import { describe, expect, it } from "vitest";
import { AUTHORIZER, FUNCTIONS, ROUTE_FUNCTIONS } from "../../infra/functions.ts";
import { at } from "../../infra/house-rules/rule.ts";
import { sandbox } from "../../infra/municipalities/sandbox.ts";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { allRoutes } from "../../shared/http/routes.ts";
import { allowed, deployed, environmentOf, functionsIn, type StackName } from "./deployed.ts";

const towns = { tengzhou: deployed(tengzhou), sandbox: deployed(sandbox) };
const stackOf = (id: string): StackName =>
  [...ROUTE_FUNCTIONS, AUTHORIZER].some((row) => row.id === id) ? "api" : "workers";

/** `cases/index/work-list dynamodb:Query`: what a function may do, with the exports of other stacks read back to names. */
const rights = (id: string, town: keyof typeof towns = "tengzhou"): string[] =>
  allowed(towns[town][stackOf(id)], id)
    .flatMap(({ actions, resources }) =>
      resources.flatMap((resource) => actions.map((action) => `${nameOf(resource)} ${action}`)),
    )
    .filter(
      (right) =>
        /dynamodb:(?!.*Stream|GetRecords|GetShard)|sns:|s3:|secretsmanager:/.test(right) &&
        !/Stream|GetRecords|GetShard/.test(right),
    )
    .sort();

const nameOf = (resource: unknown): string => {
  const text = JSON.stringify(resource);
  const table = /(?:GetAtt|Ref)([a-z]+)Table/.exec(text)?.[1];
  const index = /\/index\/([a-z-]+)/.exec(text)?.[1];
  if (table) return index ? `${table}/${index}` : table;
  const files = /Attachments.*\/(incoming|kept|bulletins)\/\*/.exec(text)?.[1];
  if (files) return `${files} files`;
  if (text.includes("Attachments")) return "the bucket";
  const topic = /Ref([a-z]+)Topic/.exec(text)?.[1];
  return topic ? `${topic} topic` : (/(CodeSecret|SmsSecret)/.exec(text)?.[1] ?? text);
};

const table = (name: string, ...actions: string[]): string[] => actions.map((action) => `${name} dynamodb:${action}`);

const FILES = [
  "incoming files s3:GetObject",
  "incoming files s3:GetObjectVersion",
  "incoming files s3:PutObject",
  "kept files s3:GetObjectVersion",
  "kept files s3:PutObject",
  "the bucket s3:ListBucket",
];

describe("each function may do just what its work needs", () => {
  it.each([
    [
      "cases-residents",
      [
        ...table("cases", "GetItem", "PutItem", "UpdateItem"),
        ...table("directory", "GetItem", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "cases-staff",
      [
        ...table("appointments", "GetItem"),
        ...table("cases", "GetItem", "PutItem", "Query", "UpdateItem"),
        ...table("cases/work-list", "Query"),
        ...table("cases/shared-work", "Query"),
        ...table("cases/tasks", "Query"),
        ...table("directory", "GetItem", "Query"),
        ...table("directory/by-sub", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "attachments-residents",
      [
        ...table("cases", "GetItem", "UpdateItem"),
        ...table("directory", "GetItem"),
        "CodeSecret secretsmanager:GetSecretValue",
        ...FILES,
      ],
    ],
    [
      "attachments-staff",
      [
        ...table("cases", "GetItem", "UpdateItem"),
        ...table("directory", "GetItem", "Query"),
        ...table("directory/by-sub", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
        ...FILES,
      ],
    ],
    ["directory-residents", table("directory", "GetItem", "Query")],
    ["directory-staff", [...table("directory", "GetItem", "PutItem", "Query"), ...table("directory/by-sub", "Query")]],
    ["calendar-office", [...table("directory", "PutItem", "Query"), ...table("directory/by-sub", "Query")]],
    [
      "appointments-residents",
      [
        ...table("appointments", "GetItem", "PutItem", "Query", "UpdateItem"),
        ...table("directory", "GetItem", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "appointments-staff",
      [
        ...table("appointments", "GetItem", "PutItem", "UpdateItem"),
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
      ],
    ],
    [
      "complaints-residents",
      [
        ...table("complaints", "GetItem", "PutItem", "UpdateItem"),
        ...table("directory", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "complaints-staff",
      [
        ...table("complaints", "GetItem", "PutItem", "Query", "UpdateItem"),
        ...table("complaints/handled", "Query"),
        ...table("complaints/overseen", "Query"),
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "complaint-attachments-residents",
      [...table("complaints", "GetItem", "UpdateItem"), "CodeSecret secretsmanager:GetSecretValue", ...FILES],
    ],
    [
      "complaint-attachments-staff",
      [
        ...table("complaints", "GetItem", "PutItem"),
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
        ...FILES,
      ],
    ],
    [
      "ratings-residents",
      [
        ...table("cases", "GetItem", "UpdateItem"),
        ...table("directory", "Query"),
        ...table("ratings", "GetItem", "PutItem", "Query", "UpdateItem"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "ratings-staff",
      [
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("ratings", "GetItem", "PutItem", "UpdateItem"),
        ...table("ratings/handled", "Query"),
        ...table("ratings/of-staff", "Query"),
        "CodeSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "scorecards-staff",
      [
        ...table("complaints/upheld", "Query"),
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("ratings/of-centre", "Query"),
        ...table("reports", "Query"),
      ],
    ],
    [
      "bulletins-running",
      [
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("ratings/of-centre", "Query"),
        ...table("reminders/by-day", "Query"),
        ...table("reports", "BatchGetItem", "GetItem", "Query"),
      ],
    ],
    [
      "bulletins-files",
      [
        ...table("directory/by-sub", "Query"),
        ...table("reports", "GetItem", "PutItem"),
        "bulletins files s3:GetObjectVersion",
        "bulletins files s3:PutObject",
      ],
    ],
    ["board-public", [...table("directory", "Query"), ...table("reports", "Query")]],
    [
      "bulletins-office",
      [
        ...table("directory/by-sub", "Query"),
        ...table("reports", "GetItem", "Query", "UpdateItem"),
        "monthlyreports topic sns:Publish",
      ],
    ],
    [
      "bulletins-centres",
      [...table("directory/by-sub", "Query"), ...table("reports", "GetItem", "Query", "UpdateItem")],
    ],
    ["bulletins-public", table("reports", "GetItem", "Query")],
    [
      "ledgers-staff",
      [...table("directory", "Query"), ...table("directory/by-sub", "Query"), ...table("reports", "PutItem", "Query")],
    ],
    [
      "returns-staff",
      [
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("reports", "BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"),
      ],
    ],
    [
      "reminders-staff",
      [
        ...table("cases/carded", "Query"),
        ...table("cases/work-list", "Query"),
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("reminders", "BatchGetItem", "GetItem"),
        ...table("reminders/by-recipient", "Query"),
      ],
    ],
    [
      "reminders-office",
      [
        ...table("directory", "Query"),
        ...table("directory/by-sub", "Query"),
        ...table("reminders", "BatchGetItem", "GetItem", "PutItem", "UpdateItem"),
        ...table("reminders/by-day", "Query"),
        "deadlinereminders topic sns:Publish",
      ],
    ],
    ["identity-authorizer", []],
    [
      "cases-events",
      [
        ...table("cases", "Query"),
        ...table("directory", "PutItem", "Query"),
        ...table("reminders", "PutItem"),
        ...table("reports", "PutItem", "UpdateItem"),
        "cases topic sns:Publish",
      ],
    ],
    [
      "complaints-events",
      [
        ...table("complaints", "Query"),
        ...table("directory", "Query"),
        ...table("reminders", "PutItem"),
        ...table("reports", "PutItem"),
        "complaints topic sns:Publish",
      ],
    ],
    [
      "reminders-scheduled",
      [
        ...table("cases", "BatchGetItem", "UpdateItem"),
        ...table("cases/next-stage", "Query"),
        ...table("complaints", "BatchGetItem", "UpdateItem"),
        ...table("complaints/next-stage", "Query"),
        ...table("directory", "Query"),
        ...table("ratings", "BatchGetItem", "UpdateItem"),
        ...table("ratings/next-stage", "Query"),
        ...table("reminders", "PutItem", "UpdateItem"),
        ...table("reports", "BatchGetItem", "UpdateItem"),
        ...table("reminders/unsettled", "Query"),
        "deadlinereminders topic sns:Publish",
      ],
    ],
    [
      "reminders-watchdog",
      [
        ...table("cases", "BatchGetItem", "UpdateItem"),
        ...table("cases/watched", "Query"),
        ...table("complaints", "BatchGetItem", "UpdateItem"),
        ...table("complaints/watched", "Query"),
        ...table("directory", "Query"),
        ...table("ratings", "BatchGetItem", "UpdateItem"),
        ...table("ratings/watched", "Query"),
        ...table("reminders", "PutItem", "UpdateItem"),
        ...table("reports", "BatchGetItem", "UpdateItem"),
        ...table("reminders/unsettled", "Query"),
        "deadlinereminders topic sns:Publish",
      ],
    ],
    [
      "calendar-scheduled",
      [
        ...table("cases", "GetItem", "UpdateItem"),
        ...table("cases/counted", "Query"),
        ...table("complaints", "GetItem", "UpdateItem"),
        ...table("complaints/counted", "Query"),
        ...table("directory", "Query"),
        ...table("ratings", "GetItem", "UpdateItem"),
        ...table("ratings/counted", "Query"),
        ...table("reminders", "PutItem"),
      ],
    ],
    [
      "reminders-sms-sender",
      [
        ...table("cases", "GetItem", "UpdateItem"),
        ...table("complaints", "GetItem"),
        ...table("directory", "Query"),
        ...table("ratings", "GetItem"),
        ...table("reminders", "BatchGetItem", "GetItem", "PutItem", "UpdateItem"),
        "CodeSecret secretsmanager:GetSecretValue",
        "SmsSecret secretsmanager:GetSecretValue",
      ],
    ],
    [
      "bulletins-scheduled",
      [
        ...table("directory", "Query"),
        ...table("ratings/of-centre", "Query"),
        ...table("reminders/by-day", "Query"),
        ...table("reports", "BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"),
        "monthlyreports topic sns:Publish",
      ],
    ],
  ])("%s", (id, expected) => {
    expect(rights(id)).toEqual(expected.sort());
  });

  it("and no function is left out of this list", () => {
    const deployedIds = [...functionsIn(towns.tengzhou.api).keys(), ...functionsIn(towns.tengzhou.workers).keys()];
    const here = FUNCTIONS.filter(({ onlyWith }) => onlyWith === undefined || onlyWith === tengzhou.sms.provider);
    expect(deployedIds.sort()).toEqual(here.map(({ id }) => id).sort());
    expect(functionsIn(towns.sandbox.workers).has("reminders-receipts")).toBe(true);
  });
});

describe("what keeps the receipts of SNS", () => {
  it("may put receipts, and nothing else", () => {
    expect(rights("reminders-receipts", "sandbox")).toEqual(table("reminders", "PutItem"));
    const [only] = allowed(towns.sandbox.workers, "reminders-receipts").filter(({ actions }) =>
      actions.includes("dynamodb:PutItem"),
    );
    expect(at(only?.raw, "Condition")).toEqual({
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["receipt#*"] },
    });
  });
});

describe("what lets centres object to a bulletin", () => {
  it("may change the list of bulletins, and never a sheet, a page or the journal", () => {
    const writes = allowed(towns.tengzhou.api, "bulletins-centres").filter(({ actions }) =>
      actions.some((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(action)),
    );
    expect(writes.map(({ actions }) => actions)).toEqual([["dynamodb:UpdateItem"]]);
    expect(at(writes[0]?.raw, "Condition")).toEqual({
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["bulletins"] },
    });
  });
});

describe("what shows the board to anyone", () => {
  it("reads the counters and the catalogue: no journal, no register, no roster", () => {
    const reads = allowed(towns.tengzhou.api, "board-public").filter(({ actions }) =>
      actions.includes("dynamodb:Query"),
    );
    const partitions = reads.map(({ resources, raw }) => [resources.map(nameOf), at(raw, "Condition")]);
    const only = (...keys: string[]) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys } });
    expect(partitions).toHaveLength(2);
    expect(partitions).toContainEqual([["reports"], only("board#*")]);
    expect(partitions).toContainEqual([["directory"], only("items")]);
  });
});

describe("whoever writes the directory", () => {
  const isWrite = (action: string) => /^dynamodb:(PutItem|UpdateItem)$/.test(action);
  const writes = (id: string) =>
    allowed(towns.tengzhou[stackOf(id)], id).filter(
      ({ actions, resources }) => actions.some(isWrite) && resources.map(nameOf).includes("directory"),
    );

  it.each([
    ["calendar-office", ["calendar"]],
    ["directory-staff", ["centre#*", "past-absences#*", "attendance#*"]],
    ["cases-events", ["findings#*"]],
  ])("%s, writes its own partitions and no other: not the items, nor the office", (id, partitions) => {
    const [only, ...others] = writes(id);
    expect(others).toEqual([]);
    expect(only?.actions).toEqual(["dynamodb:PutItem"]);
    expect(at(only?.raw, "Condition")).toEqual({
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": partitions },
    });
  });

  it("is one of these", () => {
    const writers = FUNCTIONS.map(({ id }) => id).filter((id) =>
      rights(id).some((right) => /^directory dynamodb:(Put|Update)/.test(right)),
    );
    expect(writers.sort()).toEqual(["calendar-office", "cases-events", "directory-staff"]);
  });
});

describe("public functions", () => {
  const open = new Set(
    allRoutes.filter(({ audience }) => audience === "public" || audience === "resident").map((route) => route.function),
  );

  it("serve no route of staff or office", () => {
    const closed = allRoutes
      .filter(({ audience }) => audience === "staff" || audience === "office")
      .map((route) => route.function);
    expect(closed.filter((id) => open.has(id))).toEqual([]);
  });

  it("cannot write the directory or the reports, nor find staff by their sign-in", () => {
    for (const id of open) {
      for (const right of rights(id))
        expect(right).not.toMatch(/^(directory|reports)\S* dynamodb:(Put|Update|Delete|BatchWrite)|by-sub/);
    }
  });
});

describe("nobody", () => {
  it("may delete or scan, or write several items in one call", () => {
    for (const { id } of FUNCTIONS) {
      for (const right of rights(id)) expect(right).not.toMatch(/Delete|Scan|BatchWrite|Transact/);
    }
  });

  it("but the sender in aws may send SMS by SNS, and no topic with it", () => {
    const texts = (id: string, town: keyof typeof towns) =>
      allowed(towns[town][stackOf(id)], id).filter(({ raw }) => at(raw, "NotResource") !== undefined);
    for (const { id } of FUNCTIONS) expect(texts(id, "tengzhou")).toEqual([]);
    const [only, ...others] = texts("reminders-sms-sender", "sandbox");
    expect(only?.actions).toEqual(["sns:Publish"]);
    expect(JSON.stringify(at(only?.raw, "NotResource"))).toContain(":sns:*:*:*");
    expect(others).toEqual([]);
    expect(rights("reminders-sms-sender", "sandbox").join()).not.toContain("SmsSecret");
  });
});

describe("the environment of a function", () => {
  it.each(FUNCTIONS.map((row) => [row.id, row] as const))(
    "of %s holds what its permissions need, and no more",
    (id, row) => {
      const upper = (name: string) => name.replaceAll("-", "_").toUpperCase();
      const town = row.onlyWith === "sns" ? towns.sandbox : towns.tengzhou;
      expect(Object.keys(environmentOf(town[stackOf(id)], id)).sort()).toEqual(
        [
          ...(row.attachments ? ["ATTACHMENTS_BUCKET"] : []),
          ...(row.forms ? ["REPORT_FILES_BUCKET"] : []),
          ...Object.keys(row.tables).map((name) => `${upper(name)}_TABLE`),
          ...row.publishes.map((name) => `${upper(name)}_TOPIC_ARN`),
          ...row.secrets.map((name) => `${upper(name)}_SECRET_ARN`),
          ...(id === "cases-events" || id === "complaints-events" ? ["REDRIVE_QUEUE_URL"] : []),
          "CODE_VERSION",
        ].sort(),
      );
    },
  );
});
