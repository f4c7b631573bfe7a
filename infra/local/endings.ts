/** What has been started, ended in the opposite order. */
export const createEndings = () => {
  const endings: (() => unknown)[] = [];
  return {
    add: (end: () => unknown) => void endings.push(end),
    async run() {
      for (const end of endings.reverse()) await end();
      endings.length = 0;
    },
  };
};
export type Endings = ReturnType<typeof createEndings>;
