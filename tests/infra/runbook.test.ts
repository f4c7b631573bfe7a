import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tengzhou } from "../../infra/municipalities/tengzhou.ts";
import { all, deployed } from "./deployed.ts";

const runbook = readFileSync(join(import.meta.dirname, "../../docs/runbook.md"), "utf8");
const headings = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, heading]) => heading);

describe("the runbook", () => {
  it("has one heading for each alarm, in the same words, and none for an alarm that does not exist", () => {
    const { api, messaging, workers, data } = deployed(tengzhou);
    const alarms = [api, messaging, workers, data]
      .flatMap((template) => all(template, "AWS::CloudWatch::Alarm"))
      .map(({ properties }) => String(properties.AlarmName).replace(/^tengzhou-/, ""));
    expect(headings.toSorted()).toEqual(alarms.toSorted());
  });
});
