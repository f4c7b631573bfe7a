/** `npm start`. */
import { HELP, type LocalOptions, readOptions } from "./options.ts";
import type { LocalRun } from "./start.ts";
import { StartFailure } from "./start-failure.ts";
import { tourOf, tourText } from "./tour.ts";

const said = (error: unknown): string =>
  error instanceof StartFailure
    ? `${error.zh}\n${error.en}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);

const run = async (options: LocalOptions): Promise<void> => {
  const began = performance.now();
  let local: LocalRun | undefined;
  let ending = false;
  const end = async () => {
    // A second signal does not wait; while starting there is nothing to save, and `exit` ends what was started.
    if (ending || local === undefined) process.exit(0);
    ending = true;
    await local.stop();
    process.exit(0);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  // Not before the options are understood: a wrong one is answered at once.
  const { startLocal } = await import("./start.ts");
  local = await startLocal(options, (line) => console.log(line));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`就绪，用时 ${seconds} 秒；按 Ctrl+C 结束。 Ready after ${seconds} s; Ctrl+C ends it.\n`);
  console.log(tourText(tourOf(local.url, local.clock.now())));
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") console.log(HELP);
  else await run(options);
} catch (error) {
  console.error(said(error));
  process.exit(1);
}
