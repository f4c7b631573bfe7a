/** What a zod issue means to the person who filled in the form: a pointer, a stable code, and a sentence. */
import type * as z from "zod";
import type { LocalDate } from "../kernel/local-date.ts";
import { FIELD_ERROR_CODES, type FieldError, type FieldErrorCode } from "../kernel/refusal.ts";
import type { Locale } from "./problems.ts";

type Issue = z.core.$ZodIssue;

/** RFC 6901: `~` and `/` inside a key are escaped. */
export const pointerOf = (prefix: string, path: readonly PropertyKey[]): string =>
  prefix + path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const MEANINGS: Readonly<Record<FieldErrorCode, { zh: string; en: string }>> = {
  required: { zh: "必填。", en: "Required." },
  "invalid-type": { zh: "类型不正确。", en: "Wrong type." },
  "unknown-key": { zh: "没有这个字段。", en: "There is no such field." },
  "too-small": { zh: "太短或太小。", en: "Too short or too small." },
  "too-large": { zh: "太长或太大。", en: "Too long or too large." },
  "invalid-format": { zh: "格式不正确。", en: "Wrong format." },
  "invalid-value": { zh: "不是允许的值。", en: "Not one of the allowed values." },
  "invalid-date": {
    zh: "日期不存在，格式为 年-月-日，例如 2026-09-30。",
    en: "No such day; write YYYY-MM-DD, for example 2026-09-30.",
  },
  "reversed-interval": { zh: "结束日期早于开始日期。", en: "The interval ends before it starts." },
  "out-of-range": { zh: "日期超出日历范围。", en: "The day lies outside the calendar." },
  "not-offered": { zh: "该事项不提供此选项。", en: "This item does not offer it." },
  "too-early": { zh: "时间过早。", en: "Too early." },
  "too-late": { zh: "时间过晚。", en: "Too late." },
  invalid: { zh: "内容不正确。", en: "Not valid." },
};

/** What a schema of ours named; anything else is merely not valid. */
const named = (code: unknown): FieldErrorCode => FIELD_ERROR_CODES.find((each) => each === code) ?? "invalid";

const codeOf = (issue: Issue): FieldErrorCode => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "invalid-type";
    case "unrecognized_keys":
      return "unknown-key";
    case "too_small":
      return "too-small";
    case "too_big":
      return "too-large";
    case "invalid_format":
      return "invalid-format";
    case "invalid_value":
    case "invalid_union":
      return issue.input === undefined ? "required" : "invalid-value";
    case "custom":
      return named(issue.params?.code);
    default:
      return "invalid";
  }
};

const limitOf = (issue: Issue, locale: Locale): string => {
  const limit = issue.code === "too_small" ? issue.minimum : issue.code === "too_big" ? issue.maximum : undefined;
  if (limit === undefined) return "";
  const least = issue.code === "too_small";
  return locale === "en" ? ` ${least ? "At least" : "At most"} ${limit}.` : `${least ? "最少" : "最多"} ${limit}。`;
};

/** @param prefix where the value came from: `` for the body, `#/query`, `#/path` or `#/headers` otherwise */
export const fieldErrors = (issues: readonly Issue[], prefix: string, locale: Locale): FieldError[] =>
  issues.flatMap((issue) => {
    const code = codeOf(issue);
    const meaning = MEANINGS[code];
    const detail = (locale === "en" ? meaning.en : meaning.zh) + limitOf(issue, locale);
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ pointer: pointerOf(prefix, path), code, detail }));
  });

/** An error found by an operation rather than by a schema. */
export const fieldError = (path: readonly PropertyKey[], code: FieldErrorCode, locale: Locale): FieldError[] =>
  fieldErrors([{ code: "custom", path: [...path], message: code, params: { code } }], "", locale);

/** A day outside its bounds, with the bound that it broke; nothing where it lies within them, both included. */
export const dayError = (
  path: readonly PropertyKey[],
  day: LocalDate,
  { earliest, latest }: { readonly earliest?: LocalDate; readonly latest?: LocalDate },
  locale: Locale,
): FieldError[] => {
  const bounded = (code: "too-early" | "too-late", zh: string, en: string): FieldError[] =>
    fieldError(path, code, locale).map((error) => ({ ...error, detail: error.detail + (locale === "en" ? en : zh) }));
  if (earliest !== undefined && day < earliest) {
    return bounded("too-early", `最早为 ${earliest}。`, ` Not before ${earliest}.`);
  }
  if (latest !== undefined && day > latest) {
    return bounded("too-late", `最晚为 ${latest}。`, ` Not after ${latest}.`);
  }
  return [];
};
