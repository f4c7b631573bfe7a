/** What a house rule is: it reads one finished template and names what breaks it. */

export type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
export type Template = {
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
};
export type Place = { readonly inChina: boolean };

/** `where` is a logical id; `what` completes "… must not be, because". */
export type Breach = { readonly where: string; readonly what: string };
export type HouseRule = {
  readonly name: string;
  /** Why the house has it. */
  readonly reason: string;
  readonly breaches: (template: Template, place: Place) => readonly Breach[];
};

export type Found = {
  readonly id: string;
  readonly resource: Resource;
  readonly properties: Readonly<Record<string, unknown>>;
};

export const resourcesOf = (template: Template, ...types: readonly string[]): Found[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));

/** Follows keys into a template's JSON; `undefined` where a step is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    // A template is JSON: what is no object has no such key.
    (here, key) => (typeof here === "object" && here !== null ? (here as Record<string, unknown>)[key] : undefined),
    value,
  );

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
