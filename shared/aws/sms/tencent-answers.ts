/** What the codes of Tencent Cloud's SMS API (2021-01-11) mean for a message of ours. */
import type { SendOutcome } from "../../reminders/gateway.ts";

/** About this one number or text: it will be the same tomorrow. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  "FailedOperation.ContainSensitiveWord",
  "FailedOperation.FailResolvePacket",
  "FailedOperation.JsonParseFail",
  "FailedOperation.PhoneNumberInBlacklist",
  "InvalidParameter",
  "InvalidParameter.DirtyWordFound",
  "InvalidParameter.InvalidParameters",
  "InvalidParameterValue.ContentLengthLimit",
  "InvalidParameterValue.IncorrectPhoneNumber",
  "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
  "InvalidParameterValue.TemplateParameterFormatError",
  "InvalidParameterValue.TemplateParameterLengthLimit",
  "MissingParameter",
  "MissingParameter.EmptyPhoneNumberSet",
  "UnsupportedOperation.UnsuportedRegion",
]);

/** About our account, key, application, signature or templates: nobody is sent anything until someone sees to it. */
const ACCOUNT: readonly RegExp[] = [
  /^(AuthFailure|UnauthorizedOperation)(\.|$)/,
  /^FailedOperation\.(InsufficientBalanceInSmsPackage|(Signature|Template)IncorrectOrUnapproved)$/,
  /^FailedOperation\.(MissingSignature|MissingTemplate|NotEnterpriseCertification)/,
  /^InvalidParameterValue\.SdkAppIdNotExist$/,
  /^InvalidParameter\.AppidAndBizId$/,
  /^LimitExceeded\.AppDailyLimit$/,
  /^InternalError\.(RequestTimeException|SigFieldMissing|SigVerificationFail|RestApiInterfaceNotExist)$/,
];

/** Their side may have failed after taking it on. */
const DOUBTFUL = /^InternalError(\.|$)/;

/**
 * What a refusal means. Anything not known to be for good is tried again: limits of frequency (`LimitExceeded.…`,
 * `RequestLimitExceeded`), and codes that are younger than this list.
 */
export const refusalOf = (code: string): Exclude<SendOutcome, { outcome: "accepted" }> => {
  if (FOR_GOOD.has(code)) return { outcome: "rejected", code };
  const account = ACCOUNT.some((pattern) => pattern.test(code));
  return DOUBTFUL.test(code) && !account ? { outcome: "unknown", code } : { outcome: "deferred", code, account };
};
