/**
 * Sample items, benefits: social assistance, allowances. Invented promises (示例数据，非政府承诺); of the law cited, 国发〔2015〕52号
 * was not read, and the successor of 民发〔2021〕57号 under the Social Assistance Law is not known.
 */
import {
  APPLICATION_FORM,
  BANK_CARD,
  DISABILITY_CERTIFICATE,
  demanded,
  HOUSEHOLD_REGISTER,
  IDENTITY_CARD,
  lookedUp,
} from "./items-sample-materials.ts";
import type { ServiceItem } from "./service-item.ts";

const WRITTEN_APPLICATION = demanded(
  "written-application",
  "申请书",
  "可委托村（居）民委员会或者他人代为申请，并提交书面委托书",
);
const PLEDGE = demanded("pledge-and-check-authorisation", "承诺及家庭经济状况核对授权书", "窗口提供");

/** 社会救助法 18, 37, 40–45: 30 working days from acceptance (45 in special cases); the natural days of notice are counted. */
export const MINIMUM_LIVING_ALLOWANCE: ServiceItem = {
  schema: 1,
  code: "minimum-living-allowance",
  version: 1,
  name: "最低生活保障审核确认",
  nameEn: "Minimum living allowance",
  regime: "benefit",
  kind: "approval",
  unit: "civil-affairs",
  decidingOrgan: "滕州市民政局",
  centres: "all",
  sensitive: true,
  guide: {
    legalBasis:
      "《中华人民共和国社会救助法》（2026年7月1日起施行）第十八条、第三十七条、第四十条至第四十五条、第六十二条；《最低生活保障审核确认办法》（民发〔2021〕57号）第十条、第十五条、第十九条至第二十二条",
    procedure: [
      "申请人或者受书面委托的村（居）民委员会、他人提出申请",
      "窗口受理；材料不齐的，一次性告知",
      "受理后3个工作日内启动家庭经济状况调查核对",
      "镇（街道）提出审核意见并公示7日（自然日，计入办理时限）",
      "市民政局10个工作日内作出决定",
      "不予确认的，3个工作日内书面告知并说明理由",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    WRITTEN_APPLICATION,
    PLEDGE,
    IDENTITY_CARD,
    HOUSEHOLD_REGISTER,
    lookedUp("household-means", "家庭收入和财产状况", "由受理机关核对，不要求提交收入证明"),
    demanded("illness-papers", "疾病诊断材料", "仅以患病为申请理由的提供"),
    DISABILITY_CERTIFICATE,
  ],
  limits: {
    promised: { days: 25, unit: "working-days" },
    statutory: { days: 30, unit: "working-days" },
    extension: { workingDays: 15, approver: { zh: "决定机关负责人", en: "the head of the deciding organ" } },
  },
  asksRelatives: true,
  sample: true,
};

/** The town's 15 and the municipality's 15 working days make the 30; 社会救助法 16, 37, 43–45. */
export const EXTREME_POVERTY_SUPPORT: ServiceItem = {
  schema: 1,
  code: "extreme-poverty-support",
  version: 1,
  name: "特困人员认定",
  nameEn: "Support for people in extreme difficulty",
  regime: "benefit",
  kind: "approval",
  unit: "civil-affairs",
  decidingOrgan: "滕州市民政局",
  centres: "all",
  sensitive: true,
  guide: {
    legalBasis:
      "《中华人民共和国社会救助法》（2026年7月1日起施行）第十六条、第三十七条、第四十三条至第四十五条；《特困人员认定办法》（民发〔2021〕43号）第十条至第十八条",
    procedure: [
      "申请人或者受书面委托的村（居）民委员会、他人提出申请",
      "窗口受理；材料不齐的，一次性告知",
      "镇（街道）15个工作日内调查核实并提出审核意见",
      "公示7日（自然日，计入办理时限）",
      "市民政局15个工作日内作出决定",
      "不予认定的，3个工作日内书面告知并说明理由",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    WRITTEN_APPLICATION,
    demanded(
      "statement-of-means",
      "劳动能力、生活来源、财产状况及赡养、抚养、扶养情况的书面声明",
      "由申请人书写或口述后签字",
    ),
    PLEDGE,
    IDENTITY_CARD,
    HOUSEHOLD_REGISTER,
    DISABILITY_CERTIFICATE,
  ],
  limits: {
    promised: { days: 25, unit: "working-days" },
    statutory: { days: 30, unit: "working-days" },
  },
  asksRelatives: true,
  sample: true,
};

/** In place of the old 老年人优待证: an identity card suffices for the concessions (山东省老年人权益保障条例 46). */
export const OLD_AGE_ALLOWANCE: ServiceItem = {
  schema: 1,
  code: "old-age-allowance",
  version: 1,
  name: "高龄津贴申领",
  nameEn: "Allowance for residents aged 80 and over",
  regime: "benefit",
  kind: "approval",
  unit: "civil-affairs",
  decidingOrgan: "滕州市民政局",
  centres: "all",
  sensitive: false,
  guide: {
    legalBasis: "《中华人民共和国老年人权益保障法》第三十三条；《山东省老年人权益保障条例》第三十一条",
    procedure: [
      "年满80周岁的老年人或者其受托人提出申请",
      "窗口受理；材料不齐的，一次性告知",
      "镇（街道）核对年龄和户籍",
      "市民政局审核确认并告知结果",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [APPLICATION_FORM, { ...BANK_CARD, conditional: true }, IDENTITY_CARD],
  limits: { promised: { days: 15, unit: "working-days" } },
  upwardLeg: { body: "滕州市民政局", limit: { days: 5, unit: "working-days" } },
  sample: true,
};

/** Filed at any place: pushed in 3 working days, decided in 10, told in 3; for filing at home no limit was found. */
export const DISABILITY_SUBSIDIES: ServiceItem = {
  schema: 1,
  code: "disability-subsidies",
  version: 1,
  name: "困难残疾人生活补贴和重度残疾人护理补贴申领",
  nameEn: "Living and nursing subsidies for disabled residents",
  regime: "benefit",
  kind: "approval",
  unit: "civil-affairs",
  decidingOrgan: "滕州市民政局",
  centres: "all",
  sensitive: true,
  guide: {
    legalBasis:
      "《国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见》（国发〔2015〕52号）；民政部办公厅、中国残联办公厅关于残疾人两项补贴资格认定申请“跨省通办”的通知（2021年）",
    procedure: [
      "残疾人或者其监护人、受托人提出申请，可以异地申请",
      "窗口受理；材料不齐的，一次性告知",
      "市残疾人联合会审核残疾等级，市民政局核对低收入状况",
      "市民政局作出决定并告知结果",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    APPLICATION_FORM,
    BANK_CARD,
    IDENTITY_CARD,
    DISABILITY_CERTIFICATE,
    lookedUp("low-income-status", "最低生活保障或者低收入状况", "由受理机关查询，不要求提交证明"),
  ],
  limits: { promised: { days: 10, unit: "working-days" } },
  sample: true,
};

/** 社会救助法 29, 37(2), 50: help first, papers afterwards; filed where the emergency happens. Small sums are the town's. */
export const TEMPORARY_ASSISTANCE: ServiceItem = {
  schema: 1,
  code: "temporary-assistance",
  version: 1,
  name: "临时救助",
  nameEn: "Temporary assistance in an emergency",
  regime: "benefit",
  kind: "approval",
  unit: "civil-affairs",
  decidingOrgan: "{town}",
  centres: "all",
  sensitive: true,
  guide: {
    legalBasis: "《中华人民共和国社会救助法》（2026年7月1日起施行）第二十九条、第三十七条第二款、第五十条",
    procedure: [
      "向急难发生地的镇（街道）提出申请，不限户籍所在地",
      "情况紧急的，24小时内先行救助，事后补齐材料",
      "其他情形，窗口受理后调查核实",
      "镇（街道）作出小额救助决定；超过小额标准的，报市民政局",
      "书面告知结果；不予救助的，说明理由",
    ],
    feeBasis: null,
    feeStandard: "不收费",
  },
  materials: [
    WRITTEN_APPLICATION,
    IDENTITY_CARD,
    lookedUp("emergency-papers", "急难情形的有关材料", "已有的可以提供，没有的由受理机关调查核实"),
  ],
  limits: { promised: { days: 8, unit: "working-days" }, urgentHours: 24 },
  sample: true,
};
