/** What the main thread and the thread of the functions say to each other. */

export type RuntimeSettings = {
  /** One Float64: what to add to the real clock, in milliseconds. */
  readonly clock: SharedArrayBuffer;
  /** One Int32: 1 while requests to DynamoDB go to the stand-in that makes them fail. */
  readonly faultSwitch: SharedArrayBuffer;
  readonly databasePort: number;
  readonly faultPort: number;
  /** File for what the functions log. */
  readonly logFile: string;
};

export type ToRuntime =
  /** Writes out what has been logged: before the end. */
  | { readonly kind: "flush"; readonly id: number }
  | {
      readonly kind: "load";
      readonly id: number;
      readonly functionName: string;
      /** Folder of the bundle. */
      readonly folder: string;
      /** `<file>.<export>`. */
      readonly handler: string;
      readonly environment: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "invoke";
      readonly id: number;
      readonly functionName: string;
      readonly arn: string;
      readonly memoryMb: number;
      readonly timeoutMs: number;
      readonly requestId: string;
      /** JSON, as it would travel. */
      readonly event: string;
    };

export type FunctionError = { readonly errorType: string; readonly errorMessage: string };
/** `result` is JSON. */
export type FromRuntime = { readonly id: number } & ({ readonly result: string } | { readonly error: FunctionError });
