/** The resources of several templates, with every reference between them resolved to something on this machine. */
import type { Stack } from "./assembly.ts";
import { NO_VALUE, resolverFor } from "./intrinsics.ts";
import {
  type Addresses,
  attributeOf,
  type Identified,
  nameProperty,
  type Place,
  physicalName,
  refOf,
} from "./physical.ts";

export type LocalResource = {
  readonly stack: Stack;
  readonly type: string;
  readonly logicalId: string;
  /** Name on this machine, unique for the type. */
  readonly name: string;
  /** What `Ref` answers. */
  readonly ref: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

export type Surroundings = { readonly partition: string; readonly urlSuffix: string } & Addresses;

type Exports = Map<string, () => unknown>;

const pseudoParameters = (stack: Stack, { partition, urlSuffix }: Surroundings): Readonly<Record<string, unknown>> => ({
  "AWS::AccountId": stack.account,
  "AWS::Region": stack.region,
  "AWS::Partition": partition,
  "AWS::URLSuffix": urlSuffix,
  "AWS::StackName": stack.name,
  "AWS::StackId": `arn:${partition}:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
  "AWS::NotificationARNs": [],
  "AWS::NoValue": NO_VALUE,
});

const readerOf = (stack: Stack, surroundings: Surroundings, exports: Exports) => {
  const { Resources, Parameters, Conditions, Mappings } = stack.template;
  const place: Place = { partition: surroundings.partition, region: stack.region, account: stack.account };
  const pseudo = pseudoParameters(stack, surroundings);
  const unknown = (what: string): never => {
    throw new Error(`${what} is not in the template of ${stack.name}`);
  };
  const identify = (logicalId: string): Identified => {
    const { Type: type, Properties } = Resources[logicalId] ?? unknown(logicalId);
    const given = Properties[nameProperty(type) ?? ""];
    return { type, logicalId, stack: stack.name, ...(given === undefined ? {} : { name: String(resolve(given)) }) };
  };
  const resolve = resolverFor({
    ref: (id) => {
      if (Object.hasOwn(pseudo, id)) return pseudo[id];
      if (Object.hasOwn(Parameters, id)) return Parameters[id]?.Default ?? id;
      return refOf(identify(id), place, surroundings);
    },
    attribute: (id, attribute) => attributeOf(identify(id), attribute, place, surroundings),
    importValue: (name) => (exports.get(name) ?? (() => unknown(`the export ${name}`)))(),
    condition: (name) => Boolean(resolve(Conditions[name])),
    mapping: (map, top, second) => Mappings[map]?.[top]?.[second] ?? unknown(`the mapping ${map}.${top}.${second}`),
  });
  return { resolve, identify, place };
};

const exportOutputs = (stack: Stack, resolve: (value: unknown) => unknown, exports: Exports): void => {
  for (const { Value, Export } of Object.values(stack.template.Outputs)) {
    if (Export !== undefined) exports.set(String(resolve(Export.Name)), () => resolve(Value));
  }
};

/**
 * Every resource whose condition holds.
 * @throws Error naming what a template refers to and no template has
 */
export const resolveStacks = (stacks: readonly Stack[], surroundings: Surroundings): readonly LocalResource[] => {
  const exports: Exports = new Map();
  const readers = stacks.map((stack) => ({ stack, ...readerOf(stack, surroundings, exports) }));
  for (const { stack, resolve } of readers) exportOutputs(stack, resolve, exports);
  return readers.flatMap(({ stack, resolve, identify, place }) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || resolve({ Condition }) === true)
      .map(([logicalId, { Type: type, Properties }]): LocalResource => {
        const identified = identify(logicalId);
        const resolved = Object.entries(Properties).map(([key, value]): [string, unknown] => [key, resolve(value)]);
        return {
          stack,
          type,
          logicalId,
          name: physicalName(identified),
          ref: refOf(identified, place, surroundings),
          arn: attributeOf(identified, "Arn", place, surroundings),
          properties: Object.fromEntries(resolved.filter(([, value]) => value !== NO_VALUE)),
        };
      }),
  );
};

export const ofType = (resources: readonly LocalResource[], ...types: readonly string[]): readonly LocalResource[] =>
  resources.filter(({ type }) => types.includes(type));
