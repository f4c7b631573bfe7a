/**
 * Materials that several sample items share. What the offices look up themselves is named, so that a resident knows, and
 * is not demanded (R19a; 社会救助法 62): identity, household register, disability.
 */
import type { Material } from "./service-item.ts";

/** Something the applicant hands in. */
export const demanded = (code: string, name: string, note?: string): Material =>
  note === undefined ? { code, name, demanded: true } : { code, name, demanded: true, note };

/** Something the office finds out for itself. */
export const lookedUp = (code: string, name: string, note: string): Material => ({ code, name, demanded: false, note });

export const IDENTITY_CARD = lookedUp("identity-card", "居民身份证", "出示原件或电子证件核验身份，不收取复印件");
export const HOUSEHOLD_REGISTER = lookedUp("household-register", "居民户口簿", "由受理机关联网查询，不要求提交");
export const DISABILITY_CERTIFICATE = lookedUp("disability-certificate", "残疾人证", "由受理机关联网查询，不要求提交");
export const APPLICATION_FORM = demanded("application-form", "申请表", "窗口提供，可由工作人员代填后签字");
export const BANK_CARD = demanded("bank-card", "社会保障卡或银行卡", "核对账号后当场退还");
