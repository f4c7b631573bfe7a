/** Why the local run could not start, as one sentence a person can act on: shown instead of a stack trace. */
export class StartFailure extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string, cause?: unknown) {
    super(`${zh} ${en}`, { cause });
    this.name = "StartFailure";
    this.zh = zh;
    this.en = en;
  }
}
