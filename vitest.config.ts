import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], more: object = {}) => ({ test: { name, include, ...more } });
const database = {
  isolate: false,
  globalSetup: "tests/support/dynamodb-local.ts",
  // Ceilings for a busy machine, far above what a test takes on a quiet one.
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    reporters: ["default"],
    // Files wait for the database and the clock more than they compute: one worker would leave a core idle.
    maxWorkers: 2,
    projects: [
      project(
        "domain",
        ["tests/rulebook/**/*.test.ts", "tests/domain/**/*.test.ts", "tests/architecture/**/*.test.ts"],
        { testTimeout: 60_000, isolate: false },
      ),
      project("stores", ["tests/stores/**/*.test.ts", "tests/functions/**/*.test.ts"], database),
      project("infra", ["tests/infra/**/*.test.ts", "tests/local/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
      project("api", ["tests/api/**/*.test.ts", "tests/authorization/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
