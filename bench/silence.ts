/** Writes the log's lines, but to nowhere: what a console does with them is not the pipeline's. */
export const silently = async <T>(work: () => Promise<T>): Promise<T> => {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
  }
};
