import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readAssembly, type Stack, Template } from "../../infra/local/assembly.ts";
import { refuseUnknownTypes } from "../../infra/local/resource-types.ts";
import { ofType, resolveStacks } from "../../infra/local/template.ts";

const HERE = { partition: "aws-cn", urlSuffix: "amazonaws.com.cn", queues: "http://127.0.0.1:1/queues" };
const stack = (name: string, template: object): Stack => ({
  name,
  region: "cn-north-1",
  account: "000000000000",
  template: Template.parse(template),
  assetPath: () => undefined,
});
const resolved = (value: unknown, rest: object = {}): unknown => {
  const template = {
    Resources: { Probe: { Type: "T", Properties: { value } }, Topic: { Type: "AWS::SNS::Topic" } },
    ...rest,
  };
  return resolveStacks([stack("town-data", template)], HERE)[0]?.properties.value;
};

describe("the template's references", () => {
  it("resolves pseudo parameters, joins, splits, selections and substitutions", () => {
    const arn = { "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":iam::", { Ref: "AWS::AccountId" }, ":root"]] };
    expect(resolved(arn)).toBe("arn:aws-cn:iam::000000000000:root");
    expect(resolved({ "Fn::Select": [1, { "Fn::Split": ["-", "a-b-c"] }] })).toBe("b");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own syntax
    const text = "${AWS::Region} ${Topic} ${Topic.TopicName} ${given} ${!kept}";
    const topic = "arn:aws-cn:sns:cn-north-1:000000000000:town-data-Topic";
    const substituted = `cn-north-1 ${topic} town-data-Topic amazonaws.com.cn $\{kept}`;
    expect(resolved({ "Fn::Sub": [text, { given: { Ref: "AWS::URLSuffix" } }] })).toBe(substituted);
  });

  it("decides by conditions and mappings, and drops what has no value", () => {
    const rest = {
      Conditions: {
        China: { "Fn::Equals": [{ Ref: "AWS::Partition" }, "aws-cn"] },
        Abroad: { "Fn::Not": [{ Condition: "China" }] },
      },
      Mappings: { Sizes: { "cn-north-1": { memory: 512 } } },
    };
    expect(resolved({ "Fn::If": ["China", "yes", "no"] }, rest)).toBe("yes");
    expect(
      resolved({ a: { "Fn::If": ["Abroad", 1, { Ref: "AWS::NoValue" }] }, b: [{ Ref: "AWS::NoValue" }, 2] }, rest),
    ).toEqual({ b: [2] });
    expect(resolved({ "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "memory"] }, rest)).toBe(512);
  });

  it("leaves out a resource whose condition does not hold", () => {
    const template = {
      Resources: { Never: { Type: "T", Condition: "Abroad" } },
      Conditions: { Abroad: { "Fn::Equals": ["a", "b"] } },
    };
    expect(resolveStacks([stack("s", template)], HERE)).toEqual([]);
  });

  it("finds what another stack exports, whichever stack comes first", () => {
    const user = stack("user", {
      Resources: { F: { Type: "T", Properties: { table: { "Fn::ImportValue": "data:Table" } } } },
    });
    const owner = stack("owner", {
      Resources: { Table: { Type: "AWS::DynamoDB::Table" } },
      Outputs: { Out: { Value: { "Fn::GetAtt": ["Table", "StreamArn"] }, Export: { Name: "data:Table" } } },
    });
    for (const stacks of [
      [user, owner],
      [owner, user],
    ]) {
      const found = resolveStacks(stacks, HERE).find(({ logicalId }) => logicalId === "F");
      expect(found?.properties.table).toBe(
        "arn:aws-cn:dynamodb:cn-north-1:000000000000:table/owner-Table/stream/local",
      );
    }
  });

  it("addresses a queue by its URL and names what the template names", () => {
    const template = { Resources: { Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: "redrive" } } } };
    const [queue] = ofType(resolveStacks([stack("s", template)], HERE), "AWS::SQS::Queue");
    expect(queue).toMatchObject({ name: "redrive", ref: "http://127.0.0.1:1/queues/000000000000/redrive" });
  });

  it("leaves a policy's Condition alone, which is no intrinsic function", () => {
    const policy = { Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } } };
    expect(resolved(policy)).toEqual({ Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } } });
  });

  it("stops at an intrinsic function, an export or a resource that it does not know", () => {
    expect(() => resolved({ "Fn::Transform": {} })).toThrow("Fn::Transform");
    expect(() => resolved({ "Fn::ImportValue": "nowhere" })).toThrow("nowhere");
    expect(() => resolved({ Ref: "Missing" })).toThrow("Missing is not in the template of town-data");
  });
});

describe("the template's resource types", () => {
  it("stops the start at a type that nobody has thought about", () => {
    const resources = resolveStacks(
      [stack("s", { Resources: { B: { Type: "AWS::EFS::FileSystem" }, T: { Type: "AWS::SNS::Topic" } } })],
      HERE,
    );
    expect(() => refuseUnknownTypes(resources)).toThrow(/unknown to the local run: AWS::EFS::FileSystem/);
    expect(() => refuseUnknownTypes(ofType(resources, "AWS::SNS::Topic"))).not.toThrow();
  });
});

describe("a cloud assembly", () => {
  const folder = mkdtempSync(join(tmpdir(), "assembly-test-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is read with the stacks of its stages and the paths of their assets", () => {
    const write = (path: string, content: object) => writeFileSync(join(folder, path), JSON.stringify(content));
    mkdirSync(join(folder, "assembly-town"), { recursive: true });
    const stage = { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-town" } };
    write("manifest.json", { artifacts: { town: stage, Tree: { type: "cdk:tree" } } });
    const properties = { templateFile: "api.template.json", stackName: "town-api" };
    const artifact = { type: "aws:cloudformation:stack", environment: "aws://111111111111/cn-north-1", properties };
    write("assembly-town/manifest.json", { artifacts: { api: artifact } });
    write("assembly-town/api.template.json", { Resources: {} });
    write("assembly-town/api.assets.json", { files: { abc: { source: { path: "../asset.abc" } } } });
    const [api] = readAssembly(folder);
    expect(api).toMatchObject({ name: "town-api", account: "111111111111", region: "cn-north-1" });
    expect(api?.assetPath("abc.zip")).toBe(join(folder, "asset.abc"));
    expect(api?.assetPath("def.zip")).toBeUndefined();
  });
});
