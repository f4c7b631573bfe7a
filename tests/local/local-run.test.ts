import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { freePort } from "../../infra/local/ports.ts";

const MAIN = join(import.meta.dirname, "../../infra/local/main.ts");
const data = mkdtempSync(join(tmpdir(), "local-run-test-"));
const started: ChildProcess[] = [];
const port = await freePort();
const url = `http://127.0.0.1:${port}`;

type Run = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> };
const run = (...options: string[]): Run => {
  const child = spawn(process.execPath, [MAIN, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return { child, said: () => said, ended: new Promise((resolve) => child.once("close", resolve)) };
};
const until = async (holds: () => boolean, what: () => string): Promise<void> => {
  for (let waited = 0; !holds(); waited += 100) {
    if (waited > 90_000) throw new Error(`it never came: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const startedRun = async (...options: string[]): Promise<Run> => {
  const local = run("--port", String(port), "--data", data, ...options);
  await until(() => local.said().includes("Ready after") || local.child.exitCode !== null, local.said);
  return local;
};
const json = async (path: string, body?: object) => {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const reply = await fetch(url + path, body === undefined ? {} : post);
  return { status: reply.status, type: reply.headers.get("content-type"), body: JSON.parse(await reply.text()) };
};
const javaOf = (): number => JSON.parse(readFileSync(join(data, "run.json"), "utf8")).java.pid;
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

/** One story, told in order: each chapter goes on from the one before. */
describe("the local run", () => {
  let local: Run;
  let receipt: { caseNumber: string; lookupCode: string };

  const lookUp = () =>
    fetch(`${url}/v1/cases/${receipt.caseNumber}`, { headers: { "lookup-code": receipt.lookupCode } });

  it("starts from the templates and prints a tour", { timeout: 100_000 }, async () => {
    local = await startedRun("--now", "2026-09-18T09:00:00+08:00");
    expect(local.said()).toContain(`RECEIPT=$(curl -s -w '\\n' ${url}/v1/cases`);
  });

  it("answers the tour's five commands when they are pasted into a shell", { timeout: 60_000 }, async () => {
    const commands = local
      .said()
      .split("\n")
      .filter((line) => /^(RECEIPT|curl)/.test(line));
    expect(commands).toHaveLength(5);
    const { stdout } = await promisify(execFile)("sh", ["-c", commands.join("\n")]);
    const [filed, found, deadline, work, clock, sms] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    receipt = filed;
    expect(found).toMatchObject({ caseNumber: receipt.caseNumber, state: "filed" });
    expect(deadline).toMatchObject({ dueOn: "2026-10-13" });
    expect(work.entries).toMatchObject([{ caseNumber: receipt.caseNumber }]);
    expect(clock.now).toMatch(/^2026-10-18T09:0/);
    expect(sms[0]).toMatchObject({ to: "10110200003", deliveryId: expect.stringContaining("370481102-a1#") });
    expect(sms[0].text).toMatch(/^【滕州政务服务】事项.+到期，请及时办理。$/);
  });

  it("answers what is wrong with a request to /_local/* as a problem, never as a stack trace", async () => {
    const problem = { type: "application/problem+json; charset=utf-8" };
    expect(await json("/_local/nothing")).toMatchObject({ ...problem, status: 404, body: { code: "not-found" } });
    expect(await json("/_local/clock", { to: "2026-01-01T00:00:00Z" })).toMatchObject({
      ...problem,
      status: 400,
      body: { errors: [{ pointer: "/to", code: "too-early" }] },
    });
    expect(await json("/_local/clock", { to: "2028-12-01T00:00:00Z" })).toMatchObject({
      status: 400,
      body: { errors: [{ code: "too-late" }] },
    });
    expect(await json("/_local/tokens", { staffId: "nobody" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/staffId" }] },
    });
    expect(await json("/_local/faults", { sms: "explode" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/sms" }] },
    });
    const broken = await fetch(`${url}/_local/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(broken.status).toBe(400);
  });

  it("answers as the template's gateway does where no method is, or nobody has signed in", async () => {
    expect(await json("/v1/nowhere")).toMatchObject({
      status: 404,
      type: "application/problem+json",
      body: { code: "not-found" },
    });
    expect(await json("/v1/staff/work-list")).toMatchObject({ status: 401, body: { code: "sign-in-required" } });
    const forged = await fetch(`${url}/v1/staff/work-list`, { headers: { authorization: "Bearer aaa.bbb.ccc" } });
    expect([forged.status, forged.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(await forged.json()).toMatchObject({ status: 401, code: "sign-in-required" });
  });

  it("turns a throttled database into 503 with Retry-After, and recovers", async () => {
    await json("/_local/faults", { dynamodb: "throttle" });
    const refused = await lookUp();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect((await json("/_local/faults", { dynamodb: null })).body).toEqual({
      sms: null,
      receipts: null,
      smsShownAfterSeconds: null,
      dynamodb: null,
      topics: null,
      streams: null,
    });
    const found = await lookUp();
    expect(found.status).toBe(200);
  });

  it("says in one sentence that the port is taken, and that the data folder is in use", {
    timeout: 60_000,
  }, async () => {
    const second = run("--port", String(port));
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/端口 \d+ 已被占用.*\nPort \d+ is taken: .*\n$/);
    const third = run("--port", "0", "--data", data);
    expect(await third.ended).toBe(1);
    expect(third.said()).toContain(`The data folder ${data} is in use by another process (${local.child.pid}).`);
  });

  it("loses no acknowledged write to a kill, leaves no Java behind, and goes on from its clock", {
    timeout: 120_000,
  }, async () => {
    const java = javaOf();
    const before = (await json("/_local/clock")).body.now;
    const sent = (await json("/_local/sms")).body;
    local.child.kill("SIGKILL");
    await local.ended;
    await until(
      () => !lives(java),
      () => `Java ${java} to end`,
    );
    local = await startedRun("--now", "2026-09-18T09:00:00+08:00");
    expect(local.said()).toContain("the clock goes on from 2026-10-18T");
    const found = await lookUp();
    expect(found.status).toBe(200);
    expect((await json("/_local/clock")).body.now >= before).toBe(true);
    expect((await json("/_local/sms")).body).toEqual(sent);
  });

  it("ends cleanly when it is told to, leaving no process", { timeout: 60_000 }, async () => {
    const java = javaOf();
    local.child.kill("SIGTERM");
    expect(await local.ended).toBe(0);
    expect(lives(java)).toBe(false);
  });

  it("says in Chinese and English what is wrong with its options", async () => {
    const refused = run("--municipality", "nowhere");
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toBe(
      "没有名为 nowhere 的部署，已有：tengzhou, sandbox。\nThere is no municipality nowhere; the known ones are tengzhou, sandbox.\n",
    );
  });

  it("says that Java is missing in one sentence", { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [MAIN, "--port", "0"], {
      env: { PATH: "/nowhere" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    started.push(child);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
    expect(said).toBe(
      "没有找到 Java，请先安装 Java 17 或更高版本的运行环境。\nJava was not found: install a Java 17 (or newer) runtime.\n",
    );
  });
});
