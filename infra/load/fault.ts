/** What is wrong in a file, where a person finds it: the line as an editor counts it, and the column by its name. */
export type Fault = {
  readonly file: string;
  readonly line: number;
  /** Absent: the line as a whole. */
  readonly column?: string;
  readonly zh: string;
  readonly en: string;
};

/** `people.csv 第 12 行 phone：格式不正确。 / line 12, phone: Wrong format.` Never the value, which may be about a person. */
export const faultLine = ({ file, line, column, zh, en }: Fault): string => {
  const chinese = [file, `第 ${line} 行`, ...(column === undefined ? [] : [column])].join(" ");
  const english = [`line ${line}`, ...(column === undefined ? [] : [column])].join(", ");
  return `${chinese}：${zh} / ${english}: ${en}`;
};

/** In the order of the lines. */
export const inOrder = (faults: readonly Fault[]): Fault[] => faults.toSorted((one, other) => one.line - other.line);
