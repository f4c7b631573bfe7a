import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MUNICIPALITIES } from "../../infra/municipalities/index.ts";
import { all, deployed } from "./deployed.ts";

const runbook = readFileSync(join(import.meta.dirname, "../../docs/runbook.md"), "utf8");
const headings = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, heading]) => heading);

describe("the runbook", () => {
  it("has one heading for each alarm, in the same words, and none for an alarm that does not exist", () => {
    const alarms = MUNICIPALITIES.flatMap((settings) =>
      Object.values(deployed(settings))
        .flatMap((template) => all(template, "AWS::CloudWatch::Alarm"))
        .map(({ properties }) => String(properties.AlarmName).slice(settings.code.length + 1)),
    );
    expect(headings.toSorted()).toEqual([...new Set(alarms)].toSorted());
  });
});
