/** What the figures were measured on: they say nothing without it. */
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";

const GIB = 1024 ** 3;

export const machine = (): string => {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  const memory = (totalmem() / GIB).toFixed(1);
  const load = loadavg()[0]?.toFixed(1) ?? "?";
  return (
    `${availableParallelism()} × ${model}, ${memory} GiB, ${type()} ${release()}, Node ${process.versions.node}, ` +
    `load ${load} at the start`
  );
};
