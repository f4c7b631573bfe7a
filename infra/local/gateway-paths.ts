/** Finding the method that serves a path; a literal part wins over a parameter, and a parameter over the rest of a path. */
import type { Method } from "./gateway-table.ts";

export type Found = { readonly method: Method; readonly pathParameters: Readonly<Record<string, string>> | null };
type Node = {
  readonly literals: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  greedy?: { readonly name: string; readonly node: Node };
  readonly methods: Map<string, Method>;
};

const newNode = (): Node => ({ literals: new Map(), methods: new Map() });
const partsOf = (path: string): readonly string[] => path.split("/").filter((part) => part !== "");

const childOf = (node: Node, part: string): Node => {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) {
    const child = node.literals.get(part) ?? newNode();
    node.literals.set(part, child);
    return child;
  }
  const kind = greedy === "+" ? "greedy" : "parameter";
  const known = node[kind] ?? { name, node: newNode() };
  node[kind] = known;
  return known.node;
};

type Match = { readonly node: Node; readonly parameters: Readonly<Record<string, string>> };
const match = (node: Node, parts: readonly string[], parameters: Match["parameters"]): Match | undefined => {
  const [part, ...rest] = parts;
  if (part === undefined) return { node, parameters };
  const literal = node.literals.get(part);
  const byLiteral = literal && match(literal, rest, parameters);
  if (byLiteral) return byLiteral;
  const { parameter, greedy } = node;
  const byParameter = parameter && match(parameter.node, rest, { ...parameters, [parameter.name]: part });
  if (byParameter) return byParameter;
  return greedy && { node: greedy.node, parameters: { ...parameters, [greedy.name]: parts.join("/") } };
};

/** @returns a lookup by method and decoded path parts; undefined: there is no such method */
export const pathTable = (methods: readonly Method[]): ((httpMethod: string, path: string) => Found | undefined) => {
  const root = newNode();
  for (const method of methods) partsOf(method.resource).reduce(childOf, root).methods.set(method.httpMethod, method);
  return (httpMethod, path) => {
    const found = match(root, partsOf(path).map(decodeURIComponent), {});
    const method = found?.node.methods.get(httpMethod) ?? found?.node.methods.get("ANY");
    if (found === undefined || method === undefined) return undefined;
    return { method, pathParameters: Object.keys(found.parameters).length === 0 ? null : found.parameters };
  };
};
