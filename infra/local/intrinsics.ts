/** CloudFormation's intrinsic functions, for whoever knows what a `Ref` and a `Fn::GetAtt` stand for. */

export type Lookup = {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, top: string, second: string): unknown;
};

/** What `AWS::NoValue` resolves to: the property or list entry that holds it disappears. */
export const NO_VALUE = Symbol("AWS::NoValue");

export type Resolve = (value: unknown) => unknown;
type Intrinsic = (argument: unknown, resolve: Resolve, lookup: Lookup) => unknown;

const list = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} needs a list`);
};

const getAtt: Intrinsic = (argument, resolve, lookup) => {
  const [logicalId, ...attribute] = typeof argument === "string" ? argument.split(".") : list(argument, "Fn::GetAtt");
  return lookup.attribute(String(logicalId), attribute.map((part) => String(resolve(part))).join("."));
};

const sub: Intrinsic = (argument, resolve, lookup) => {
  const [text, given = {}] = Array.isArray(argument) ? argument : [argument];
  return String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(given, name)) return String(resolve(given[name]));
    return String(name.includes(".") ? getAtt(name, resolve, lookup) : lookup.ref(name));
  });
};

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, _, lookup) => lookup.ref(String(argument)),
  "Fn::GetAtt": getAtt,
  "Fn::Sub": sub,
  "Fn::Join": (argument, resolve) => {
    const [separator, parts] = list(argument, "Fn::Join");
    return list(resolve(parts), "Fn::Join").map(String).join(String(separator));
  },
  "Fn::Select": (argument, resolve) => {
    const [index, parts] = list(argument, "Fn::Select");
    return list(resolve(parts), "Fn::Select")[Number(resolve(index))];
  },
  "Fn::Split": (argument, resolve) => {
    const [separator, text] = list(argument, "Fn::Split");
    return String(resolve(text)).split(String(separator));
  },
  "Fn::ImportValue": (argument, resolve, lookup) => lookup.importValue(String(resolve(argument))),
  "Fn::FindInMap": (argument, resolve, lookup) => {
    const [map, top, second] = list(argument, "Fn::FindInMap").map((part) => String(resolve(part)));
    return lookup.mapping(map ?? "", top ?? "", second ?? "");
  },
  "Fn::Base64": (argument, resolve) => Buffer.from(String(resolve(argument))).toString("base64"),
  "Fn::If": (argument, resolve, lookup) => {
    const [name, yes, no] = list(argument, "Fn::If");
    return resolve(lookup.condition(String(name)) ? yes : no);
  },
  "Fn::Equals": (argument, resolve) => {
    const [left, right] = list(argument, "Fn::Equals").map(resolve);
    return String(left) === String(right);
  },
  "Fn::Not": (argument, resolve) => !list(argument, "Fn::Not").map(resolve)[0],
  "Fn::And": (argument, resolve) => list(argument, "Fn::And").map(resolve).every(Boolean),
  "Fn::Or": (argument, resolve) => list(argument, "Fn::Or").map(resolve).some(Boolean),
  Condition: (argument, _, lookup) => lookup.condition(String(argument)),
};

/** `Condition` is also an ordinary key of IAM policies, where it holds an object. */
const intrinsicOf = (value: object): [Intrinsic, unknown] | undefined => {
  const entries = Object.entries(value);
  const [only] = entries;
  if (only === undefined || entries.length > 1) return undefined;
  const [name, argument] = only;
  if (name === "Condition" && typeof argument !== "string") return undefined;
  const intrinsic = INTRINSICS[name];
  if (intrinsic !== undefined) return [intrinsic, argument];
  if (name.startsWith("Fn::")) throw new Error(`the intrinsic function ${name} is not known to the local run`);
  return undefined;
};

/** Replaces every intrinsic function in a value, however deep. @throws Error naming what cannot be resolved */
export const resolverFor = (lookup: Lookup): Resolve => {
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((entry) => entry !== NO_VALUE);
    if (typeof value !== "object" || value === null) return value;
    const intrinsic = intrinsicOf(value);
    if (intrinsic !== undefined) return intrinsic[0](intrinsic[1], resolve, lookup);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, entry]) => {
        const resolved = resolve(entry);
        return resolved === NO_VALUE ? [] : [[key, resolved]];
      }),
    );
  };
  return resolve;
};
