/** The part of DynamoDB's expressions that our stores use; anything else is an error, never a guess. */
export type Item = Record<string, unknown>;
export type Terms = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
};

const TOKEN = /\s*([#:]?[A-Za-z_]\w*|<=|>=|<>|[=<>(),.+-])/y;

const read = new Map<string, readonly string[]>();
const tokensOf = (text: string): readonly string[] => {
  const known = read.get(text);
  if (known !== undefined) return known;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new Error(`cannot read ${text}`);
    tokens.push(token);
  }
  read.set(text, tokens);
  return tokens;
};

const compare = (a: unknown, b: unknown, operator: string): boolean => {
  if (operator === "=") return a === b;
  if (operator === "<>") return a !== b;
  if (typeof a !== typeof b || (typeof a !== "string" && typeof a !== "number")) return false;
  const [left, right] = [a, b as typeof a]; // of one type, as asked above
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
};

const sumOf = (held: unknown, added: unknown): unknown => {
  if (typeof added === "number") return (typeof held === "number" ? held : 0) + added;
  if (added instanceof Set) return new Set([...(held instanceof Set ? held : []), ...added]);
  throw new Error("ADD takes numbers and sets");
};

const isMap = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Set);

const sizeOf = (value: unknown): number | undefined => {
  if (value instanceof Set) return value.size;
  if (Array.isArray(value) || typeof value === "string") return value.length;
  return isMap(value) ? Object.keys(value).length : undefined;
};

const at = (item: Item, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isMap(value) ? value[name] : undefined), item);

/** Writes to a path whose maps are there; undefined removes. Maps on the way are copied: the item that was read stays. */
const place = (item: Item, [name = "", ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) {
    if (value === undefined) delete item[name];
    else item[name] = value;
    return;
  }
  const held = item[name];
  if (!isMap(held)) throw new Error(`no map ${name} to write to`);
  const copy = { ...held };
  item[name] = copy;
  place(copy, rest, value);
};

class Reader {
  readonly #tokens: readonly string[];
  readonly #item: Item;
  readonly #terms: Terms;
  #next = 0;

  constructor(text: string, item: Item, terms: Terms) {
    this.#tokens = tokensOf(text);
    this.#item = item;
    this.#terms = terms;
  }

  condition(): boolean {
    const held = this.#any();
    if (this.#next < this.#tokens.length) throw new Error(`left over: ${this.#tokens.slice(this.#next).join(" ")}`);
    return held;
  }

  /** @param changed what the clauses are written to; they read the item as it was */
  update(changed: Item): void {
    while (this.#next < this.#tokens.length) {
      const clause = this.#take();
      do {
        const path = this.#path(this.#take());
        if (clause === "SET") {
          this.#expect("=");
          place(changed, path, this.#sum());
        } else if (clause === "REMOVE") place(changed, path, undefined);
        else if (clause === "ADD") place(changed, path, sumOf(at(this.#item, path), this.#operand()));
        else throw new Error(`no clause ${clause}`);
      } while (this.#accept(","));
    }
  }

  #take(): string {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Error("too short");
    this.#next += 1;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#next]?.toLowerCase() !== token) return false;
    this.#next += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw new Error(`expected ${token}`);
  }

  #name(token: string): string {
    if (!token.startsWith("#")) return token;
    const name = this.#terms.names?.[token];
    if (name === undefined) throw new Error(`no name ${token}`);
    return name;
  }

  #path(first: string): readonly string[] {
    const path = [this.#name(first)];
    while (this.#accept(".")) path.push(this.#name(this.#take()));
    return path;
  }

  #any(): boolean {
    let held = this.#all();
    while (this.#accept("or")) held = this.#all() || held;
    return held;
  }

  #all(): boolean {
    let held = this.#one();
    while (this.#accept("and")) held = this.#one() && held;
    return held;
  }

  #one(): boolean {
    if (this.#accept("not")) return !this.#one();
    if (this.#accept("(")) return this.#closed(this.#any());
    if (this.#accept("attribute_not_exists")) return this.#argument() === undefined;
    if (this.#accept("attribute_exists")) return this.#argument() !== undefined;
    if (this.#accept("begins_with")) {
      this.#expect("(");
      const text = this.#operand();
      this.#expect(",");
      return this.#closed(String(text ?? "").startsWith(String(this.#operand())));
    }
    if (this.#accept("contains")) {
      const [held, wanted] = this.#list();
      return held instanceof Set && held.has(wanted);
    }
    const left = this.#operand();
    if (this.#accept("in")) return this.#list().includes(left);
    if (this.#accept("between")) return this.#between(left);
    return compare(left, ...this.#compared());
  }

  #between(value: unknown): boolean {
    const low = this.#operand();
    this.#expect("and");
    const high = this.#operand();
    return compare(value, low, ">=") && compare(value, high, "<=");
  }

  #compared(): [unknown, string] {
    const operator = this.#take();
    return [this.#operand(), operator];
  }

  #argument(): unknown {
    this.#expect("(");
    return this.#closed(this.#operand());
  }

  #list(): readonly unknown[] {
    this.#expect("(");
    const list = [this.#operand()];
    while (this.#accept(",")) list.push(this.#operand());
    return this.#closed(list);
  }

  #closed<T>(value: T): T {
    this.#expect(")");
    return value;
  }

  #sum(): unknown {
    const left = this.#operand();
    if (this.#accept("+")) return Number(left) + Number(this.#operand());
    if (this.#accept("-")) return Number(left) - Number(this.#operand());
    return left;
  }

  #operand(): unknown {
    if (this.#accept("if_not_exists")) {
      const [held, instead] = this.#list();
      return held ?? instead;
    }
    if (this.#accept("size")) {
      return sizeOf(this.#argument());
    }
    if (this.#accept("list_append")) return this.#list().flat();
    const token = this.#take();
    if (!token.startsWith(":")) return at(this.#item, this.#path(token));
    const value = this.#terms.values?.[token];
    if (value === undefined) throw new Error(`no value ${token}`);
    return value;
  }
}

export const holds = (condition: string, item: Item, terms: Terms): boolean =>
  new Reader(condition, item, terms).condition();

export const updated = (expression: string, item: Item, terms: Terms): Item => {
  const changed = { ...item };
  new Reader(expression, item, terms).update(changed);
  return changed;
};
