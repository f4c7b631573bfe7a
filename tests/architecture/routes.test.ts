import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROUTE_FUNCTIONS } from "../../infra/functions.ts";
import { openApiDocument } from "../../shared/http/openapi.ts";
import { PROBLEMS } from "../../shared/http/problems.ts";
import { allRoutes, ROUTES } from "../../shared/http/routes.ts";
import { importsOf, sources } from "../support/imports.ts";

const ROOT = join(import.meta.dirname, "../..");
const fileAt = (path: string) => readFileSync(join(ROOT, path), "utf8");
const entryOf = (id: string) => ROUTE_FUNCTIONS.find((row) => row.id === id)?.entry ?? "";
const areaOf = (id: string) => entryOf(id).split("/")[1];
/** OpenAPI's own type knows more kinds of operation than are asked about here. */
type Operation = { operationId: string; security: unknown[]; responses: Record<string, unknown> };
const documented = JSON.parse(JSON.stringify(openApiDocument(allRoutes))) as {
  paths: Record<string, Record<string, Operation>>;
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
    expect(importsOf({ path: entry, text: fileAt(entry) })).toContain(file);
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
