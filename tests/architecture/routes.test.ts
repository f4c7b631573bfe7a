import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GATEWAY_PROBLEMS } from "../../infra/constructs/problem-responses.ts";
import { ROUTE_FUNCTIONS } from "../../infra/functions.ts";
import { MOVES } from "../../shared/casework/moves.ts";
import { openApiDocument } from "../../shared/http/openapi.ts";
import { PROBLEMS, ProblemDocument } from "../../shared/http/problems.ts";
import { allRoutes, ROUTES } from "../../shared/http/routes.ts";
import { FIELD_ERROR_CODES } from "../../shared/kernel/refusal.ts";
import { importsOf, sources } from "../support/imports.ts";

const ROOT = join(import.meta.dirname, "../..");
const fileAt = (path: string) => readFileSync(join(ROOT, path), "utf8");
const entryOf = (id: string) => ROUTE_FUNCTIONS.find((row) => row.id === id)?.entry ?? "";
const areaOf = (id: string) => entryOf(id).split("/")[1];
/** OpenAPI's own type knows more kinds of operation than are asked about here. */
type Operation = {
  operationId: string;
  security: unknown[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<string, { description: string; headers?: object }>;
};
const documented = JSON.parse(JSON.stringify(openApiDocument(allRoutes))) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: Record<string, { items?: object }>; example?: unknown }> };
};

describe("the route table", () => {
  it("has every id once, as its key", () => {
    expect(Object.entries(ROUTES).filter(([key, { id }]) => key !== id)).toEqual([]);
    expect(new Set(allRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(allRoutes.length);
  });

  it("has the OpenAPI document that is committed", () => {
    expect(fileAt("openapi.json")).toBe(`${JSON.stringify(openApiDocument(allRoutes), null, 2)}\n`);
  });
});

describe("the contract", () => {
  const { Problem, StaffCase } = documented.components.schemas;

  it("names every code of a problem, the gateway's own too", () => {
    const codes = [...Object.keys(PROBLEMS), ...GATEWAY_PROBLEMS.map(([, { code }]) => code)];
    expect(Problem?.properties.code).toMatchObject({ enum: expect.arrayContaining(codes) });
  });

  it("names everything that a field can do wrong, and how its place is written", () => {
    const described = (form: string) => ({ pointer: { description: expect.stringContaining(form) } });
    const one = Problem?.properties.errors?.items;
    expect(one).toMatchObject({ properties: { code: { enum: [...FIELD_ERROR_CODES] } } });
    for (const form of ["/a/b", "#/query/", "#/path/", "#/headers/"]) {
      expect(one).toMatchObject({ properties: described(form) });
    }
  });

  it("names every move that a case may allow", () => {
    expect(StaffCase?.properties.moves?.items).toMatchObject({ enum: Object.keys(MOVES) });
  });

  it("shows whole bodies of a filing, a decision, a calculation and a problem", () => {
    const shown = allRoutes.filter(({ example }) => example !== undefined).map(({ id }) => id);
    expect(shown).toEqual(expect.arrayContaining(["file-case", "decide-case", "calculate-deadline"]));
    expect(ProblemDocument.safeParse(Problem?.example).success).toBe(true);
  });

  it("says that a calculation beyond the calendar names its beginning", () => {
    expect(ROUTES["calculate-deadline"].description).toContain("`/from`");
  });
});

describe.each(allRoutes.map((route) => [route.id, route] as const))("%s", (id, route) => {
  it("is a verb and nouns, under a versioned path in kebab case", () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(route.path).toMatch(/^\/v1(\/([a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/);
  });

  it("names every parameter of its path, and no other", () => {
    const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(named);
  });

  it("has an operation of its own name, in a file of that name, mounted by its function's entry", () => {
    const file = `functions/${areaOf(route.function)}/${id}.ts`;
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(fileAt(file)).toMatch(new RegExp(`operation\\(\\s*"${id}"`));
    const entry = entryOf(route.function);
    // By itself, or by its list of operations.
    const imported = importsOf({ path: entry, text: fileAt(entry) });
    const lists = imported.filter((path) => path.endsWith("-operations.ts"));
    const mounted = [...imported, ...lists.flatMap((path) => importsOf({ path, text: fileAt(path) }))];
    expect(mounted).toContain(file);
    expect(fileAt(entry)).toMatch(new RegExp(`httpHandler\\(\\s*"${route.function}"`));
  });

  it("is documented, and asks for sign-in exactly when it is for staff or office", () => {
    const operation = documented.paths[route.path]?.[route.method.toLowerCase()];
    expect(operation?.operationId).toBe(id);
    const signedIn = route.audience === "staff" || route.audience === "office";
    expect(operation?.security).toEqual(signedIn ? [{ signIn: [] }] : []);
    expect(route.path.startsWith("/v1/staff/") || route.path.startsWith("/v1/office/")).toBe(signedIn);
  });

  it("documents every status it can answer", () => {
    const statuses = Object.keys(documented.paths[route.path]?.[route.method.toLowerCase()]?.responses ?? {});
    const own = [...Object.keys(route.replies), ...route.refusals.map((code) => String(PROBLEMS[code].status))];
    expect(statuses).toEqual(expect.arrayContaining(own));
  });

  it("shows a body that it would take", () => {
    if (route.example !== undefined) expect(route.body?.safeParse(route.example).error).toBeUndefined();
    const shown = documented.paths[route.path]?.[route.method.toLowerCase()]?.requestBody?.content;
    expect(shown?.["application/json"]?.example).toEqual(route.example);
  });

  it("says that it refuses what it does not ask for", () => {
    const { responses } = documented.paths[route.path]![route.method.toLowerCase()]!;
    expect(responses[400]?.description).toContain("validation-failed");
    expect(responses[413] !== undefined).toBe(route.method !== "GET");
  });

  it("says when to come back, and how to sign in", () => {
    const { responses } = documented.paths[route.path]![route.method.toLowerCase()]!;
    for (const [status, { headers = {} }] of Object.entries(responses)) {
      expect("Retry-After" in headers).toBe(status === "429" || status === "503");
      expect("WWW-Authenticate" in headers).toBe(status === "401");
    }
  });

  it("only reads with GET, and takes a key or a version where it writes", () => {
    if (route.method === "GET")
      expect([route.body, route.ifMatch, route.idempotent]).toEqual([undefined, undefined, undefined]);
    if (route.audience !== "resident" && route.ifMatch) expect(route.method).not.toBe("GET");
  });
});

describe("dead code", () => {
  it("every refusal in the catalogue can be given by something", () => {
    const text = sources("shared", "functions", "infra")
      .filter(({ path }) => !["shared/kernel/refusal.ts", "shared/http/problems.ts"].includes(path))
      .map((source) => source.text)
      .join("\n");
    expect(Object.keys(PROBLEMS).filter((code) => !text.includes(`"${code}"`))).toEqual([]);
  });
});
