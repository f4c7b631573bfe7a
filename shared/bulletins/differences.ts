/** Where two sheets differ, path by path: `centres.3.figures.decided: 41 ≠ 42`. */
export type Difference = { readonly path: string; readonly frozen: unknown; readonly recounted: unknown };

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

export const differencesOf = (frozen: unknown, recounted: unknown, path = ""): readonly Difference[] => {
  if (isBranch(frozen) && isBranch(recounted)) {
    const names = [...new Set([...Object.keys(frozen), ...Object.keys(recounted)])];
    return names.flatMap((name) =>
      differencesOf(frozen[name], recounted[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return Object.is(frozen, recounted) ? [] : [{ path, frozen, recounted }];
};
