/** SNS filter policies: which messages a subscription wants. All keys must match, any value of a key is enough. */

type Values = readonly unknown[];

const numbersFit = (operators: readonly unknown[], value: number): boolean => {
  for (let index = 0; index < operators.length; index += 2) {
    const bound = Number(operators[index + 1]);
    const fits: Readonly<Record<string, boolean>> = {
      "=": value === bound,
      "<": value < bound,
      "<=": value <= bound,
      ">": value > bound,
      ">=": value >= bound,
    };
    if (!fits[String(operators[index])]) return false;
  }
  return true;
};

type Condition = (wanted: unknown, values: Values) => boolean;
const someText = (values: Values, fits: (text: string) => boolean) =>
  values.some((value) => typeof value === "string" && fits(value));
const listOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);

const CONDITIONS: Readonly<Record<string, Condition>> = {
  exists: (wanted, values) => (wanted === true) === values.length > 0,
  prefix: (wanted, values) => someText(values, (text) => text.startsWith(String(wanted))),
  suffix: (wanted, values) => someText(values, (text) => text.endsWith(String(wanted))),
  "equals-ignore-case": (wanted, values) =>
    someText(values, (text) => text.toLowerCase() === String(wanted).toLowerCase()),
  "anything-but": (wanted, values) =>
    values.length > 0 && values.every((value) => !listOf(wanted).some((unwanted) => matches(unwanted, [value]))),
  numeric: (wanted, values) => values.some((value) => typeof value === "number" && numbersFit(listOf(wanted), value)),
};

const matches = (wanted: unknown, values: Values): boolean => {
  if (typeof wanted !== "object" || wanted === null) return values.includes(wanted);
  const entries = Object.entries(wanted);
  return entries.every(([name, argument]) => {
    const condition = CONDITIONS[name];
    if (condition === undefined) throw new Error(`the filter condition ${name} is not known to the local run`);
    return condition(argument, values);
  });
};

export type FilterPolicy = Readonly<Record<string, unknown>>;

/** @param attributes a message's attributes: text, number, or a list of them */
export const wants = (policy: FilterPolicy, attributes: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(policy).every(([key, wanted]) => {
    const value = attributes[key];
    const values = value === undefined ? [] : listOf(value);
    return listOf(wanted).some((one) => matches(one, values));
  });

const reach = (value: unknown, step: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Reflect.get(value, step) : undefined;

/** The same for `FilterPolicyScope: MessageBody`, where keys nest as in the body. */
export const wantsBody = (policy: FilterPolicy, body: unknown): boolean =>
  Object.entries(policy).every(([key, wanted]) => {
    const value = reach(body, key);
    if (Array.isArray(wanted)) return wants({ [key]: wanted }, value === undefined ? {} : { [key]: value });
    return typeof wanted === "object" && wanted !== null && wantsBody({ ...wanted }, value);
  });
