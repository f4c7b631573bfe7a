/**
 * DynamoDB Local listens on every network interface and outlives a killed parent, and has an option for neither. This
 * class starts it on the loopback, and ends it when its standard input ends. It is written as bytes because running
 * Java source needs a JDK, while DynamoDB Local itself is content with a runtime:
 *
 *     var proxy = ServerRunner.createServerFromCommandLineArgs(args);
 *     var field = DynamoDBProxyServer.class.getDeclaredField("server");
 *     field.setAccessible(true);
 *     ((ServerConnector) ((Server) field.get(proxy)).getConnectors()[0]).setHost("127.0.0.1");
 *     proxy.safeStart();
 *     System.in.readAllBytes();
 *     System.exit(0);
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ConstantPool, javaMainClass } from "./java-class.ts";

export const LAUNCHER = "LoopbackDynamoDb";

const RUNNER = "software/amazon/dynamodb/services/local/main/ServerRunner";
const PROXY = "software/amazon/dynamodb/services/local/server/DynamoDBProxyServer";
const SERVER = "org/eclipse/jetty/server/Server";
const CONNECTOR = "org/eclipse/jetty/server/ServerConnector";
const FIELD = "java/lang/reflect/Field";

const ALOAD = [0x2a, 0x2b, 0x2c] as const;
const ASTORE = [0x4b, 0x4c, 0x4d] as const;
const ICONST_0 = 0x03;
const ICONST_1 = 0x04;
const AALOAD = 0x32;
const POP = 0x57;
const RETURN = 0xb1;

const main = (pool: ConstantPool): number[] => {
  const wide = (opcode: number, index: number) => [opcode, index >> 8, index & 0xff];
  const load = (index: number) => wide(0x13, index);
  const invoke = (owner: string, name: string, type: string) => wide(0xb6, pool.method(owner, name, type));
  const invokeStatic = (owner: string, name: string, type: string) => wide(0xb8, pool.method(owner, name, type));
  const castTo = (type: string) => wide(0xc0, pool.type(type));
  return [
    ALOAD[0],
    ...invokeStatic(RUNNER, "createServerFromCommandLineArgs", `([Ljava/lang/String;)L${PROXY};`),
    ASTORE[1],
    ...load(pool.type(PROXY)),
    ...load(pool.text("server")),
    ...invoke("java/lang/Class", "getDeclaredField", `(Ljava/lang/String;)L${FIELD};`),
    ASTORE[2],
    ALOAD[2],
    ICONST_1,
    ...invoke(FIELD, "setAccessible", "(Z)V"),
    ALOAD[2],
    ALOAD[1],
    ...invoke(FIELD, "get", "(Ljava/lang/Object;)Ljava/lang/Object;"),
    ...castTo(SERVER),
    ...invoke(SERVER, "getConnectors", "()[Lorg/eclipse/jetty/server/Connector;"),
    ICONST_0,
    AALOAD,
    ...castTo(CONNECTOR),
    ...load(pool.text("127.0.0.1")),
    ...invoke(CONNECTOR, "setHost", "(Ljava/lang/String;)V"),
    ALOAD[1],
    ...invoke(PROXY, "safeStart", "()V"),
    ...wide(0xb2, pool.field("java/lang/System", "in", "Ljava/io/InputStream;")),
    ...invoke("java/io/InputStream", "readAllBytes", "()[B"),
    POP,
    ICONST_0,
    ...invokeStatic("java/lang/System", "exit", "(I)V"),
    RETURN,
  ];
};

/** Writes the class into the folder, which then belongs on the class path before the jar. */
export const writeLauncher = (folder: string): void =>
  writeFileSync(join(folder, `${LAUNCHER}.class`), javaMainClass(LAUNCHER, main, { maxStack: 3, maxLocals: 3 }));
