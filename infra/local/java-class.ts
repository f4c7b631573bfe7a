/** Just enough of the Java class file format (JVM specification, chapter 4) to write one class with one `main`. */

/** Numbers its constants from 1, each written once, in the order of first mention. */
const constantPool = () => {
  const written: Buffer[] = [];
  const known = new Map<string, number>();
  const add = (key: string, tag: number, ...parts: readonly Buffer[]): number => {
    const before = known.get(key);
    if (before !== undefined) return before;
    written.push(Buffer.concat([Buffer.of(tag), ...parts]));
    known.set(key, written.length);
    return written.length;
  };
  const utf8 = (text: string) => add(`u${text}`, 1, u2(Buffer.byteLength(text)), Buffer.from(text));
  const type = (name: string) => add(`c${name}`, 7, u2(utf8(name)));
  const text = (value: string) => add(`s${value}`, 8, u2(utf8(value)));
  const member = (tag: number, owner: string, name: string, descriptor: string) => {
    const signature = add(`n${name}${descriptor}`, 12, u2(utf8(name)), u2(utf8(descriptor)));
    return add(`m${owner}.${name}${descriptor}`, tag, u2(type(owner)), u2(signature));
  };
  const field = (owner: string, name: string, descriptor: string) => member(9, owner, name, descriptor);
  const method = (owner: string, name: string, descriptor: string) => member(10, owner, name, descriptor);
  const bytes = () => Buffer.concat([u2(written.length + 1), ...written]);
  return { utf8, type, text, field, method, bytes };
};
export type ConstantPool = ReturnType<typeof constantPool>;

const u2 = (value: number): Buffer => Buffer.of(value >> 8, value & 0xff);
const u4 = (value: number): Buffer => Buffer.concat([u2(value >>> 16), u2(value & 0xffff)]);

const PUBLIC_STATIC = 0x0009;
const PUBLIC_SUPER = 0x0021;
/** Java 9: old enough for every Java that runs DynamoDB Local. */
const CLASS_FILE_VERSION = 53;

/** @param code straight-line bytecode: a branch would need stack map frames, which are not written here */
export const javaMainClass = (
  name: string,
  code: (pool: ConstantPool) => readonly number[],
  { maxStack, maxLocals }: { maxStack: number; maxLocals: number },
): Buffer => {
  const pool = constantPool();
  const body = Buffer.from(code(pool));
  const attribute = Buffer.concat([u2(maxStack), u2(maxLocals), u4(body.length), body, u2(0), u2(0)]);
  const codeAttribute = Buffer.concat([u2(pool.utf8("Code")), u4(attribute.length), attribute]);
  const main = Buffer.concat([
    u2(PUBLIC_STATIC),
    u2(pool.utf8("main")),
    u2(pool.utf8("([Ljava/lang/String;)V")),
    u2(1),
    codeAttribute,
  ]);
  const itself = pool.type(name);
  const parent = pool.type("java/lang/Object");
  const noInterfacesNoFields = Buffer.concat([u2(0), u2(0)]);
  return Buffer.concat([
    u4(0xcafebabe),
    u2(0),
    u2(CLASS_FILE_VERSION),
    pool.bytes(),
    u2(PUBLIC_SUPER),
    u2(itself),
    u2(parent),
    noInterfacesNoFields,
    u2(1),
    main,
    u2(0),
  ]);
};
